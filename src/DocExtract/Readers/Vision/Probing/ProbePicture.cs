using DocExtract.Pages;
using DocExtract.Readers.Vision.Pictures;

namespace DocExtract.Readers.Vision.Probing;

/// <summary>A picture of a number, the same everywhere: no fonts.</summary>
internal static class ProbePicture
{
    private const int GlyphWidth = 5;
    private const int GlyphHeight = 7;
    private const double Dpi = 72;

    // Rows from the top, the left dot in the highest of five bits.
    private static readonly byte[][] Digits =
    [
        [0x0E, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0E], [0x04, 0x0C, 0x04, 0x04, 0x04, 0x04, 0x0E],
        [0x0E, 0x11, 0x01, 0x02, 0x04, 0x08, 0x1F], [0x1F, 0x02, 0x04, 0x02, 0x01, 0x11, 0x0E],
        [0x02, 0x06, 0x0A, 0x12, 0x1F, 0x02, 0x02], [0x1F, 0x10, 0x1E, 0x01, 0x01, 0x11, 0x0E],
        [0x06, 0x08, 0x10, 0x1E, 0x11, 0x11, 0x0E], [0x1F, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08],
        [0x0E, 0x11, 0x11, 0x0E, 0x11, 0x11, 0x0E], [0x0E, 0x11, 0x11, 0x0F, 0x01, 0x02, 0x0C],
    ];

    /// <summary>Black digits in the middle of a white square, as the model's usual look has it, in one piece.</summary>
    public static PagePicture Draw(string number, int side, ModelSight sight)
    {
        var usual = sight with { Looks = [sight.Looks[0]] };
        var plan = PicturePlan.For(new PixelSize(side, side), Dpi, Dpi, usual, mostStrips: 1);
        return PagePictures.Draw(1, Pixels(number, side), plan, usual)[0];
    }

    internal static PixelImage Pixels(string number, int side)
    {
        byte[] rgb = new byte[side * side * 3];
        Array.Fill(rgb, byte.MaxValue);
        int columns = (number.Length * (GlyphWidth + 1)) - 1, dot = side * 4 / 5 / columns;
        int left = (side - (columns * dot)) / 2, top = (side - (GlyphHeight * dot)) / 2;
        for (int y = 0; y < GlyphHeight * dot; y++)
        {
            for (int x = 0; x < columns * dot; x++)
            {
                if (IsInk(number, x / dot, y / dot))
                {
                    rgb.AsSpan((((top + y) * side) + left + x) * 3, 3).Clear();
                }
            }
        }

        return new PixelImage(side, side, rgb, Dpi);
    }

    private static bool IsInk(string number, int column, int row) =>
        column % (GlyphWidth + 1) is var inGlyph && inGlyph < GlyphWidth && (Digits[number[column / (GlyphWidth + 1)] - '0'][row] >> (GlyphWidth - 1 - inGlyph) & 1) == 1;
}
