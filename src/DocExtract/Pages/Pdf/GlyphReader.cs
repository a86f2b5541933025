using System.Text;

namespace DocExtract.Pages.Pdf;

/// <summary>Reads the characters of one page from PDFium, in the order of the content.</summary>
internal sealed class GlyphReader(PdfiumTextFunctions pdfium, SandboxMemory memory, PageFrame frame, int text)
{
    /// <summary>Extent of a line of text about its base line, in font sizes: fonts' own figures are too often nonsense.</summary>
    private const double Ascent = 0.74;
    private const double Descent = -0.22;

    private const int MostGlyphs = 100_000;
    private const int NearlyWhite = 235;
    private const int NearlyTransparent = 13;

    // FPDF_TEXT_RENDERMODE in fpdf_edit.h.
    private const int Stroke = 1;
    private const int Invisible = 3;
    private const int StrokeClip = 5;
    private const int Clip = 7;

    private readonly int _scratch = memory.Allocate(6 * sizeof(double));
    private readonly Dictionary<int, GlyphInk> _inks = [];

    /// <summary>All characters; of a page with absurdly many none, so that it is read by its pixels.</summary>
    public IReadOnlyList<Glyph> Read()
    {
        int count = pdfium.CountChars(text);
        List<Glyph> glyphs = [];
        for (int i = 0; i < count && count <= MostGlyphs; i++)
        {
            // Spaces and line ends that PDFium adds of its own; the gaps between the characters say it better.
            if (pdfium.IsGenerated(text, i) != 1)
            {
                glyphs.Add(Read(i));
            }
        }

        memory.Free(_scratch);
        return glyphs;
    }

    private Glyph Read(int index)
    {
        pdfium.GetOrigin(text, index, _scratch, _scratch + sizeof(double));
        var origin = memory.Read<double>(_scratch, 2);
        var (x, y) = (origin[0], origin[1]);
        pdfium.GetMatrix(text, index, _scratch);
        var matrix = memory.Read<float>(_scratch, 4);
        double fontSize = pdfium.GetFontSize(text, index);

        // Some programs turn the page upside down and write with a negative font size: that turns both axes.
        int sign = fontSize < 0 ? -1 : 1;
        var (along, up) = (new Axis(sign * matrix[0], sign * matrix[1]), new Axis(sign * matrix[2], sign * matrix[3]));
        pdfium.GetLooseBox(text, index, _scratch);
        var loose = memory.Read<float>(_scratch, 4);
        var (width, height) = (Math.Abs(loose[2] - loose[0]), Math.Abs(loose[1] - loose[3]));

        double size = Math.Abs(fontSize) * up.Length;
        double advance = along.Unproject(width, height) is { } solved ? solved : size / 2;
        var (ax, ay, ux, uy) = (along.X * advance, along.Y * advance, up.X * size, up.Y * size);
        int textObject = pdfium.GetTextObject(text, index);
        return new Glyph(
            TextOf(index),
            frame.Show(x, y),
            frame.Show(x + ax, y + ay),
            size,
            frame.Around(
                (x + (ux * Descent), y + (uy * Descent)),
                (x + (ux * Ascent), y + (uy * Ascent)),
                (x + ax + (ux * Descent), y + ay + (uy * Descent)),
                (x + ax + (ux * Ascent), y + ay + (uy * Ascent))),
            InkOf(textObject),
            textObject);
    }

    private string TextOf(int index)
    {
        int unicode = pdfium.GetUnicode(text, index);
        if (pdfium.IsHyphen(text, index) == 1)
        {
            return "-";
        }

        bool known = Rune.TryCreate(unicode, out var rune) && pdfium.IsUnmapped(text, index) != 1
            && !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.PrivateUse;
        return known ? rune.ToString() : Rune.IsWhiteSpace(rune) ? " " : Mending.Unknown.ToString();
    }

    /// <summary>The ink of a text object, which all of its characters share.</summary>
    private GlyphInk InkOf(int textObject)
    {
        if (!_inks.TryGetValue(textObject, out var ink))
        {
            _inks[textObject] = ink = pdfium.GetRenderMode(textObject) switch
            {
                Invisible or Clip => GlyphInk.None,
                Stroke or StrokeClip => InkOf(textObject, pdfium.GetStrokeColour),
                _ => InkOf(textObject, pdfium.GetFillColour),
            };
        }

        return ink;
    }

    private GlyphInk InkOf(int textObject, Func<int, int, int, int, int, int> getColour)
    {
        if (getColour(textObject, _scratch, _scratch + 4, _scratch + 8, _scratch + 12) == 0)
        {
            return GlyphInk.Visible;
        }

        var colour = memory.Read<int>(_scratch, 4);
        return colour[3] < NearlyTransparent ? GlyphInk.None
            : Math.Min(colour[0], Math.Min(colour[1], colour[2])) >= NearlyWhite ? GlyphInk.White
            : GlyphInk.Visible;
    }

    /// <summary>A direction of length 1, and the length it had.</summary>
    private readonly struct Axis
    {
        public Axis(double x, double y)
        {
            Length = Math.Sqrt((x * x) + (y * y));
            (X, Y) = Length > 0 ? (x / Length, y / Length) : (0, 0);
        }

        public double X { get; }

        public double Y { get; }

        public double Length { get; }

        /// <summary>How long a rectangle along this axis is whose upright bounds are given; null near 45 degrees, where they do not tell.</summary>
        public double? Unproject(double width, double height)
        {
            var (c, s) = (Math.Abs(X), Math.Abs(Y));
            double divisor = (c * c) - (s * s);
            return Math.Abs(divisor) > 0.2 ? Math.Max(0, ((width * c) - (height * s)) / divisor) : null;
        }
    }
}
