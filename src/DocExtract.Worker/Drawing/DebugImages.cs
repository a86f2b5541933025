using DocExtract.Pages;

namespace DocExtract.Worker.Drawing;

/// <summary>Writes each page of a document with everything that was seen on it: words, item rows, chosen values.</summary>
internal static class DebugImages
{
    /// <summary>Writes <c>FILE-1.svg</c>, <c>FILE-2.svg</c> and so on, each with its picture inside. Bare XML has no pages.</summary>
    /// <exception cref="Sources.DocumentRejectedException">A page cannot be drawn.</exception>
    public static async Task WriteAsync(Document document, Extraction extraction, DirectoryInfo directory, CancellationToken cancellationToken)
    {
        directory.Create();
        foreach (var page in document.Pages)
        {
            var picture = PagePicture.Of(page, cancellationToken);
            var marks = ExtractionMarks.Words(page, cancellationToken)
                .Concat(extraction.Documents.SelectMany(part => ExtractionMarks.Part(part, page.Number)))
                .Concat(extraction.Documents.SelectMany(part => ExtractionMarks.Values(part, page.Number, _ => MarkKind.Value)));
            await File.WriteAllTextAsync(
                Path.Combine(directory.FullName, $"{extraction.File}-{page.Number}.svg"),
                PageOverlay.Svg(picture, PageOverlay.DataUrl(picture), marks), cancellationToken);
        }
    }
}
