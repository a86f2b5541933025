namespace DocExtract.Readers;

/// <summary>Which readers run, and in which order.</summary>
public static class ReaderNames
{
    public const string EInvoice = "e-invoice";

    public const string Offline = "offline";

    public const string Vision = "vision";

    /// <summary>Without a model: what costs nothing.</summary>
    public static readonly IReadOnlyList<string> WithoutModel = [EInvoice, Offline];

    /// <summary>With a model: it reads everything that is not structured already.</summary>
    public static readonly IReadOnlyList<string> Thorough = [EInvoice, Vision];

    /// <summary>With a model that is paid only for documents that could not be proven right without it.</summary>
    public static readonly IReadOnlyList<string> Thrifty = [EInvoice, Offline, Vision];
}
