namespace DocExtract.Pages.Ocr;

/// <summary>How a picture is handed to the detector: its size, its layout in memory, its colours.</summary>
internal static class DetectionInput
{
    private const double MostPixels = 4e6;
    private const double MostEnlargement = 3;

    // ImageNet's mean and spread, applied to blue, green, red in this order as in the model's training.
    private static readonly float[][] Levels = [LevelsOf(0.485f, 0.229f), LevelsOf(0.456f, 0.224f), LevelsOf(0.406f, 0.225f)];

    /// <summary>
    /// The factor to the size at which text is looked for: no longer than the look's long side, but no long receipt thinner than
    /// its short side, and tiny pictures enlarged.
    /// </summary>
    public static double ScaleFor(int width, int height, OcrLook look)
    {
        double longer = Math.Max(width, height), shorter = Math.Min(width, height);
        double wanted = Math.Max(Math.Min(1, look.LongSide / longer), Math.Min(MostEnlargement, look.ShortSide / shorter));
        return Math.Min(wanted, Math.Sqrt(MostPixels / (longer * shorter)));
    }

    /// <summary>Writes the picture as blue, green and red planes of the given size; what is beyond the picture is even grey.</summary>
    public static void Fill(PixelImage picture, Span<float> planes, int width, int height)
    {
        for (int channel = 0; channel < 3; channel++)
        {
            var plane = planes.Slice(channel * width * height, width * height);
            plane.Clear();
            for (int y = 0; y < picture.Height; y++)
            {
                var source = picture.Rgb.AsSpan(y * picture.Width * 3, picture.Width * 3);
                Convert(source[(2 - channel)..], Levels[channel], plane.Slice(y * width, picture.Width));
            }
        }
    }

    private static void Convert(ReadOnlySpan<byte> source, float[] levels, Span<float> target)
    {
        for (int x = 0, from = 0; x < target.Length; x++, from += 3)
        {
            target[x] = levels[source[from]];
        }
    }

    private static float[] LevelsOf(float mean, float spread) =>
        [.. Enumerable.Range(0, 256).Select(value => (value / 255f - mean) / spread)];
}
