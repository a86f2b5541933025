using DocExtract.Checks;
using DocExtract.Pages;
using DocExtract.Schemas;
using DocExtract.Sources;

namespace DocExtract.Splitting;

/// <summary>
/// Cuts apart several receipts that lie in one picture: along a gap that no word crosses, where both sides are documents of
/// their own with a total and a date each. The columns of one invoice, and a card slip beside its receipt, are not.
/// </summary>
internal sealed class PictureCut(SourceFile source, LabelVocabulary vocabulary)
{
    /// <summary>Gaps are wider than this share of the page.</summary>
    private const double NarrowestGap = 0.015;
    private const double LowestGap = 0.03;

    /// <summary>A gap one above the other is higher than so many lines: paragraphs and totals stand apart too.</summary>
    private const double Lines = 2.5;
    private const int FewestWords = 12;
    private const double Margin = 0.02;
    private const double LastPoint = 1 - 1e-9;
    private const int FewestRows = 6;
    private const int MostParts = 12;

    /// <summary>Largest share of rows without a letter.</summary>
    private const double MostBareRows = 0.33;

    /// <summary>What is doubtful about the last page; empty for most.</summary>
    public IReadOnlyList<Finding> Doubts { get; private set; } = [];

    /// <summary>The boxes of the documents on a page, with a margin around their words; for most pages one, the whole page.</summary>
    public IReadOnlyList<Box> Cut(Page page, CancellationToken cancellationToken)
    {
        Doubts = [];
        var words = page.ReadWords(cancellationToken);
        var whole = new Box(0, 0, 1, 1);
        if (words.Count < 2 * FewestWords || words.Count(word => word.Source == WordSource.Ocr) <= words.Count / 2)
        {
            return [whole];
        }

        var boxes = Cut(page, whole, [.. words], MostParts, cancellationToken);
        return boxes.Count == 1 ? boxes : boxes.ConvertAll(box => Tight(box, words));
    }

    /// <summary>Notes what a person must look at.</summary>
    public void Doubt(Page page, string what) =>
        Doubts = [new Finding("", DocumentSplitter.BoundaryRule, Severity.Error, $"Page {page.Number} {what}")];

    private List<Box> Cut(Page page, Box box, List<Word> words, int most, CancellationToken cancellationToken)
    {
        foreach (var (one, other, isBeside) in Gaps(box, words))
        {
            List<Word> first = [.. words.Where(word => Holds(one, word))];
            List<Word> second = [.. words.Where(word => Holds(other, word))];
            if (most > 1 && first.Count >= FewestWords && second.Count >= FewestWords && AreTwo(page, one, other, isBeside, cancellationToken))
            {
                var cut = Cut(page, one, first, most - 1, cancellationToken);
                return [.. cut, .. Cut(page, other, second, most - cut.Count, cancellationToken)];
            }
        }

        return [box];
    }

    private bool AreTwo(Page page, Box one, Box other, bool isBeside, CancellationToken cancellationToken)
    {
        var words = page.ReadWords(cancellationToken);
        var (first, second) = (FactsOf(page, Tight(one, words), cancellationToken), FactsOf(page, Tight(other, words), cancellationToken));
        if (!IsWhole(first) || !IsWhole(second) || (isBeside && IsTable(first, second)))
        {
            return false;
        }

        bool shares = Holds(first, second.Total) || Holds(second, first.Total);
        bool differs = first.Number is not null && second.Number is not null && first.Number != second.Number;
        bool headed = IsHeaded(first) && IsHeaded(second);
        bool dated = differs || first.Date != second.Date;
        bool areTwo = headed && (isBeside ? !shares || differs : !shares && dated);
        if (!areTwo && (isBeside ? headed || !shares : !shares && dated))
        {
            Doubt(page, $"may hold two documents {(isBeside ? "side by side" : "one above the other")}, for both have a date and a total. They were read as one. Look whether that is right.");
        }

        return areTwo;
    }

    private PageFacts FactsOf(Page page, Box box, CancellationToken cancellationToken) =>
        PageFacts.Of(new Page(page.Number, new ClippedPage(page, box)), source, vocabulary, cancellationToken);

    /// <summary>The words within a box and a margin around them, where the box has room for one.</summary>
    private static Box Tight(Box box, IEnumerable<Word> words)
    {
        var all = words.Where(word => Holds(box, word)).Select(word => word.Box).Aggregate((whole, next) => whole.Union(next));
        return new Box(
            Math.Max(box.X0, all.X0 - Margin), Math.Max(box.Y0, all.Y0 - Margin), Math.Min(box.X1, all.X1 + Margin), Math.Min(box.Y1, all.Y1 + Margin));
    }

    /// <summary>Words at the very edge of a picture may end a little outside of it.</summary>
    private static bool Holds(Box box, Word word) => box.Holds(Math.Clamp(word.Box.CenterX, 0, LastPoint), Math.Clamp(word.Box.CenterY, 0, LastPoint));

    /// <summary>Everything without which it is no document: an address block has no total, a table's columns of amounts no words.</summary>
    private static bool IsWhole(PageFacts facts) => facts.Total is not null && facts.Date is not null && facts.Sheet.Rows.Count >= FewestRows
        && facts.Sheet.Rows.Count(row => !row.Tokens.Any(token => token.Text.Any(char.IsLetter))) <= MostBareRows * facts.Sheet.Rows.Count;

    /// <summary>The head of a table goes across: one side only describes the items, the other only has their amounts.</summary>
    private static bool IsTable(PageFacts left, PageFacts right) =>
        left.Sheet.LabelsFor("/lines/*/description").Any()
        && right.Sheet.LabelsFor("/lines/*/amount").Any() && !right.Sheet.LabelsFor("/lines/*/description").Any();

    private static bool IsHeaded(PageFacts facts) => facts.HasTitle || facts.Number is not null || facts.Sellers.Count > 0;

    private static bool Holds(PageFacts facts, decimal? total) => facts.Sheet.Money.Any(money => money.Value == total);

    /// <summary>The two sides of every gap that no word crosses, gaps between columns first, the widest first.</summary>
    private static IEnumerable<(Box One, Box Other, bool IsBeside)> Gaps(Box box, List<Word> words)
    {
        double line = words.Select(word => word.Box.Height).Order().ElementAt(words.Count / 2);
        var columns = Gaps(words.Select(word => (word.Box.X0, word.Box.X1)), NarrowestGap)
            .Select(x => (box with { X1 = x }, box with { X0 = x }, true));
        var rows = Gaps(words.Select(word => (word.Box.Y0, word.Box.Y1)), Math.Max(LowestGap, Lines * line))
            .Select(y => (box with { Y1 = y }, box with { Y0 = y }, false));
        return columns.Concat(rows);
    }

    /// <summary>The middles of the gaps between spans, the widest first.</summary>
    private static List<double> Gaps(IEnumerable<(double From, double To)> spans, double atLeast)
    {
        List<(double Width, double Middle)> gaps = [];
        double end = double.PositiveInfinity;
        foreach (var (from, to) in spans.OrderBy(span => span.From))
        {
            if (from - end >= atLeast)
            {
                gaps.Add((from - end, (from + end) / 2));
            }

            end = double.IsPositiveInfinity(end) ? to : Math.Max(end, to);
        }

        return [.. gaps.OrderByDescending(gap => gap.Width).Select(gap => gap.Middle)];
    }
}
