using DocExtract.Readers.Offline;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Splitting;

/// <summary>What a page is there for. Only content is read.</summary>
internal enum PageKind
{
    /// <summary>A page of a document.</summary>
    Content,

    /// <summary>Nothing is printed but perhaps that it is blank on purpose, or its number.</summary>
    Blank,

    /// <summary>A sheet that only says what follows.</summary>
    Cover,

    /// <summary>Terms of business.</summary>
    Terms,

    /// <summary>A list of the documents that follow or went before, with their amounts.</summary>
    Summary,
}

/// <summary>Tells the pages that hold no values from those that do.</summary>
internal static class PageKinds
{
    private const int FewestCharacters = 14;
    private const int FewestOfSomething = 4;
    private const int MostCharactersOfBlank = 80;
    private const int LongestTitle = 8;
    private const int ShortestTerms = 80;
    private const int LongestCover = 160;
    private const int MostAmounts = 2;

    /// <summary>The kind by the page's own words; a summary is known only beside what it lists (<see cref="Lists"/>).</summary>
    public static PageKind Of(PageFacts page)
    {
        int words = page.Sheet.Rows.Sum(row => row.Tokens.Count);
        int amounts = page.Sheet.Money.Count(money => money.LooksLikeMoney);
        bool isBare = page.Total is null && amounts <= MostAmounts;
        return IsBlank(page) ? PageKind.Blank
            : isBare && words >= ShortestTerms && IsHeaded(page.Sheet, SplittingVocabulary.TermsTitles, 0.3) ? PageKind.Terms
            : isBare && words <= LongestCover && IsHeaded(page.Sheet, SplittingVocabulary.CoverTitles, 0.6) ? PageKind.Cover
            : PageKind.Content;
    }

    /// <summary>How many of some document numbers a page names in rows that hold an amount.</summary>
    public static int Lists(PageFacts page, IEnumerable<string> numbers)
    {
        var rows = page.Sheet.Rows.Where(row => page.Sheet.MoneyOf(row).Any(money => money.LooksLikeMoney)).ToList();
        return numbers.Distinct().Count(number => rows.Exists(row => page.Names(row, number)));
    }

    /// <summary>Whether a blank page holds more than specks and its own number: something may stand there that could not be read.</summary>
    public static bool IsHardlyRead(PageFacts page) => page.Text.Length >= FewestOfSomething && page.Numbering is null && !SaysBlank(page);

    private static bool IsBlank(PageFacts page) => page.Text.Length < FewestCharacters || SaysBlank(page);

    private static bool SaysBlank(PageFacts page) => page.Text.Length < MostCharactersOfBlank
        && page.Sheet.Words(SplittingVocabulary.BlankPages).Any(phrase => page.Text.Contains(phrase, StringComparison.Ordinal));

    /// <summary>Whether a short line above a height begins with one of the phrases.</summary>
    private static bool IsHeaded(Sheet sheet, string list, double above) => sheet.Rows.Where(row => row.Box.CenterY < above)
        .SelectMany(row => row.Segments)
        .Where(segment => segment.Length <= LongestTitle)
        .Any(segment => BeginsWith(segment, sheet.Words(list)));

    private static bool BeginsWith(Segment segment, IReadOnlySet<string> phrases) =>
        Enumerable.Range(1, segment.Length).Any(length => phrases.Contains((segment with { End = segment.Start + length }).Key));
}
