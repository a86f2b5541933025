using DocExtract.Sources;

namespace DocExtract.Pages.Pdf;

/// <summary>Parts the words that a person can see on the page from those that nobody can.</summary>
internal static class Sight
{
    /// <summary>Enough to tell dark from light behind a word.</summary>
    public const double Dpi = 100;

    /// <summary>
    /// White text shows when what is drawn where it stands is, text included, at least this much darker than white. A thin line
    /// through the word stays below.
    /// </summary>
    private const double DarkEnough = 0.15;

    /// <param name="words">All words of the text layer.</param>
    /// <param name="draw">Draws the page; called only when there are white words, as in dark table headers.</param>
    public static (IReadOnlyList<Word> Seen, IReadOnlyList<HiddenWord> Hidden) Part(IReadOnlyList<TextWord> words, Func<PixelImage> draw)
    {
        Lazy<PixelImage?> pixels = new(() => TryDraw(draw));
        List<Word> seen = [];
        List<HiddenWord> hidden = [];
        foreach (var word in words)
        {
            if (word.Hidden is { } reason && !(reason == HiddenReason.NoContrast && IsDark(pixels.Value, word.Box)))
            {
                hidden.Add(new HiddenWord(word.Text, word.Box, reason));
            }
            else
            {
                seen.Add(new Word(word.Text, word.Box, WordSource.TextLayer, 1));
            }
        }

        return (seen, hidden);
    }

    /// <summary>White words of a page that cannot be drawn are nowhere to be seen.</summary>
    private static PixelImage? TryDraw(Func<PixelImage> draw)
    {
        try
        {
            return draw();
        }
        catch (DocumentRejectedException)
        {
            return null;
        }
    }

    private static bool IsDark(PixelImage? image, Box box)
    {
        if (image is null)
        {
            return false;
        }

        var (left, top) = (Pixel(box.X0, image.Width), Pixel(box.Y0, image.Height));
        var (right, bottom) = (Pixel(box.X1, image.Width), Pixel(box.Y1, image.Height));
        long light = 0;
        for (int y = top; y <= bottom; y++)
        {
            foreach (byte channel in image.Rgb.AsSpan(((y * image.Width) + left) * 3, (right - left + 1) * 3))
            {
                light += channel;
            }
        }

        return light / (255.0 * 3 * (right - left + 1) * (bottom - top + 1)) <= 1 - DarkEnough;
    }

    private static int Pixel(double fraction, int size) => Math.Clamp((int)(fraction * size), 0, size - 1);
}
