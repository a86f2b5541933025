namespace DocExtract.Pages.Ocr;

/// <summary>A character as the model read it.</summary>
/// <param name="Text">One space for white space.</param>
/// <param name="Position">Where in the line, as a fraction of its length.</param>
/// <param name="Probability">0 to 1.</param>
internal readonly record struct Glyph(string Text, float Position, float Probability)
{
    public bool IsSpace => Text == " ";
}

/// <summary>A line as it was read.</summary>
/// <param name="Box">Where it stands.</param>
/// <param name="Glyphs">Its characters from the beginning; may be none.</param>
/// <param name="Ink">Which columns of the line have ink.</param>
internal sealed record TextLine(OrientedBox Box, IReadOnlyList<Glyph> Glyphs, InkProfile Ink)
{
    /// <summary>Mean probability of the characters.</summary>
    public double Confidence => Glyphs.Count == 0 ? 0 : Glyphs.Average(glyph => glyph.Probability);
}
