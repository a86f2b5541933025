namespace DocExtract.Chaos.Documents;

/// <summary>What kind of trouble a file is.</summary>
internal enum FileKind
{
    /// <summary>A page that the model is asked about.</summary>
    Pdf,

    /// <summary>An e-invoice, read without a model.</summary>
    Xml,

    /// <summary>The bytes of an earlier file once more.</summary>
    Twin,

    /// <summary>Announced before it exists.</summary>
    Late,

    /// <summary>Overwritten after it was announced; the newer version is announced too.</summary>
    Overwritten,

    /// <summary>Protected, damaged, or nothing that is read.</summary>
    Unreadable,
}

/// <summary>A file that is dropped in.</summary>
/// <param name="Name">Of its blob.</param>
/// <param name="Kind">What kind of trouble it is.</param>
/// <param name="Versions">What is uploaded under the name, one after the other.</param>
internal sealed record PlannedFile(string Name, FileKind Kind, IReadOnlyList<PlannedVersion> Versions);

/// <summary>One version of a file: a document of its own.</summary>
internal sealed class PlannedVersion(byte[] content, PlannedInvoice? invoice, string? rejection = null)
{
    public byte[] Content => content;

    /// <summary>What is printed on it; null where nothing can be read.</summary>
    public PlannedInvoice? Invoice => invoice;

    /// <summary>The code that it is rejected with.</summary>
    public string? Rejection => rejection;

    /// <summary>Known once it is uploaded.</summary>
    public string? ETag { get; set; }

    /// <summary>Messages that were sent about it.</summary>
    public int Announced { get; set; }
}
