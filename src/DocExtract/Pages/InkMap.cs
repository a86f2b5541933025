namespace DocExtract.Pages;

/// <summary>How much darker than its surroundings each place of a page is, at a small size.</summary>
internal sealed class InkMap
{
    /// <summary>Darkening from which on it is ink, of 255: paper grain and JPEG noise are less.</summary>
    private const double Faint = 8;

    private readonly double[,] _ink;

    private InkMap(double[,] ink) => _ink = ink;

    public double Total => _ink.Cast<double>().Sum();

    /// <param name="picture">The page.</param>
    /// <param name="size">Cells along its longer side, at most one a pixel.</param>
    public static InkMap Of(PixelImage picture, int size)
    {
        double scale = Math.Min(1, size / (double)Math.Max(picture.Width, picture.Height));
        int width = Math.Max(1, (int)Math.Round(picture.Width * scale)), height = Math.Max(1, (int)Math.Round(picture.Height * scale));
        double[,] grey = Shrink(picture, width, height), ink = new double[width, height];
        double[,] paper = Blur(grey, Math.Max(2, size / 16));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                ink[x, y] = Math.Max(0, paper[x, y] - grey[x, y] - Faint);
            }
        }

        // Ink bleeds into its neighbours: a page that lies a little askew then fills nearly the same cells.
        return new InkMap(Blur(ink, Math.Max(1, size / 96)));
    }

    /// <summary>Where the ink begins and ends, in cells, a share of it left out on either side.</summary>
    public (double From, double To) Frame(bool columns, double stray)
    {
        int length = _ink.GetLength(columns ? 0 : 1), other = _ink.GetLength(columns ? 1 : 0);
        double[] sums = [.. Enumerable.Range(0, length).Select(i => Enumerable.Range(0, other).Sum(j => columns ? _ink[i, j] : _ink[j, i]))];
        double rest = sums.Sum() * stray, seen = 0;
        int from = 0, to = length - 1;
        for (seen = 0; from < to && (seen += sums[from]) < rest;)
        {
            from++;
        }

        for (seen = 0; to > from && (seen += sums[to]) < rest;)
        {
            to--;
        }

        return (from, to + 1);
    }

    /// <summary>The mean ink in each cell of a grid laid over a frame.</summary>
    public double[,] Cells(double left, double top, double right, double bottom, int columns, int rows)
    {
        double[,] cells = new double[columns, rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                cells[column, row] = Mean(
                    left + ((right - left) * column / columns), left + ((right - left) * (column + 1) / columns),
                    top + ((bottom - top) * row / rows), top + ((bottom - top) * (row + 1) / rows));
            }
        }

        return cells;
    }

    /// <summary>Cells that lie in part within count in part, so that a frame that begins half a cell later changes little.</summary>
    private double Mean(double x0, double x1, double y0, double y1)
    {
        double sum = 0;
        for (int y = (int)y0; y < Math.Min(Math.Ceiling(y1), _ink.GetLength(1)); y++)
        {
            for (int x = (int)x0; x < Math.Min(Math.Ceiling(x1), _ink.GetLength(0)); x++)
            {
                sum += _ink[x, y] * (Math.Min(x1, x + 1) - Math.Max(x0, x)) * (Math.Min(y1, y + 1) - Math.Max(y0, y));
            }
        }

        return sum / Math.Max(1e-9, (x1 - x0) * (y1 - y0));
    }

    private static double[,] Shrink(PixelImage picture, int width, int height)
    {
        double[,] sums = new double[width, height];
        int[,] counts = new int[width, height];
        for (int y = 0; y < picture.Height; y++)
        {
            int toY = (int)((long)y * height / picture.Height);
            var row = picture.Rgb.AsSpan(y * picture.Width * 3, picture.Width * 3);
            for (int x = 0; x < picture.Width; x++)
            {
                int toX = (int)((long)x * width / picture.Width);
                sums[toX, toY] += (0.299 * row[x * 3]) + (0.587 * row[(x * 3) + 1]) + (0.114 * row[(x * 3) + 2]);
                counts[toX, toY]++;
            }
        }

        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                sums[x, y] /= counts[x, y];
            }
        }

        return sums;
    }

    /// <summary>The mean of the square around each place, once along rows and once along columns.</summary>
    private static double[,] Blur(double[,] from, int radius)
    {
        int width = from.GetLength(0), height = from.GetLength(1);
        double[,] rows = new double[width, height], to = new double[width, height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int first = Math.Max(0, x - radius), last = Math.Min(width - 1, x + radius);
                for (int i = first; i <= last; i++)
                {
                    rows[x, y] += from[i, y] / (last - first + 1);
                }
            }
        }

        for (int y = 0; y < height; y++)
        {
            int first = Math.Max(0, y - radius), last = Math.Min(height - 1, y + radius);
            for (int x = 0; x < width; x++)
            {
                for (int i = first; i <= last; i++)
                {
                    to[x, y] += rows[x, i] / (last - first + 1);
                }
            }
        }

        return to;
    }
}
