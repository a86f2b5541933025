namespace DocExtract.Pages.Pdf;

/// <summary>One character of a page's text.</summary>
/// <param name="Text">What it stands for; <see cref="Mending.Unknown"/> where the file does not say.</param>
/// <param name="Start">Start of its base line.</param>
/// <param name="End">End of its base line: where the next character would begin.</param>
/// <param name="Size">Font size as it comes out on the page, in points.</param>
/// <param name="Box">Around the character's line height.</param>
/// <param name="Ink">Whether it can be seen.</param>
/// <param name="Run">Tells the runs of text apart that the content shows in one go.</param>
internal readonly record struct Glyph(string Text, PagePoint Start, PagePoint End, double Size, Box Box, GlyphInk Ink, int Run);

/// <summary>A place on the page as shown, in points from its lower left corner.</summary>
internal readonly record struct PagePoint(double X, double Y)
{
    public double DistanceTo(PagePoint other) => Math.Sqrt(Math.Pow(X - other.X, 2) + Math.Pow(Y - other.Y, 2));
}

/// <summary>How a character is painted.</summary>
internal enum GlyphInk
{
    /// <summary>So that it shows on white paper.</summary>
    Visible,

    /// <summary>In (nearly) white: to be seen only on something dark.</summary>
    White,

    /// <summary>Not at all.</summary>
    None,
}
