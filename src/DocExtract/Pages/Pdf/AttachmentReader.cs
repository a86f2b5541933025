using UglyToad.PdfPig;

namespace DocExtract.Pages.Pdf;

/// <summary>Takes the embedded files out of a PDF.</summary>
internal static class AttachmentReader
{
    private const int MaxFiles = 20;
    private const int MaxBytes = 10 << 20;

    /// <summary>At most <see cref="MaxFiles"/> files; larger ones than <see cref="MaxBytes"/> are left out: no e-invoice is that large.</summary>
    public static IReadOnlyList<Attachment> Read(PdfDocument document, TextFence fence)
    {
        fence.Check();
        return document.Advanced.TryGetEmbeddedFiles(out var files)
            ? [.. files.Take(MaxFiles).Where(file => file.Memory.Length is > 0 and <= MaxBytes).Select(file => new Attachment(file.Name, file.Memory))]
            : [];
    }
}
