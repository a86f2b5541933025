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
    private const int FewestWords = 12;
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
        return boxes.Count == 1 ? boxes : boxes.ConvertAll(box => Gaps.Tight(box, words));
    }

    /// <summary>Notes what a person must look at.</summary>
    public void Doubt(Page page, string what) =>
        Doubts = [new Finding("", DocumentSplitter.BoundaryRule, Severity.Error, $"Page {page.Number} {what}")];

    private List<Box> Cut(Page page, Box box, List<Word> words, int most, CancellationToken cancellationToken)
    {
        foreach (var (one, other, isBeside) in Gaps.Of(box, words))
        {
            List<Word> first = [.. words.Where(word => Gaps.Holds(one, word))];
            List<Word> second = [.. words.Where(word => Gaps.Holds(other, word))];
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
        var (first, second) = (FactsOf(page, Gaps.Tight(one, words), cancellationToken), FactsOf(page, Gaps.Tight(other, words), cancellationToken));
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

    /// <summary>Everything without which it is no document: an address block has no total, a table's columns of amounts no words.</summary>
    private static bool IsWhole(PageFacts facts) => facts.Total is not null && facts.Date is not null && facts.Sheet.Rows.Count >= FewestRows
        && facts.Sheet.Rows.Count(row => !row.Tokens.Any(token => token.Text.Any(char.IsLetter))) <= MostBareRows * facts.Sheet.Rows.Count;

    /// <summary>The head of a table goes across: one side only describes the items, the other only has their amounts.</summary>
    private static bool IsTable(PageFacts left, PageFacts right) =>
        left.Sheet.LabelsFor("/lines/*/description").Any()
        && right.Sheet.LabelsFor("/lines/*/amount").Any() && !right.Sheet.LabelsFor("/lines/*/description").Any();

    private static bool IsHeaded(PageFacts facts) => facts.HasTitle || facts.Number is not null || facts.Sellers.Count > 0;

    private static bool Holds(PageFacts facts, decimal? total) => facts.Sheet.Money.Any(money => money.Value == total);
}
