namespace DocExtract.Pages.Ocr;

/// <summary>A word with its place in the picture.</summary>
internal sealed record LineWord(string Text, OrientedBox Box, double Confidence);

/// <summary>
/// Splits a line where the model read a space, and where it read none although the paper between two characters is bare:
/// the model glues words, most often a label and its value.
/// </summary>
internal static class WordSplitter
{
    // In line heights. The gap must stand out from the usual distance of this line's characters, since till printers set
    // digits far apart: splitting an amount does more harm than gluing two words.
    private const double LeastGap = 0.18;
    private const double CertainGap = 0.5;
    private const double Margin = 0.12;
    private const double TimesUsual = 2;

    /// <summary>The words from the beginning of the line, none of them empty; their boxes are drawn in to the ink.</summary>
    public static IEnumerable<LineWord> Split(TextLine line)
    {
        var gaps = GapsBefore(line);
        double wide = WideGap(gaps);
        for (int start = 0; start < line.Glyphs.Count;)
        {
            int end = start + 1;
            if (!line.Glyphs[start].IsSpace)
            {
                while (end < line.Glyphs.Count && gaps[end] < wide)
                {
                    end++;
                }

                yield return WordOf(line, start, end);
            }

            start = end;
        }
    }

    /// <summary>The bare paper before each character; without end where a space was read.</summary>
    private static double[] GapsBefore(TextLine line)
    {
        var gaps = new double[line.Glyphs.Count];
        for (int i = 1; i < gaps.Length; i++)
        {
            gaps[i] = line.Glyphs[i].IsSpace || line.Glyphs[i - 1].IsSpace
                ? double.PositiveInfinity
                : line.Ink.WidestGap(line.Glyphs[i - 1].Position, line.Glyphs[i].Position);
        }

        return gaps;
    }

    private static double WideGap(double[] gaps)
    {
        double[] inside = [.. gaps.Skip(1).Where(double.IsFinite).Order()];
        double usual = inside.Length == 0 ? 0 : inside[inside.Length / 2];
        return Math.Clamp(Margin + TimesUsual * usual, LeastGap, CertainGap);
    }

    private static LineWord WordOf(TextLine line, int start, int end)
    {
        float from = start == 0 ? 0 : Between(line, start), to = end == line.Glyphs.Count ? 1 : Between(line, end);
        (from, to) = line.Ink.Trim(from, to);
        var glyphs = line.Glyphs.Take(start..end).ToList();
        return new LineWord(string.Concat(glyphs.Select(glyph => glyph.Text)), line.Box.Part(from, to), glyphs.Average(glyph => glyph.Probability));
    }

    private static float Between(TextLine line, int index) => (line.Glyphs[index - 1].Position + line.Glyphs[index].Position) / 2;
}
