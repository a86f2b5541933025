using DocExtract.Pages;

namespace DocExtract.Splitting;

/// <summary>The gaps of a page that no word crosses.</summary>
internal static class Gaps
{
    /// <summary>Columns stand at least this share of the page apart.</summary>
    private const double NarrowestGap = 0.015;
    private const double LowestGap = 0.03;

    /// <summary>What stands one above the other is parted by more than so many lines: paragraphs and totals stand apart too.</summary>
    private const double Lines = 2.5;
    private const double Margin = 0.02;
    private const double LastPoint = 1 - 1e-9;

    /// <summary>The two sides of every gap that no word crosses, gaps between columns first, the widest first.</summary>
    public static IEnumerable<(Box One, Box Other, bool IsBeside)> Of(Box box, List<Word> words)
    {
        double line = words.Select(word => word.Box.Height).Order().ElementAt(words.Count / 2);
        var columns = Between(words.Select(word => (word.Box.X0, word.Box.X1)), NarrowestGap)
            .Select(x => (box with { X1 = x }, box with { X0 = x }, true));
        var rows = Between(words.Select(word => (word.Box.Y0, word.Box.Y1)), Math.Max(LowestGap, Lines * line))
            .Select(y => (box with { Y1 = y }, box with { Y0 = y }, false));
        return columns.Concat(rows);
    }

    /// <summary>The middles of the gaps between spans, the widest first.</summary>
    private static List<double> Between(IEnumerable<(double From, double To)> spans, double atLeast)
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

    /// <summary>The words within a box and a margin around them, where the box has room for one.</summary>
    public static Box Tight(Box box, IEnumerable<Word> words)
    {
        var all = words.Where(word => Holds(box, word)).Select(word => word.Box).Aggregate((whole, next) => whole.Union(next));
        return new Box(
            Math.Max(box.X0, all.X0 - Margin), Math.Max(box.Y0, all.Y0 - Margin), Math.Min(box.X1, all.X1 + Margin), Math.Min(box.Y1, all.Y1 + Margin));
    }

    /// <summary>Words at the very edge of a picture may end a little outside of it.</summary>
    public static bool Holds(Box box, Word word) => box.Holds(Math.Clamp(word.Box.CenterX, 0, LastPoint), Math.Clamp(word.Box.CenterY, 0, LastPoint));
}
