using DocExtract.Pages;
using DocExtract.Readers.Offline;
using DocExtract.Readers.Offline.Fields;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Schemas;
using DocExtract.Sources;

namespace DocExtract.Splitting;

/// <summary>What a page, or a part of one, says about the document it belongs to.</summary>
internal sealed class PageFacts
{
    /// <summary>A longer line is a sentence.</summary>
    private const int LongestTitle = 5;

    private const int LongestName = 8;
    private const int HeadRows = 6;

    /// <summary>A weaker label ("No." within a sentence) numbers anything.</summary>
    private const double SureNumber = 0.75;
    private const double SureTotal = 0.6;

    /// <summary>Words of a number: "RE 2026 17".</summary>
    private const int LongestNumber = 4;

    private static readonly HashSet<int> NoRows = [];

    private PageFacts(Page page, Sheet sheet)
    {
        (Page, Sheet) = (page, sheet);
        Text = string.Concat(sheet.Rows.SelectMany(row => row.Tokens).Select(token => token.Key));
        Numbering = PageNumber.Find(sheet);
        Number = SplittingVocabulary.Numbers.Select(field => IdentifierFields.Find(sheet, field)).OfType<Candidate<string>>().Best(SureNumber) is { } number
            ? Folding.Squeeze(number.Value)
            : null;
        Date = SplittingVocabulary.Dates.Select(field => DateFields.Find(sheet, field)).OfType<Candidate<Readers.Offline.Spans.DateSpan>>().Best()?.Value.Date
            ?? (sheet.Dates.Count > 0 ? sheet.Dates[0].Date : null);
        Total = SplittingVocabulary.Totals.SelectMany(field => AmountFields.Find(sheet, field, NoRows)).Best(SureTotal)?.Value.Value;
        Sellers = new[] { TaxIds.Seller(sheet, null)?.Value, BankFields.Iban(sheet) }.OfType<string>().ToHashSet();
        HasTitle = sheet.Rows.Where(row => row.Box.CenterY < 0.5 && !sheet.MoneyOf(row).Any(money => money.HasDecimals))
            .SelectMany(row => row.Segments).Any(segment => segment.Length <= LongestTitle && IsTitle(segment));
        Heads = sheet.Rows.Where(row => row.Box.CenterY < 0.35).Take(HeadRows).SelectMany(row => row.Segments).Where(IsFirm).Select(segment => segment.Key).ToHashSet();
        var carried = sheet.Rows.SelectMany(row => row.Segments).Where(IsCarried).Select(segment => segment.Box.CenterY).ToList();
        GoesOnFromBefore = carried.Exists(y => y < 0.5);
        GoesOnAfter = carried.Exists(y => y >= 0.5);
    }

    public Page Page { get; }

    public Sheet Sheet { get; }

    /// <summary>All letters and digits, in the order of the rows.</summary>
    public string Text { get; }

    /// <summary>Whether a number of a document is printed somewhere, other than as a part of a longer number or of a date.</summary>
    public bool Names(string number) => Sheet.Rows.Any(row => Names(row, number));

    /// <summary>The same of one row.</summary>
    public bool Names(Row row, string number)
    {
        bool IsDate(int start, int length) => Sheet.DatesOf(row).Any(date => start < date.End && date.Start < start + length);
        string Key(int start, int length) => string.Concat(row.Tokens.Skip(start).Take(length).Select(token => token.Key));
        return Enumerable.Range(0, row.Tokens.Count).Any(start =>
            Enumerable.Range(1, Math.Min(LongestNumber, row.Tokens.Count - start)).Any(length =>
                !IsDate(start, length) && IsWhole(Key(start, length), number, mayBeGlued: length == 1)));
    }

    /// <summary>Its printed page number.</summary>
    public PageNumber? Numbering { get; }

    /// <summary>The labelled number of an invoice or receipt, letters and digits only.</summary>
    public string? Number { get; }

    public DateOnly? Date { get; }

    /// <summary>The labelled total: where it is printed, a document is closed.</summary>
    public decimal? Total { get; }

    /// <summary>Tax ids and accounts, which tell one seller from another.</summary>
    public IReadOnlySet<string> Sellers { get; }

    /// <summary>The names of firms in its first rows.</summary>
    public IReadOnlySet<string> Heads { get; }

    /// <summary>Calls itself an invoice or receipt, alone on its line in the upper half.</summary>
    public bool HasTitle { get; }

    /// <summary>Near its top, sums are brought forward from the page before.</summary>
    public bool GoesOnFromBefore { get; }

    /// <summary>Near its foot, sums are carried forward to the next page.</summary>
    public bool GoesOnAfter { get; }

    /// <exception cref="DocumentRejectedException">The page cannot be drawn.</exception>
    public static PageFacts Of(Page page, SourceFile source, LabelVocabulary vocabulary, CancellationToken cancellationToken) =>
        new(page, Sheet.Of(new Document(source, [page], []), vocabulary, cancellationToken));

    /// <summary>OCR glues a label to its number ("NoQF100"), but a digit before or behind makes it another number.</summary>
    private static bool IsWhole(string text, string number, bool mayBeGlued)
    {
        int at = text.IndexOf(number, StringComparison.Ordinal);
        int after = at + number.Length;
        return at >= 0 && (text.Length == number.Length || mayBeGlued)
            && (at == 0 || !char.IsDigit(number[0]) || !char.IsDigit(text[at - 1]))
            && (after == text.Length || !char.IsDigit(number[^1]) || !char.IsDigit(text[after]));
    }

    /// <summary>Ends with a legal form, or holds another word of a business, after a name.</summary>
    private bool IsFirm(Segment segment) => segment.Length is > 1 and <= LongestName && Enumerable.Range(segment.Start + 1, segment.Length - 1).Any(i =>
        SplittingVocabulary.Firms.Select(Sheet.Words).Any(words => words.Contains(segment.Row.Tokens[i].Key) || words.Contains(segment.From(i).Key)));

    private bool IsTitle(Segment segment) => SplittingVocabulary.Titles.Select(Sheet.Words).Any(titles =>
        titles.Contains(segment.Key) || Enumerable.Range(1, segment.Length - 1).Any(length =>
            titles.Contains((segment with { End = segment.Start + length }).Key) && segment.From(segment.Start + length).Key.Any(char.IsDigit)));

    private bool IsCarried(Segment segment) => Enumerable.Range(1, Math.Min(4, segment.Length)).Any(length =>
        IsCarried((segment with { End = segment.Start + length }).Key)
        && (length == segment.Length || segment.From(segment.Start + length).Key.Any(char.IsDigit)));

    private bool IsCarried(string key) =>
        Sheet.Words(SplittingVocabulary.CarriedForward).Contains(key) || Sheet.Words(SplittingVocabulary.Continued).Contains(key);
}
