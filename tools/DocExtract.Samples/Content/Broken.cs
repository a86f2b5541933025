using System.Text;
using DocExtract.Samples.Drawing;
using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

/// <summary>Files that can never be read.</summary>
internal static class Broken
{
    /// <summary>Opens <c>broken-encrypted.pdf</c>.</summary>
    public const string Password = "open-sesame";

    public static IReadOnlyList<Sample> All { get; } =
    [
        Of("broken-encrypted.pdf", "A password is needed to open it (AES-128); it is \"open-sesame\".", "encrypted", Encrypted),
        Of("broken-truncated.pdf", "The upload broke off: the second half of the file is missing.", "corrupt", Truncated),
        Of("broken-empty.pdf", "A file without a single byte.", "empty", () => []),
        Of("broken-text.pdf", "A text file that somebody named .pdf.", "unsupported", () => Encoding.ASCII.GetBytes("Dear accounts team,\n\nplease find the invoice attached.\n")),
    ];

    private static Sample Of(string file, string about, string code, Func<byte[]> content) =>
        new(file, "", "broken", about, "rejected", code, null, content);

    private static byte[] Encrypted() =>
        new PdfFile("Encrypted", InvoiceLayout.Of(EnglishInvoices.British).Draw()) { Password = Password }.ToBytes();

    private static byte[] Truncated()
    {
        byte[] whole = new PdfFile("Truncated", InvoiceLayout.Of(EnglishInvoices.British).Draw()).ToBytes();
        return whole[..(whole.Length / 2)];
    }
}
