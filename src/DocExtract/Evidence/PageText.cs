using DocExtract.Pages;

namespace DocExtract.Evidence;

/// <summary>
/// The words of a page in lines from the top, each from the left; a line is cut into segments where a column begins. Distances
/// along a line are measured in characters, since boxes are fractions of a page whose proportions are not known here.
/// </summary>
internal sealed class PageText
{
    /// <summary>A gap of more characters than this begins a new segment.</summary>
    private const double ColumnGap = 2.5;

    private readonly double[] _gapBefore;

    internal PageText(int number, int firstLine, IReadOnlyList<Word> words)
    {
        (Number, FirstLine) = (number, firstLine);
        var lines = LinesOf(words);
        Words = [.. lines.SelectMany(line => line)];
        LineOf = [.. lines.SelectMany((line, index) => line.Select(_ => index))];
        LineCount = lines.Count;
        _gapBefore = [.. Enumerable.Range(0, Words.Count).Select(MeasureGap)];
        Segments = SegmentsOf();
    }

    internal int Number { get; }

    /// <summary>How many lines stand on the pages before.</summary>
    internal int FirstLine { get; }

    internal IReadOnlyList<Word> Words { get; }

    /// <summary>For each word its line on this page.</summary>
    internal IReadOnlyList<int> LineOf { get; }

    internal int LineCount { get; }

    /// <summary>Runs of words without a column's gap, in reading order.</summary>
    internal IReadOnlyList<Segment> Segments { get; }

    /// <summary>The gap to the word before in characters; infinite at the beginning of a line, negative where words overlap.</summary>
    internal double GapBefore(int word) => _gapBefore[word];

    /// <summary>The smallest box around some words.</summary>
    internal Box BoxOf(IEnumerable<int> words) => words.Select(word => Words[word].Box).Aggregate((a, b) => a.Union(b));

    /// <summary>The same on the page as it lies level: how places are compared.</summary>
    internal Box LevelOf(IEnumerable<int> words) => words.Select(word => Words[word].Level).Aggregate((a, b) => a.Union(b));

    private double MeasureGap(int index)
    {
        if (index == 0 || LineOf[index] != LineOf[index - 1])
        {
            return double.PositiveInfinity;
        }

        var (before, word) = (Words[index - 1], Words[index]);
        double character = (before.Level.Width + word.Level.Width) / (before.Text.Length + word.Text.Length);
        return character > 0 ? (word.Level.X0 - before.Level.X1) / character : double.PositiveInfinity;
    }

    private List<Segment> SegmentsOf()
    {
        List<Segment> segments = [];
        for (int start = 0; start < Words.Count;)
        {
            int end = start + 1;
            while (end < Words.Count && _gapBefore[end] <= ColumnGap)
            {
                end++;
            }

            segments.Add(new Segment(start, end, LineOf[start], LevelOf(Enumerable.Range(start, end - start))));
            start = end;
        }

        return segments;
    }

    private static List<List<Word>> LinesOf(IReadOnlyList<Word> words)
    {
        List<List<Word>> lines = [];
        double center = 0;
        double height = 0;
        foreach (var word in words.OrderBy(word => word.Level.CenterY))
        {
            if (lines.Count > 0 && Math.Abs(word.Level.CenterY - center) <= Math.Min(word.Level.Height, height) / 2)
            {
                var line = lines[^1];
                line.Add(word);
                center += (word.Level.CenterY - center) / line.Count;
                height += (word.Level.Height - height) / line.Count;
            }
            else
            {
                lines.Add([word]);
                (center, height) = (word.Level.CenterY, word.Level.Height);
            }
        }

        lines.ForEach(line => line.Sort((a, b) => a.Level.X0.CompareTo(b.Level.X0)));
        return lines;
    }
}

/// <summary>Words <paramref name="Start"/> up to, not including, <paramref name="End"/> of a page, without a column's gap.</summary>
internal readonly record struct Segment(int Start, int End, int Line, Box Box);
