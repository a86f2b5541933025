namespace DocExtract.Worker.Evaluation.LongTables;

/// <summary>How wide the letters of Helvetica are, by the metrics that Adobe published for the standard fonts.</summary>
internal static class Helvetica
{
    private const int FirstLetter = ' ';

    /// <summary>Letters beyond ASCII are about as wide as most small ones; none stands in a column that is set by its right edge.</summary>
    private const int Other = 556;

    /// <summary>Thousandths of the size, from the space to the tilde.</summary>
    private static readonly int[] Widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>In sizes of the font.</summary>
    public static double WidthOf(string text) =>
        text.Sum(letter => letter - FirstLetter is var at && at >= 0 && at < Widths.Length ? Widths[at] : Other) / 1000.0;
}
