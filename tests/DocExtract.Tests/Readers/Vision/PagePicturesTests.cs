using DocExtract.Pages;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Pictures;
using NetVips;

namespace DocExtract.Tests.Readers.Vision;

public sealed class PagePicturesTests
{
    private static readonly ModelSight SeesAll = ModelSight.Of(new PatchRules(28, 100_000));

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
        byte[] jpeg = Assert.Single(PagePictures.Of(1, new PixelImage(width, height, new byte[width * height * 3], dpi), 150, SeesAll)).Content;

        using var image = Image.NewFromBuffer(jpeg);
        Assert.InRange(image.Width, expectedWidth - 1, expectedWidth + 1);
        Assert.InRange(image.Height, expectedHeight - 1, expectedHeight + 1);
    }

    [Fact]
    public void Colours_stay_what_they_are()
    {
        byte[] red = [.. Enumerable.Range(0, 64 * 64).SelectMany(_ => new byte[] { 200, 30, 40 })];

        byte[] jpeg = Assert.Single(PagePictures.Of(1, new PixelImage(64, 64, red, null), 150, SeesAll)).Content;

        using var image = Image.NewFromBuffer(jpeg);
        double[] pixel = image.Getpoint(32, 32);
        Assert.Equal([200, 30, 40], pixel.Select(band => (int)Math.Round(band / 5) * 5));
    }

    [Fact]
    public void Strips_show_what_stands_where_they_were_cut()
    {
        // The upper half is black, the lower white.
        byte[] halves = [.. Enumerable.Repeat((byte)0, 1240 * 877 * 3), .. Enumerable.Repeat(byte.MaxValue, 1240 * 877 * 3)];

        var pictures = PagePictures.Of(3, new PixelImage(1240, 1754, halves, 150), 150, ModelSight.Of(new TileRules(2048, 768, 512, 85, 170)));

        Assert.All(pictures.Index(), picture => Assert.Equal((3, picture.Index + 1, pictures.Count), (picture.Item.Page, picture.Item.Part, picture.Item.Parts)));
        Assert.Equal([0, 255], new[] { pictures[0], pictures[^1] }.Select(picture => Brightness(picture.Content)));
    }

    [Fact]
    public void Fax_is_sent_as_PNG_which_is_smaller_and_keeps_every_pixel()
    {
        var fax = Fax();

        var picture = Assert.Single(PagePictures.Of(1, fax, 204, SeesAll));

        Assert.True(picture.IsPng);
        using var image = Image.NewFromBuffer(picture.Content);
        Assert.Equal((fax.Width, fax.Height), (image.Width, image.Height));
        Assert.Equal(fax.Rgb.Where((_, i) => i % 3 == 0), image.ExtractBand(0).WriteToMemory<byte>());
    }

    [Fact]
    public void Fax_that_is_made_smaller_may_be_PNG_too()
    {
        var picture = Assert.Single(PagePictures.Of(1, Fax(), 150, SeesAll));

        Assert.True(picture.IsPng);
        using var image = Image.NewFromBuffer(picture.Content);
        Assert.InRange(image.Width, 1239, 1241);
        Assert.InRange(image.ExtractBand(0).Avg(), 200, 250);
    }

    [Fact]
    public void Server_that_takes_no_PNG_gets_JPEG() =>
        Assert.False(Assert.Single(PagePictures.Of(1, Fax(), 204, SeesAll with { TakesPng = false })).IsPng);

    [Fact]
    public void Colours_make_a_JPEG_even_where_they_are_pure()
    {
        byte[] red = [.. Enumerable.Range(0, 64 * 64).SelectMany(_ => new byte[] { 255, 0, 0 })];

        Assert.False(Assert.Single(PagePictures.Of(1, new PixelImage(64, 64, red, null), 150, SeesAll)).IsPng);
    }

    [Fact]
    public void Crop_shows_the_region_with_a_margin_as_sharp_as_the_model_can_see_it()
    {
        var page = Some.PaintedPage(4, new PixelImage(2480, 3508, White(2480, 3508), 300));
        var tiles = new ModelSight([new Look(ImageDetail.High, new TileRules(2048, 768, 512, 85, 170))]);

        var crop = PagePictures.Crop(page, new Box(0.6, 0.7, 0.9, 0.75), 600, tiles, CancellationToken.None);

        // 36 % of 2480 pixels at 300 dpi, seen as they are.
        using var image = Image.NewFromBuffer(crop.Content);
        Assert.InRange(image.Width, 892, 895);
        Assert.InRange(image.Height, 385, 388);
        Assert.Equal((4, 1, ImageDetail.High), (crop.Page, crop.Parts, crop.Detail));
        Assert.Equal(new Box(0.57, 0.67, 0.93, 0.78), Round(crop.Region!.Value));
        Assert.Equal(tiles.Looks[0].Rules.Tokens(new PixelSize(image.Width, image.Height)), crop.Tokens);
    }

    [Fact]
    public void Crop_of_a_corner_stays_on_the_page_and_within_what_the_model_sees()
    {
        var page = Some.PaintedPage(1, new PixelImage(2480, 3508, White(2480, 3508), 300));
        var rules = new TileRules(2048, 768, 512, 85, 170);

        var crop = PagePictures.Crop(page, new Box(-0.01, 0, 1.2, 0.9), 300, ModelSight.Of(rules), CancellationToken.None);

        using var image = Image.NewFromBuffer(crop.Content);
        Assert.Equal(768, image.Width);
        Assert.Equal(new Box(0, 0, 1, 0.93), Round(crop.Region!.Value));
    }

    [Fact]
    public void Small_picture_shows_the_whole_page_at_low_detail_where_there_is_one()
    {
        var page = Some.PaintedPage(1, new PixelImage(2480, 3508, White(2480, 3508), 300));
        var sight = new ModelSight([new Look(ImageDetail.High, new TileRules(2048, 768, 512, 85, 170)), new Look(ImageDetail.Low, new FixedRules(512, 85))]);

        var small = PagePictures.Small(page, sight, CancellationToken.None);
        var ofOther = PagePictures.Small(page, SeesAll, CancellationToken.None);

        Assert.Equal((ImageDetail.Low, 85), (small.Detail, small.Tokens));
        using var image = Image.NewFromBuffer(small.Content);
        Assert.Equal((362, 512), (image.Width, image.Height));
        using var other = Image.NewFromBuffer(ofOther.Content);
        Assert.InRange(other.Width, 594, 596);
    }

    /// <summary>Black rules on white, as many as a page of text has lines.</summary>
    private static PixelImage Fax()
    {
        byte[] rgb = White(1686, 2386);
        for (int y = 100; y < 2300; y += 40)
        {
            Array.Clear(rgb, ((y * 1686) + 150) * 3, 1300 * 3);
            Array.Clear(rgb, (((y + 1) * 1686) + 150) * 3, 900 * 3);
        }

        return new PixelImage(1686, 2386, rgb, 204);
    }

    private static byte[] White(int width, int height)
    {
        byte[] rgb = new byte[width * height * 3];
        Array.Fill(rgb, byte.MaxValue);
        return rgb;
    }

    private static Box Round(Box box) => new(Math.Round(box.X0, 6), Math.Round(box.Y0, 6), Math.Round(box.X1, 6), Math.Round(box.Y1, 6));

    private static int Brightness(byte[] jpeg)
    {
        using var image = Image.NewFromBuffer(jpeg);
        return (int)Math.Round(image.Crop(0, image.Height / 3, image.Width, image.Height / 3).Avg());
    }
}
