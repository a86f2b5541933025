using System.Globalization;

namespace DocExtract.Splitting;

/// <summary>How much speaks for a new document beginning with a page, and why.</summary>
internal sealed record Boundary(double Score, bool HasStart, IReadOnlyList<string> Reasons)
{
    private const double Sure = 6;
    private const double Likely = 5;
    private const double Doubtful = 4;

    /// <summary>A shorter number stands on any page by chance.</summary>
    private const int ShortestNumber = 4;

    /// <summary>A new document begins; without any sign of a beginning the page before has only ended.</summary>
    public bool IsCut => Score >= Likely && HasStart;

    /// <summary>Neither is certain: a person must look.</summary>
    public bool IsDoubtful => (Score >= Doubtful && !(Score >= Sure && HasStart)) || (IsWhole && !IsCut);

    /// <summary>The page has a title, another number and a total: all that a document has, whatever else speaks against it.</summary>
    public bool IsWhole { get; init; }

    /// <param name="before">The pages of the document so far, at least one.</param>
    /// <param name="page">The next page.</param>
    /// <param name="isParted">A blank page or a cover lies between.</param>
    public static Boundary Before(IReadOnlyList<PageFacts> before, PageFacts page, bool isParted)
    {
        List<Sign> signs = [.. OfPageNumbers(before[^1].Numbering, page.Numbering), .. OfNumbers(before, page), .. OfTotals(before, page)];
        if (page.HasTitle)
        {
            signs.Add(new(2, true, "it has a title of its own"));
        }

        if (page.Sellers.Count > 0 && before.Any(earlier => earlier.Sellers.Count > 0) && !before.Any(earlier => earlier.Sellers.Overlaps(page.Sellers)))
        {
            signs.Add(new(2, true, "its tax id or account is another"));
        }

        if (page.Heads.Count > 0 && before.Any(earlier => earlier.Heads.Count > 0) && !before.Any(earlier => earlier.Heads.Overlaps(page.Heads)))
        {
            signs.Add(new(2, true, "its letterhead is another"));
        }

        if (page.Date is { } date && before[0].Date is { } dated && date != dated)
        {
            // With a total of its own as well it is complete in itself.
            signs.Add(new(page.Total is null ? 1 : 2, false, $"its date is another, {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"));
        }

        if (isParted)
        {
            signs.Add(new(1, true, "a page without content lies before it"));
        }

        if (page.GoesOnFromBefore || before[^1].GoesOnAfter)
        {
            signs.Add(new(-4, false, "sums are carried forward"));
        }

        return new(signs.Sum(sign => sign.Weight), signs.Exists(sign => sign.IsStart), [.. signs.Where(sign => sign.Weight > 0).Select(sign => sign.Reason)])
        {
            IsWhole = page is { HasTitle: true, Total: not null, Number: { } number, Numbering: null or { Page: 1 } }
                && before.Any(earlier => earlier.Number is not null) && before.All(earlier => earlier.Number != number),
        };
    }

    private static IEnumerable<Sign> OfPageNumbers(PageNumber? last, PageNumber? now) => (last, now) switch
    {
        (_, null) => [],
        ({ } one, { Page: > 1 }) when now.Page == one.Page + 1 && now.Of == one.Of => [new(-5, false, "the page numbers go on")],
        (_, { Page: > 1 }) => [new(-3, false, "it is no first page")],
        ({ Of: { } of }, _) when last.Page < of => [new(1, true, $"it says it is page 1, though {last.Page} of {of} went before")],
        _ => [new(3, true, "it says it is page 1")],
    };

    private static IEnumerable<Sign> OfNumbers(IReadOnlyList<PageFacts> before, PageFacts page)
    {
        string? known = before.Select(earlier => earlier.Number).OfType<string>().FirstOrDefault();
        bool isNamed = known is not null && known.Length >= ShortestNumber && page.Names(known);
        return (known, page.Number) switch
        {
            (null, null) => [],
            (null, _) => [new(1, false, $"it has a number, {page.Number}")],
            (_, null) => isNamed ? [new(-5, false, "it names the same number")] : [],
            _ when known == page.Number => [new(-5, false, "it has the same number")],
            _ when isNamed => [new(2, false, $"its number is another, {page.Number}")],
            // With a total of its own it is a document, not a page that names some other number.
            _ => [new(3, page.Total is not null, $"its number is another, {page.Number}")],
        };
    }

    private static IEnumerable<Sign> OfTotals(IReadOnlyList<PageFacts> before, PageFacts page)
    {
        var totals = before.Select(earlier => earlier.Total).OfType<decimal>().ToList();
        return totals.Count == 0 ? [new(-2, false, "no total went before")]
            : page.Total is not { } total ? [new(1, false, "the document before is closed by its total")]
            : totals.Contains(total) ? [new(-2, false, "its total is the same")]
            : [new(2, false, string.Create(CultureInfo.InvariantCulture, $"it has a total of its own, {total}"))];
    }

    private sealed record Sign(double Weight, bool IsStart, string Reason);
}
