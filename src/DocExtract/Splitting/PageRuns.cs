using DocExtract.Checks;
using DocExtract.Pages;

namespace DocExtract.Splitting;

/// <summary>The pages of one document within a file.</summary>
/// <param name="First">Number of its first page.</param>
/// <param name="Last">Number of its last page.</param>
/// <param name="Content">Those that are read.</param>
/// <param name="Notes">What is doubtful about its ends, and what was left out.</param>
internal sealed record PageRun(int First, int Last, IReadOnlyList<Page> Content, IReadOnlyList<Finding> Notes);

/// <summary>Cuts a sequence of pages where new documents begin, and leaves out the pages that hold no values.</summary>
internal static class PageRuns
{
    /// <summary>A page that lists one other document refers to it; one that lists two sums them up.</summary>
    private const int FewestListed = 2;

    public static IReadOnlyList<PageRun> Find(IReadOnlyList<PageFacts> pages)
    {
        PageKind[] kinds = [.. pages.Select(PageKinds.Of)];
        PageKind[] withSummaries = [.. kinds.Select((kind, i) => kind == PageKind.Content && IsSummary(pages, kinds, i) ? PageKind.Summary : kind)];
        var starts = Starts(pages, withSummaries);
        if (starts.Count < FewestListed)
        {
            // What looked like a list of documents is a page of the only one.
            (withSummaries, starts) = (kinds, Starts(pages, kinds));
        }

        return starts.Count == 0
            ? [new PageRun(pages[0].Page.Number, pages[^1].Page.Number, [.. pages.Select(page => page.Page)], [.. MissingPages.Of(Numbers(pages))])]
            : [.. Runs(pages, withSummaries, starts)];
    }

    /// <summary>A page that names the numbers of documents that begin elsewhere, each with an amount.</summary>
    private static bool IsSummary(IReadOnlyList<PageFacts> pages, PageKind[] kinds, int index)
    {
        var others = pages.Where((page, i) => i != index && kinds[i] == PageKind.Content && page is { HasTitle: true, Number.Length: > 3, Numbering: null or { Page: 1 } });
        bool isDocument = pages[index] is { HasTitle: true, Number: not null, Total: not null };
        return !isDocument && PageKinds.Lists(pages[index], others.Select(page => page.Number!)) >= FewestListed;
    }

    /// <summary>The content pages with which a document begins, in order, each with what speaks for it.</summary>
    private static List<Start> Starts(IReadOnlyList<PageFacts> pages, PageKind[] kinds)
    {
        List<Start> starts = [];
        List<PageFacts> before = [];
        for (int i = 0; i < pages.Count; i++)
        {
            if (kinds[i] != PageKind.Content)
            {
                continue;
            }

            bool isParted = i > 0 && kinds[i - 1] != PageKind.Content;
            var boundary = before.Count == 0 ? null : Boundary.Before(before, pages[i], isParted);
            if (boundary is null || boundary.IsCut)
            {
                starts.Add(new Start(i, boundary));
                before = [];
            }
            else if (boundary.IsDoubtful)
            {
                starts[^1].Doubts.Add(Doubt($"Page {pages[i].Page.Number} may begin another document", boundary, "It was read as part of this one."));
            }

            before.Add(pages[i]);
        }

        return starts;
    }

    private static IEnumerable<PageRun> Runs(IReadOnlyList<PageFacts> pages, PageKind[] kinds, List<Start> starts)
    {
        int[] from = [.. starts.Select((start, k) => k == 0 ? 0 : FirstOf(kinds, start.Index))];
        for (int k = 0; k < starts.Count; k++)
        {
            int end = k + 1 < starts.Count ? from[k + 1] : pages.Count;
            var all = Enumerable.Range(from[k], end - from[k]).ToList();
            yield return new PageRun(
                pages[from[k]].Page.Number, pages[end - 1].Page.Number,
                [.. all.Where(i => kinds[i] == PageKind.Content).Select(i => pages[i].Page)],
                [
                    .. Weak(pages, starts[k]),
                    .. k + 1 < starts.Count ? Weak(pages, starts[k + 1]) : [],
                    .. starts[k].Doubts,
                    .. all.Where(i => kinds[i] != PageKind.Content).Select(i => LeftOut(pages[i], kinds[i])),
                    .. MissingPages.Of(Numbers(all.Select(i => pages[i]))),
                ]);
        }
    }

    private static IReadOnlyList<PageNumber?> Numbers(IEnumerable<PageFacts> pages) => [.. pages.Select(page => page.Numbering)];

    /// <summary>Covers and summaries right before a document belong to it, terms and blank pages to the one before.</summary>
    private static int FirstOf(PageKind[] kinds, int start)
    {
        int first = start;
        for (int i = start - 1; i >= 0 && kinds[i] != PageKind.Content; i--)
        {
            first = kinds[i] is PageKind.Cover or PageKind.Summary ? i : first;
        }

        return first;
    }

    /// <summary>A cut that is likely, not sure, is told on both sides of it.</summary>
    private static IEnumerable<Finding> Weak(IReadOnlyList<PageFacts> pages, Start start) => start.Boundary is { IsDoubtful: true } boundary
        ? [Doubt($"Page {pages[start.Index].Page.Number} seems to begin another document", boundary, "It was read as one of its own.")]
        : [];

    private static Finding Doubt(string what, Boundary boundary, string done) => new(
        "", DocumentSplitter.BoundaryRule, Severity.Error, $"{what}: {string.Join(", ", boundary.Reasons)}. {done} Look whether that is right.");

    private static Finding LeftOut(PageFacts page, PageKind kind) => kind == PageKind.Blank && PageKinds.IsHardlyRead(page)
        ? new("", DocumentSplitter.LeftOutRule, Severity.Error, $"Page {page.Page.Number} holds hardly anything that can be read and was left out. Look whether it belongs here.")
        : new("", DocumentSplitter.LeftOutRule, Severity.Info, kind switch
        {
            PageKind.Blank => $"Page {page.Page.Number} is blank.",
            PageKind.Cover => $"Page {page.Page.Number} is a cover sheet; nothing was read from it.",
            PageKind.Terms => $"Page {page.Page.Number} holds terms of business; nothing was read from it.",
            _ => $"Page {page.Page.Number} lists other documents of this file; nothing was read from it.",
        });

    private sealed record Start(int Index, Boundary? Boundary)
    {
        public List<Finding> Doubts { get; } = [];
    }
}
