namespace DocExtract.Pages.Pdf;

/// <summary>The places of a page's pictures: what belongs together, and what may hold words.</summary>
internal static class PictureBoxes
{
    /// <summary>A page made of more pictures is a drawing; its many parts are not worth the search for neighbours.</summary>
    private const int MostParts = 200;

    /// <summary>How much of the box around two neighbours they fill themselves: strips of one picture nearly all of it, a frame's sides little.</summary>
    private const double Solid = 0.9;

    /// <summary>Between strips of one picture, in fractions of the page.</summary>
    private const double Seam = 0.003;

    // In points. A word of the smallest print hardly fits in less; icons beside a telephone number do.
    private const double ShortestWord = 25;
    private const double LowestWord = 8;

    private const int MostRead = 8;
    private const double MostArea = 0.5;

    /// <summary>Puts the strips and tiles together in which some programs write one picture.</summary>
    public static IReadOnlyList<Box> Join(IEnumerable<Box> parts)
    {
        List<Box> whole = [];
        foreach (var part in parts.OrderByDescending(Area).Take(MostParts))
        {
            var box = part;
            for (int i = whole.FindIndex(other => BelongTogether(box, other)); i >= 0; i = whole.FindIndex(other => BelongTogether(box, other)))
            {
                box = box.Union(whole[i]);
                whole.RemoveAt(i);
            }

            whole.Add(box);
        }

        return whole;
    }

    /// <summary>Those worth reading: not so small that no word fits in, the largest first, few, and together no more than half of the page.</summary>
    public static IReadOnlyList<Box> Readable(IEnumerable<Box> pictures, PageSize size)
    {
        List<Box> chosen = [];
        double area = 0;
        foreach (var box in pictures.Where(box => HoldsWord(box, size)).OrderByDescending(Area))
        {
            if (chosen.Count < MostRead && area + Area(box) <= MostArea)
            {
                chosen.Add(box);
                area += Area(box);
            }
        }

        return chosen;
    }

    public static double Area(Box box) => box.Width * box.Height;

    private static bool HoldsWord(Box box, PageSize size)
    {
        var (width, height) = (box.Width * size.Width, box.Height * size.Height);
        return Math.Max(width, height) >= ShortestWord && Math.Min(width, height) >= LowestWord;
    }

    private static bool BelongTogether(Box a, Box b) =>
        a.X0 <= b.X1 + Seam && b.X0 <= a.X1 + Seam && a.Y0 <= b.Y1 + Seam && b.Y0 <= a.Y1 + Seam
        && Area(a) + Area(b) >= Solid * Area(a.Union(b));
}
