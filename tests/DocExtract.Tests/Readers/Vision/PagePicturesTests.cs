using DocExtract.Pages;
using DocExtract.Readers.Vision.Pictures;
using NetVips;

namespace DocExtract.Tests.Readers.Vision;

public sealed class PagePicturesTests
{
    private static readonly PatchRules SeesAll = new(28, 100_000);

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
        byte[] jpeg = Assert.Single(PagePictures.Of(1, new PixelImage(width, height, new byte[width * height * 3], dpi), 150, SeesAll)).Jpeg;

        using var image = Image.NewFromBuffer(jpeg);
        Assert.InRange(image.Width, expectedWidth - 1, expectedWidth + 1);
        Assert.InRange(image.Height, expectedHeight - 1, expectedHeight + 1);
    }

    [Fact]
    public void Colours_stay_what_they_are()
    {
        byte[] red = [.. Enumerable.Range(0, 64 * 64).SelectMany(_ => new byte[] { 200, 30, 40 })];

        byte[] jpeg = Assert.Single(PagePictures.Of(1, new PixelImage(64, 64, red, null), 150, SeesAll)).Jpeg;

        using var image = Image.NewFromBuffer(jpeg);
        double[] pixel = image.Getpoint(32, 32);
        Assert.Equal([200, 30, 40], pixel.Select(band => (int)Math.Round(band / 5) * 5));
    }

    [Fact]
    public void Strips_show_what_stands_where_they_were_cut()
    {
        // The upper half is black, the lower white.
        byte[] halves = [.. Enumerable.Repeat((byte)0, 1240 * 877 * 3), .. Enumerable.Repeat(byte.MaxValue, 1240 * 877 * 3)];

        var pictures = PagePictures.Of(3, new PixelImage(1240, 1754, halves, 150), 150, new TileRules(2048, 768, 512, 85, 170));

        Assert.All(pictures.Index(), picture => Assert.Equal((3, picture.Index + 1, pictures.Count), (picture.Item.Page, picture.Item.Part, picture.Item.Parts)));
        Assert.Equal([0, 255], new[] { pictures[0], pictures[^1] }.Select(picture => Brightness(picture.Jpeg)));
    }

    private static int Brightness(byte[] jpeg)
    {
        using var image = Image.NewFromBuffer(jpeg);
        return (int)Math.Round(image.Crop(0, image.Height / 3, image.Width, image.Height / 3).Avg());
    }
}
