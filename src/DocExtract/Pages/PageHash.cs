using System.Buffers.Binary;
using System.Numerics;

namespace DocExtract.Pages;

/// <summary>
/// What a page looks like from afar, in 512 bits (a difference hash). The ink is taken against its surroundings, so that paper, shadow and
/// exposure do not count; cut to where it lies, so that margins and scale do not; and coarse, so that noise and a slight turn hardly do.
/// Two invoices of one layout look alike: only together with number, date and total does a hash say that two pages are the same.
/// </summary>
public static class PageHash
{
    /// <summary>
    /// Bits by which two scans of one page may differ: half of the pairs of one page that were measured differ by 4 to 60, those of
    /// different layouts by about 200, and of one layout by 20 and more (docs/trust.md).
    /// </summary>
    public const int Near = 110;

    private const int Grid = 16;
    private const int Small = 192;

    /// <summary>Ink that is left out on each side of the frame: specks, punch holes, the scanner's edge.</summary>
    private const double Stray = 0.005;

    /// <summary>By how much of the page's mean ink cells must differ to tell anything: blank cells are all alike.</summary>
    private const double Margin = 0.15;

    /// <summary>128 hexadecimal digits; empty for a page without ink.</summary>
    public static string Of(PixelImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var ink = InkMap.Of(picture, Small);
        if (ink.Total <= 0)
        {
            return "";
        }

        var (left, right) = ink.Frame(columns: true, Stray);
        var (top, bottom) = ink.Frame(columns: false, Stray);
        double[,] across = ink.Cells(left, top, right, bottom, Grid + 1, Grid), down = ink.Cells(left, top, right, bottom, Grid, Grid + 1);
        double margin = Margin * across.Cast<double>().Average();
        byte[] bits = new byte[Grid * Grid * 2 / 8];
        for (int i = 0; i < Grid * Grid; i++)
        {
            int x = i % Grid, y = i / Grid;
            Set(bits, i, across[x, y] > across[x + 1, y] + margin);
            Set(bits, (Grid * Grid) + i, down[x, y] > down[x, y + 1] + margin);
        }

        return Convert.ToHexStringLower(bits);
    }

    /// <summary>Bits that differ; the most there can be where one page has no hash.</summary>
    public static int Distance(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Length == 0 || one.Length != other.Length)
        {
            return Grid * Grid * 2;
        }

        byte[] a = Convert.FromHexString(one), b = Convert.FromHexString(other);
        int distance = 0;
        for (int i = 0; i < a.Length; i += sizeof(ulong))
        {
            distance += BitOperations.PopCount(BinaryPrimitives.ReadUInt64LittleEndian(a.AsSpan(i)) ^ BinaryPrimitives.ReadUInt64LittleEndian(b.AsSpan(i)));
        }

        return distance;
    }

    private static void Set(byte[] bits, int bit, bool value) => bits[bit / 8] |= (byte)(value ? 1 << (bit % 8) : 0);
}
