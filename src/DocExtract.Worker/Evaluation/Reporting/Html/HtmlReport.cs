using DocExtract.Pages;
using DocExtract.Sources;
using DocExtract.Worker.Drawing;
using DocExtract.Worker.Evaluation.Scores;

namespace DocExtract.Worker.Evaluation.Reporting.Html;

/// <summary>
/// Writes a folder to look through: <c>index.html</c> with the tables, and for each document that is not right a page with its
/// pictures beside it. Nothing is fetched from anywhere else.
/// </summary>
internal sealed class HtmlReport(DocumentOpener opener, SourceLimits limits, DirectoryInfo directory)
{
    public async Task WriteAsync(
        IReadOnlyList<EvaluatedSet> sets, IReadOnlyList<SetComparison> comparisons, CancellationToken cancellationToken)
    {
        directory.Create();
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "index.html"), IndexPage.Of(sets, comparisons), cancellationToken);
        foreach (var set in sets)
        {
            foreach (var document in set.Documents.Where(document => !document.Result.IsAllRight()))
            {
                string folder = directory.CreateSubdirectory(set.Run.Name).FullName;
                string html = DocumentPage.Of(set.Run.Name, document, await DrawAsync(folder, document, cancellationToken));
                await File.WriteAllTextAsync(Path.Combine(folder, document.Truth.Id + ".html"), html, cancellationToken);
            }
        }
    }

    /// <summary>Writes the pictures of a document's pages; gives each with its marks as SVG, or the reason why there is none.</summary>
    private async Task<IReadOnlyList<string>> DrawAsync(string folder, EvaluatedDocument document, CancellationToken cancellationToken)
    {
        List<string> drawn = [];
        try
        {
            byte[] content = await File.ReadAllBytesAsync(document.Truth.DocumentPath, cancellationToken);
            foreach (var page in opener.Open(SourceFile.Open(document.Extraction.File, content, limits), cancellationToken).Pages.Where(page => IsOf(document, page)))
            {
                var picture = PagePicture.Of(page, cancellationToken);
                string name = $"{document.Truth.Id}-{page.Number}.jpg";
                await File.WriteAllBytesAsync(Path.Combine(folder, name), picture.Jpeg, cancellationToken);
                drawn.Add(PageOverlay.Svg(picture, Uri.EscapeDataString(name), OutcomeMarks.Of(document, page.Number)));
            }
        }
        catch (DocumentRejectedException rejected)
        {
            drawn.Add(Frame.Paragraph(rejected.Message));
        }

        return drawn;
    }

    private static bool IsOf(EvaluatedDocument document, Page page) =>
        document.Extraction.Place is not { } place || (page.Number >= place.FirstPage && page.Number <= place.LastPage);
}
