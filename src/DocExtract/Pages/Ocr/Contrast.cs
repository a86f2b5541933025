namespace DocExtract.Pages.Ocr;

/// <summary>How light and dark a picture is: tells blank pages, and brings faint print to the contrast the models were trained on.</summary>
internal sealed class Contrast
{
    /// <summary>Every so many pixels, across and down, one is looked at.</summary>
    private const int Step = 3;

    /// <summary>Farther from the paper than the noise of a scanner; paper itself may vary by more, which costs only time.</summary>
    private const int Noise = 16;

    /// <summary>A page number alone is some ten times as much.</summary>
    private const double LeastInk = 0.00002;

    /// <summary>The share of pixels that may be darker, or lighter, than what counts as ink and paper.</summary>
    private const double Extremes = 0.002;

    /// <summary>From here on the models read as well without.</summary>
    private const int Enough = 110;

    private readonly int[] _levels;
    private readonly int _count;

    private Contrast(int[] levels) => (_levels, _count) = (levels, levels.Sum());

    /// <summary>Whether there is nothing on it but one colour.</summary>
    public bool IsBlank
    {
        get
        {
            int paper = Level(0.5);
            int other = _levels.Index().Sum(level => Math.Abs(level.Index - paper) > Noise ? level.Item : 0);
            return other <= LeastInk * _count;
        }
    }

    public static Contrast Of(PixelImage picture)
    {
        int[] levels = new int[256];
        for (int y = 0; y < picture.Height; y += Step)
        {
            var row = picture.Rgb.AsSpan(y * picture.Width * 3, picture.Width * 3);
            for (int x = 0; x < row.Length; x += 3 * Step)
            {
                levels[((2 * row[x]) + (5 * row[x + 1]) + row[x + 2]) / 8]++;
            }
        }

        return new Contrast(levels);
    }

    /// <summary>The picture itself, or if it is faint, one that reaches from black to white.</summary>
    public PixelImage Strengthen(PixelImage picture)
    {
        int dark = Level(Extremes), light = Level(1 - Extremes);
        if (light - dark >= Enough || light == dark)
        {
            return picture;
        }

        byte[] table = [.. Enumerable.Range(0, 256).Select(level => (byte)Math.Clamp((level - dark) * 255 / (light - dark), 0, 255))];
        byte[] rgb = new byte[picture.Rgb.Length];
        for (int i = 0; i < rgb.Length; i++)
        {
            rgb[i] = table[picture.Rgb[i]];
        }

        return picture with { Rgb = rgb };
    }

    /// <summary>The level that this share of the pixels does not exceed.</summary>
    private int Level(double share)
    {
        double left = share * _count;
        return Math.Max(0, Array.FindIndex(_levels, count => (left -= count) <= 0));
    }
}
