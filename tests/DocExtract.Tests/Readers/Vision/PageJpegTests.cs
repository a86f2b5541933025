using DocExtract.Pages;
using DocExtract.Readers.Vision;
using NetVips;

namespace DocExtract.Tests.Readers.Vision;

public sealed class PageJpegTests
{
    [Theory]
    [InlineData(2480, 3508, 300.0, 1240, 1754)] // A scan that says 300 dpi, halved.
    [InlineData(1240, 1754, 150.0, 1240, 1754)] // A page that was drawn as wanted.
    [InlineData(3508, 2480, 150.0, 3508, 2480)] // A larger sheet drawn as wanted stays as large as it is.
    [InlineData(600, 800, null, 600, 800)] // A small picture is not enlarged.
    [InlineData(4000, 3000, null, 1702, 1276)] // A photograph: as many pixels as an A4 page.
    [InlineData(4000, 3000, 72.0, 1702, 1276)] // The same; 72 is what cameras write when they know nothing.
    [InlineData(1000, 4000, null, 737, 2950)] // A long till roll keeps its proportions.
    public void Page_comes_no_finer_than_asked_for(int width, int height, double? dpi, int expectedWidth, int expectedHeight)
    {
        byte[] jpeg = PageJpeg.Encode(new PixelImage(width, height, new byte[width * height * 3], dpi), 150);

        using var image = Image.NewFromBuffer(jpeg);
        Assert.InRange(image.Width, expectedWidth - 1, expectedWidth + 1);
        Assert.InRange(image.Height, expectedHeight - 1, expectedHeight + 1);
    }

    [Fact]
    public void Colours_stay_what_they_are()
    {
        byte[] red = [.. Enumerable.Range(0, 64 * 64).SelectMany(_ => new byte[] { 200, 30, 40 })];

        byte[] jpeg = PageJpeg.Encode(new PixelImage(64, 64, red, null), 150);

        using var image = Image.NewFromBuffer(jpeg);
        double[] pixel = image.Getpoint(32, 32);
        Assert.Equal([200, 30, 40], pixel.Select(band => (int)Math.Round(band / 5) * 5));
    }
}
