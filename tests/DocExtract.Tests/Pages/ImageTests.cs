using DocExtract.Pages;
using DocExtract.Sources;
using ImageMagick;
using NetVips;

namespace DocExtract.Tests.Pages;

/// <summary>Pictures of every kind come upright, over white, in 8-bit RGB.</summary>
public sealed class ImageTests
{
    private static readonly Box UpperLeft = new(0, 0, 0.5, 0.5);

    public static TheoryData<string, SourceKind> Kinds => new()
    {
        { ".jpg", SourceKind.Jpeg },
        { ".png", SourceKind.Png },
        { ".tif", SourceKind.Tiff },
        { ".webp", SourceKind.WebP },
        { ".gif", SourceKind.Gif },
        { ".bmp", SourceKind.Bmp },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_decoded(string suffix, SourceKind kind)
    {
        using var picture = Some.Picture();
        var source = Some.Source(suffix == ".bmp" ? AsBmp(picture) : picture.WriteToBuffer(suffix));

        var image = Render(source);

        Assert.Equal(kind, source.Kind);
        Assert.Equal((80, 40), (image.Width, image.Height));
        AssertDarkOnlyIn(UpperLeft, image);
    }

    [Theory]
    [InlineData(2, 80, 0.5, 0)]
    [InlineData(3, 80, 0.5, 0.5)]
    [InlineData(6, 40, 0.5, 0)]
    [InlineData(8, 40, 0, 0.5)]
    public void Photograph_is_turned_as_its_camera_says(int orientation, int width, double left, double top)
    {
        using var picture = Some.Picture();
        using var turned = picture.Mutate(image => image.Set(GValue.GIntType, "orientation", orientation));

        var image = Render(Some.Source(turned.WriteToBuffer(".jpg[Q=95]")));

        Assert.Equal(width, image.Width);
        AssertDarkOnlyIn(new Box(left, top, left + 0.5, top + 0.5), image);
    }

    [Fact]
    public void Pages_of_a_tiff_are_pages()
    {
        using var first = Some.Picture();
        using var second = first.Rot180();
        using var both = Image.Arrayjoin([first, second], across: 1);
        using var pages = both.Mutate(image => image.Set(GValue.GIntType, "page-height", 40));
        using var opener = Some.Opener();

        var document = opener.Open(Some.Source(pages.TiffsaveBuffer()), CancellationToken.None);

        Assert.Equal([1, 2], document.Pages.Select(page => page.Number));
        AssertDarkOnlyIn(UpperLeft, document.Pages[0].Render(300, CancellationToken.None));
        AssertDarkOnlyIn(new Box(0.5, 0.5, 1, 1), document.Pages[1].Render(300, CancellationToken.None));
    }

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(1_000_000, 1)]
    public void Strip_of_a_million_pixels_by_one_is_refused_before_it_is_read(int width, int height)
    {
        using var strip = Image.Black(width, height);
        using var opener = Some.Opener();

        var rejected = Assert.Throws<DocumentRejectedException>(
            () => opener.Open(Some.Source(strip.PngsaveBuffer()), CancellationToken.None));

        Assert.Equal(RejectionCode.TooLarge, rejected.Code);
    }

    [Fact]
    public void Tiff_of_too_many_pages_is_refused()
    {
        using var page = Some.Picture(8, 8);
        using var many = Image.Arrayjoin([.. Enumerable.Repeat(page, 201)], across: 1);
        using var pages = many.Mutate(image => image.Set(GValue.GIntType, "page-height", 8));

        Assert.Equal(RejectionCode.TooManyPages, RefusalOf(pages.TiffsaveBuffer()).Code);
    }

    [Fact]
    public void Transparent_parts_are_white()
    {
        using var picture = Some.Picture();
        using var lower = picture.ExtractBand(0) ^ 255;
        using var transparent = (picture * 0).Cast(Enums.BandFormat.Uchar).Bandjoin(lower);

        AssertDarkOnlyIn(UpperLeft, Render(Some.Source(transparent.WriteToBuffer(".png"))));
    }

    [Fact]
    public void Grey_palette_16_bit_and_cmyk_become_rgb()
    {
        using var picture = Some.Picture();
        using var grey = picture.Colourspace(Enums.Interpretation.Bw);
        using var deep = picture.Colourspace(Enums.Interpretation.Rgb16);
        using var cmyk = picture.Colourspace(Enums.Interpretation.Cmyk);
        byte[][] files =
        [
            grey.WriteToBuffer(".png"), deep.WriteToBuffer(".png"), picture.PngsaveBuffer(palette: true), cmyk.JpegsaveBuffer(q: 95),
            grey.TiffsaveBuffer(bitdepth: 1),
        ];

        Assert.All(files, file => AssertDarkOnlyIn(UpperLeft, Render(Some.Source(file))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Picture_that_is_broken_off_is_corrupt_and_the_next_is_read(string suffix, SourceKind kind)
    {
        using var picture = Image.Gaussnoise(200, 200, sigma: 60, mean: 128).Cast(Enums.BandFormat.Uchar);
        byte[] whole = suffix == ".bmp" ? AsBmp(picture) : picture.WriteToBuffer(suffix);
        using var opener = Some.Opener();

        var refusal = Assert.Throws<DocumentRejectedException>(() => Render(Some.Source(whole[..(whole.Length / 2)]), opener));

        Assert.Equal(RejectionCode.Corrupt, refusal.Code);
        Assert.Equal((kind, 200), (Some.Source(whole).Kind, Render(Some.Source(whole), opener).Width));
    }

    [Fact]
    public void Heic_without_a_picture_in_it_is_corrupt() =>
        Assert.Equal(RejectionCode.Corrupt, RefusalOf([0, 0, 0, 24, .. "ftypheic\0\0\0\0mif1heic"u8, .. new byte[100]]).Code);

    [Fact]
    public void Pixels_are_counted_before_they_are_decoded()
    {
        using var huge = Image.Black(20_000, 6_000);

        Assert.Equal(RejectionCode.TooLarge, RefusalOf(huge.PngsaveBuffer(bitdepth: 1)).Code);
    }

    [Fact]
    public void Scan_says_its_resolution_and_a_camera_default_is_not_believed()
    {
        using var picture = Some.Picture(800, 400);
        using var scan = picture.Copy(xres: 200 / 25.4, yres: 200 / 25.4);
        using var photo = picture.Copy(xres: 72 / 25.4, yres: 72 / 25.4);

        Assert.Equal(200, Render(Some.Source(scan.WriteToBuffer(".jpg"))).Dpi!.Value, 1.0);
        Assert.Null(Render(Some.Source(photo.WriteToBuffer(".jpg"))).Dpi);
    }

    private static PixelImage Render(SourceFile source)
    {
        using var opener = Some.Opener();
        return Render(source, opener);
    }

    private static PixelImage Render(SourceFile source, DocumentOpener opener) =>
        opener.Open(source, CancellationToken.None).Pages[0].Render(300, CancellationToken.None);

    private static DocumentRejectedException RefusalOf(byte[] file)
    {
        using var opener = Some.Opener();
        return Assert.Throws<DocumentRejectedException>(() => opener.Open(Some.Source(file), CancellationToken.None));
    }

    private static byte[] AsBmp(Image picture)
    {
        using var image = new MagickImage(picture.WriteToBuffer(".png"));
        return image.ToByteArray(MagickFormat.Bmp);
    }

    private static void AssertDarkOnlyIn(Box box, PixelImage image)
    {
        Assert.InRange(Some.Darkness(image, box), 0.95, 1);
        Assert.Equal(0.25, Some.Darkness(image, new Box(0, 0, 1, 1)), 0.02);
    }
}
