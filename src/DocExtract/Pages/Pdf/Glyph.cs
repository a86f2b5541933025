using UglyToad.PdfPig.Core;

namespace DocExtract.Pages.Pdf;

/// <summary>One character as it was shown by the page's content; lengths in points, from the lower left corner of the page as shown.</summary>
/// <param name="Text">What it stands for; several characters for a ligature, none where the one before speaks for it too.</param>
/// <param name="Start">Start of its base line.</param>
/// <param name="End">End of its base line: where the next character would begin.</param>
/// <param name="Size">Font size as it comes out on the page.</param>
/// <param name="Bounds">Around the character's line height; upright.</param>
/// <param name="Ink">Whether it can be seen.</param>
internal readonly record struct Glyph(string Text, PdfPoint Start, PdfPoint End, double Size, PdfRectangle Bounds, GlyphInk Ink);

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
