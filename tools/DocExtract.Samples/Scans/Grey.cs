using DocExtract.Pages;
using DocExtract.Samples.Drawing;
using DocExtract.Sources;

namespace DocExtract.Samples.Scans;

/// <summary>A grey picture, 0 black to 255 white, in floating point so that it can be bent and blurred without loss.</summary>
internal sealed class Grey(int width, int height)
{
    private readonly float[] _pixels = new float[width * height];

    public int Width => width;

    public int Height => height;

    public float this[int x, int y]
    {
        get => _pixels[(y * width) + x];
        set => _pixels[(y * width) + x] = value;
    }

    /// <summary>Draws the sheets as the product itself would: by PDFium in its sandbox.</summary>
    public static IReadOnlyList<Grey> Render(IReadOnlyList<Sheet> sheets, double dpi)
    {
        byte[] pdf = new PdfFile("Scan", sheets).ToBytes();
        using var opener = new DocumentOpener(new PageOptions(), new SourceLimits());
        var document = opener.Open(SourceFile.Open("scan.pdf", pdf, new SourceLimits()), CancellationToken.None);
        return [.. document.Pages.Select(page => From(page.Render(dpi, CancellationToken.None)))];
    }

    /// <summary>The value between pixels; white outside.</summary>
    public double Sample(double x, double y)
    {
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        double right = x - left, bottom = y - top;
        return (((At(left, top) * (1 - right)) + (At(left + 1, top) * right)) * (1 - bottom))
            + (((At(left, top + 1) * (1 - right)) + (At(left + 1, top + 1) * right)) * bottom);
    }

    public bool Holds(double x, double y) => x >= 0 && y >= 0 && x < width && y < height;

    /// <summary>Blurs with a kernel of three by three, as often as asked.</summary>
    public Grey Blur(int times)
    {
        var from = this;
        for (int time = 0; time < times; time++)
        {
            var (source, target) = (from, new Grey(width, height));
            target.Fill((x, y) => ((4 * source.Near(x, y))
                + (2 * (source.Near(x - 1, y) + source.Near(x + 1, y) + source.Near(x, y - 1) + source.Near(x, y + 1)))
                + source.Near(x - 1, y - 1) + source.Near(x + 1, y - 1) + source.Near(x - 1, y + 1) + source.Near(x + 1, y + 1)) / 16);
            from = target;
        }

        return from;
    }

    public void Fill(Func<int, int, double> value)
    {
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                this[x, y] = (float)value(x, y);
            }
        }
    }

    public byte[] ToBytes() => [.. _pixels.Select(value => (byte)Math.Clamp(MathF.Round(value), 0, 255))];

    private static Grey From(PixelImage image)
    {
        var grey = new Grey(image.Width, image.Height);
        grey.Fill((x, y) =>
        {
            var pixel = image.Rgb.AsSpan(((y * image.Width) + x) * 3, 3);
            return (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]);
        });
        return grey;
    }

    private float Near(int x, int y) => this[Math.Clamp(x, 0, width - 1), Math.Clamp(y, 0, height - 1)];

    private double At(int x, int y) => x < 0 || y < 0 || x >= width || y >= height ? 255 : this[x, y];
}
