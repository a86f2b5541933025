namespace DocExtract.Pages.Pdf;

/// <summary>What a PDF says of itself without being drawn.</summary>
/// <param name="Pages">Words by page number; a page that could not be read is missing.</param>
/// <param name="Attachments">Embedded files.</param>
internal sealed record PdfText(IReadOnlyDictionary<int, IReadOnlyList<TextWord>> Pages, IReadOnlyList<Attachment> Attachments)
{
    public static readonly PdfText None = new(new Dictionary<int, IReadOnlyList<TextWord>>(), []);
}
