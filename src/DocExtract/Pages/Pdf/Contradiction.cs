namespace DocExtract.Pages.Pdf;

/// <summary>
/// An amount whose text layer says other digits than its pixels: its font lies about its characters, or it was painted over.
/// </summary>
/// <param name="Place">Where it stands on the page.</param>
/// <param name="Digits">What the pixels show.</param>
internal sealed record Contradiction(Box Place, string Digits)
{
    /// <summary>Print straight from a font is read with certainty; whatever is in doubt contradicts nothing.</summary>
    private const double Certain = 0.9;

    /// <summary>Around an amount on the sheet, in heights of its word.</summary>
    private const double Margin = 0.8;

    /// <summary>Left and right of a word, in heights: its last digit may reach beyond its advance.</summary>
    private const double Overhang = 0.15;

    /// <summary>Looks at a few amounts, cut out and put beneath each other on one small sheet: a tenth of the work of reading the page.</summary>
    public static IReadOnlyList<Contradiction> Find(IReadOnlyList<Word> amounts, PixelImage page, Func<PixelImage, IReadOnlyList<Word>> read)
    {
        List<PixelImage> crops = [.. amounts.Select(amount => page.Cut(Around(amount.Box, page)))];
        int gap = (int)Math.Ceiling(Margin * crops.Max(crop => crop.Height)), pitch = crops.Max(crop => crop.Height) + gap;
        var sheet = Sheet(crops, gap, pitch);
        var rows = read(sheet).ToLookup(word => (int)Math.Floor(((word.Box.CenterY * sheet.Height) - (gap / 2.0)) / pitch));
        return [.. amounts.Index().Select(amount => Compare(amount.Item, rows[amount.Index])).OfType<Contradiction>()];
    }

    /// <summary>Whether a reading of the whole page shows the same: two looks at different pixels seldom make one mistake.</summary>
    public bool IsConfirmedBy(IEnumerable<Word> seen) => PrintedAmounts.Digits(string.Concat(
        seen.Where(word => Place.Holds(word.Box.CenterX, word.Box.CenterY) || word.Box.Holds(Place.CenterX, Place.CenterY))
            .OrderBy(word => word.Box.X0).Select(word => word.Text))) == Digits;

    /// <summary>Digits that were not seen prove nothing; as many, but others, do.</summary>
    private static Contradiction? Compare(Word amount, IEnumerable<Word> row)
    {
        var words = row.OrderBy(word => word.Box.X0).ToList();
        string said = PrintedAmounts.Digits(amount.Text), seen = PrintedAmounts.Digits(string.Concat(words.Select(word => word.Text)));
        return seen.Length == said.Length && seen != said && words.TrueForAll(word => word.Confidence >= Certain)
            ? new Contradiction(amount.Box, seen)
            : null;
    }

    private static Box Around(Box box, PixelImage page)
    {
        double overhang = Overhang * box.Height * page.Height / page.Width;
        return (box with { X0 = box.X0 - overhang, X1 = box.X1 + overhang }).Clamp();
    }

    private static PixelImage Sheet(List<PixelImage> crops, int gap, int pitch)
    {
        int width = crops.Max(crop => crop.Width) + (2 * gap), height = gap + (crops.Count * pitch);
        byte[] rgb = new byte[width * height * 3];
        Array.Fill(rgb, byte.MaxValue);
        foreach (var (index, crop) in crops.Index())
        {
            for (int y = 0; y < crop.Height; y++)
            {
                crop.Rgb.AsSpan(y * crop.Width * 3, crop.Width * 3).CopyTo(rgb.AsSpan((((gap + (index * pitch) + y) * width) + gap) * 3));
            }
        }

        return new PixelImage(width, height, rgb, crops[0].Dpi);
    }
}
