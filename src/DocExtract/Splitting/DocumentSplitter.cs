using DocExtract.Checks;
using DocExtract.Pages;
using DocExtract.Readers.EInvoice;
using DocExtract.Readers.Offline;
using DocExtract.Schemas;
using DocExtract.Sources;

namespace DocExtract.Splitting;

/// <summary>
/// Takes a file apart into the documents it holds: a scanned batch where a new one begins, a photograph of several receipts
/// between them. When in doubt nothing is split, and the doubt is told. Uses only words that reading needs anyway.
/// Safe to use from several threads.
/// </summary>
public sealed class DocumentSplitter(SchemaCatalog types)
{
    /// <summary>Where one document ends and the next begins is not certain.</summary>
    public const string BoundaryRule = "boundary";

    /// <summary>A page was left out of what is read.</summary>
    public const string LeftOutRule = "page-left-out";

    /// <summary>Each page that cannot be drawn may take its whole deadline; a file of such pages is given up.</summary>
    private const int MostUnreadable = 2;

    private readonly LabelVocabulary _vocabulary = SplittingVocabulary.Of(types);

    /// <summary>The documents of a file in its order, at least one; together they have all its pages.</summary>
    /// <exception cref="DocumentRejectedException">Its pages cannot be drawn.</exception>
    public IReadOnlyList<DocumentPart> Split(Document document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var cut = new PictureCut(document.Source, _vocabulary);
        if (document.Pages.Count == 0 || EmbeddedInvoice.IsIn(document.Attachments, cancellationToken))
        {
            // An e-invoice says itself what it is, and its XML speaks for all pages.
            return [new DocumentPart(document, Math.Min(1, document.Pages.Count), document.Pages.Count, null, [])];
        }

        List<DocumentPart> parts = [];
        List<Page> pages = [];
        List<Finding> doubts = [];
        int unreadable = 0;
        foreach (var page in document.Pages)
        {
            var boxes = CutOrNone(cut, page, mayFail: document.Pages.Count > 1 && unreadable < MostUnreadable, cancellationToken);
            doubts.AddRange(boxes.Count <= 1 ? cut.Doubts : []);
            if (boxes.Count == 1)
            {
                pages.Add(page);
                continue;
            }

            unreadable += boxes.Count == 0 ? 1 : 0;
            parts.AddRange([.. OfPages(document, pages, doubts, cancellationToken), .. Alone(document, page, boxes, cut.Doubts)]);
            (pages, doubts) = ([], boxes.Count == 0 ? [.. cut.Doubts] : []);
        }

        return [.. parts, .. OfPages(document, pages, doubts, cancellationToken)];
    }

    /// <summary>No box at all of a page that cannot be drawn: it becomes a document of its own, to be rejected alone.</summary>
    private static IReadOnlyList<Box> CutOrNone(PictureCut cut, Page page, bool mayFail, CancellationToken cancellationToken)
    {
        try
        {
            return cut.Cut(page, cancellationToken);
        }
        catch (DocumentRejectedException unreadable) when (mayFail)
        {
            cut.Doubt(page, $"cannot be read and may belong to this document. {unreadable.Message}");
            return [];
        }
    }

    private static IEnumerable<DocumentPart> Alone(Document document, Page page, IReadOnlyList<Box> boxes, IReadOnlyList<Finding> doubts) => boxes.Count == 0
        ? [new DocumentPart(document with { Pages = [page] }, page.Number, page.Number, null, [])]
        : boxes.Select(box => OfBox(document, page, box, doubts));

    /// <summary>The documents of whole pages; a doubt about one of the pages is one about all of them.</summary>
    private IEnumerable<DocumentPart> OfPages(Document document, List<Page> pages, List<Finding> doubts, CancellationToken cancellationToken) => pages switch
    {
        [] => [],
        [var page] => [new DocumentPart(document with { Pages = [page] }, page.Number, page.Number, null, [.. doubts, .. MissingBeside(document, page, cancellationToken)])],
        _ => PageRuns.Find([.. pages.Select(page => PageFacts.Of(page, document.Source, _vocabulary, cancellationToken))])
            .Select(run => new DocumentPart(document with { Pages = run.Content }, run.First, run.Last, null, [.. doubts, .. run.Notes])),
    };

    private IEnumerable<Finding> MissingBeside(Document document, Page page, CancellationToken cancellationToken) =>
        MissingPages.Of([PageNumber.Find(Sheet.Of(document with { Pages = [page] }, _vocabulary, cancellationToken))]);

    private static DocumentPart OfBox(Document document, Page page, Box box, IReadOnlyList<Finding> doubts) => new(
        document with { Pages = [new Page(page.Number, new ClippedPage(page, box))] }, page.Number, page.Number, box, doubts);
}
