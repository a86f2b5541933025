namespace DocExtract.Pages.Ocr;

/// <summary>A word with its place in the picture.</summary>
internal sealed record LineWord(string Text, OrientedBox Box, double Confidence);

/// <summary>Splits a line where the model read a space, and where it read none although the paper between two characters is bare.</summary>
internal static class WordSplitter
{
    /// <summary>Bare paper of this many line heights between two characters is a gap between a label and its value.</summary>
    private const double GapHeights = 0.6;

    /// <summary>The words from the beginning of the line, none of them empty; their boxes are drawn in to the ink.</summary>
    public static IEnumerable<LineWord> Split(TextLine line)
    {
        for (int start = 0; start < line.Glyphs.Count;)
        {
            if (line.Glyphs[start].IsSpace)
            {
                start++;
                continue;
            }

            int end = start + 1;
            while (end < line.Glyphs.Count && !line.Glyphs[end].IsSpace && !IsGapBefore(line, end))
            {
                end++;
            }

            yield return WordOf(line, start, end);
            start = end;
        }
    }

    private static bool IsGapBefore(TextLine line, int index) =>
        line.Ink.WidestGap(line.Glyphs[index - 1].Position, line.Glyphs[index].Position) >= GapHeights;

    private static LineWord WordOf(TextLine line, int start, int end)
    {
        float from = start == 0 ? 0 : Between(line, start), to = end == line.Glyphs.Count ? 1 : Between(line, end);
        (from, to) = line.Ink.Trim(from, to);
        var glyphs = line.Glyphs.Take(start..end).ToList();
        return new LineWord(string.Concat(glyphs.Select(glyph => glyph.Text)), line.Box.Part(from, to), glyphs.Average(glyph => glyph.Probability));
    }

    private static float Between(TextLine line, int index) => (line.Glyphs[index - 1].Position + line.Glyphs[index].Position) / 2;
}
