namespace DocExtract.Evidence;

/// <summary>Reads a page column by column: segments that stand closely below each other belong together.</summary>
internal static class TextBlocks
{
    /// <summary>White space between two lines of a block, at most, in heights of a line.</summary>
    private const double LineSpacing = 1.3;

    /// <summary>The words of the page, block after block.</summary>
    internal static IEnumerable<int> Order(PageText page)
    {
        var next = Chain(page);
        var continued = next.Where(below => below >= 0).ToHashSet();
        for (int first = 0; first < page.Segments.Count; first++)
        {
            for (int segment = continued.Contains(first) ? -1 : first; segment >= 0; segment = next[segment])
            {
                for (int word = page.Segments[segment].Start; word < page.Segments[segment].End; word++)
                {
                    yield return word;
                }
            }
        }
    }

    /// <summary>For each segment the one that goes on below it, or -1; none goes on from two.</summary>
    private static int[] Chain(PageText page)
    {
        var next = new int[page.Segments.Count];
        Array.Fill(next, -1);
        HashSet<int> taken = [];
        for (int upper = 0; upper < next.Length; upper++)
        {
            for (int lower = upper + 1; lower < next.Length && page.Segments[lower].Line <= page.Segments[upper].Line + 2; lower++)
            {
                if (!taken.Contains(lower) && GoesOn(page.Segments[upper], page.Segments[lower]))
                {
                    next[upper] = lower;
                    taken.Add(lower);
                    break;
                }
            }
        }

        return next;
    }

    private static bool GoesOn(Segment upper, Segment lower)
    {
        double overlap = Math.Min(upper.Box.X1, lower.Box.X1) - Math.Max(upper.Box.X0, lower.Box.X0);
        return lower.Line > upper.Line
            && overlap > 0.3 * Math.Min(upper.Box.Width, lower.Box.Width)
            && lower.Box.Y0 - upper.Box.Y1 <= LineSpacing * Math.Max(upper.Box.Height, lower.Box.Height);
    }
}
