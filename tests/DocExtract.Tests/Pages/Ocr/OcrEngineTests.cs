using DocExtract.Pages;
using DocExtract.Pages.Ocr;

namespace DocExtract.Tests.Pages.Ocr;

public sealed class OcrEngineTests
{
    private static readonly string[] Amounts = ["8.45", "1.90", "3.27", "13.62", "20.00", "6.38"];

    [Fact]
    public void A_receipt_is_read_line_by_line_with_exact_amounts()
    {
        var words = Read(Some.ReceiptPicture);

        // Without spaces, since the model glues words whose gap is narrow.
        Assert.Equal(
            "GREENFIELDCORNERSHOP12OrchardLane,MapletonDate:24/03/2024"
            + "Groundcoffee8.45Wholemilk1.90Ryebread3.27TOTAL13.62Cash20.00Change6.38",
            string.Concat(words.Select(word => word.Text)));
        Assert.Equal(Amounts, words.Select(word => word.Text).Where(text => text.Contains('.', StringComparison.Ordinal)));
        Assert.All(words, word => Assert.Equal(WordSource.Ocr, word.Source));
        Assert.All(words, word => Assert.InRange(word.Confidence, 0.8, 1));
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    [InlineData(3)]
    [InlineData(-3)]
    public void A_turned_or_crooked_receipt_is_read_in_the_same_order(double degrees)
    {
        var words = Read(Some.Turned(Some.ReceiptPicture, degrees));

        Assert.Equal(Amounts, words.Select(word => word.Text).Where(text => text.Contains('.', StringComparison.Ordinal)));
        Assert.Contains(words, word => word.Text == "24/03/2024");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void Boxes_lie_where_the_ink_is_in_the_picture_as_given(double degrees)
    {
        var picture = Some.Turned(Some.ReceiptPicture, degrees);

        foreach (var word in Read(picture))
        {
            var (ink, box) = (InkWithin(picture, word.Box), word.Box);

            // Neither cut off nor floating: the ink reaches to within a few pixels of every side of the box.
            Assert.InRange(Math.Abs(ink.X0 - box.X0) * picture.Width, 0, 12);
            Assert.InRange(Math.Abs(ink.X1 - box.X1) * picture.Width, 0, 12);
            Assert.InRange(Math.Abs(ink.Y0 - box.Y0) * picture.Height, 0, 12);
            Assert.InRange(Math.Abs(ink.Y1 - box.Y1) * picture.Height, 0, 12);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(30, 2000)]
    [InlineData(620, 877)]
    public void A_blank_page_gives_no_words(int width, int height) => Assert.Empty(Read(Some.BlankPicture(width, height)));

    [Fact]
    public void A_blank_page_does_not_even_load_the_models()
    {
        using var engine = new OcrEngine(Path.Combine(AppContext.BaseDirectory, "no-such-folder"));

        Assert.Empty(engine.Read(Some.BlankPicture(600, 800), OcrLook.First, CancellationToken.None));
    }

    [Fact]
    public void Tiny_text_is_enlarged_and_read()
    {
        var picture = Raster.Resize(Some.ReceiptPicture, 0.3);

        var words = Read(picture);

        Assert.Contains(words, word => word.Text == "13.62");
    }

    [Fact]
    public async Task Pages_read_at_the_same_time_give_what_they_give_one_after_the_other()
    {
        PixelImage[] pictures = [Some.ReceiptPicture, Some.Turned(Some.ReceiptPicture, 90)];
        var expected = pictures.Select(Read).ToList();

        var together = await Task.WhenAll(pictures.Select(picture => Task.Run(() => Read(picture))));

        Assert.Equal(expected[0], together[0]);
        Assert.Equal(expected[1], together[1]);
    }

    [Fact]
    public void A_cancelled_reading_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => Some.Ocr.Read(Some.ReceiptPicture, OcrLook.First, cancelled.Token));
    }

    [Fact]
    public void Missing_models_are_reported_with_what_to_do()
    {
        using var engine = new OcrEngine(Path.Combine(AppContext.BaseDirectory, "no-such-folder"));

        var error = Assert.Throws<FileNotFoundException>(() => engine.Read(Some.ReceiptPicture, OcrLook.First, CancellationToken.None));

        Assert.Contains("npm ci", error.Message, StringComparison.Ordinal);
        Assert.Contains("NativeDirectory", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Word> Read(PixelImage picture) => Some.Ocr.Read(picture, OcrLook.First, CancellationToken.None);

    /// <summary>The dark pixels in the box and six pixels around it.</summary>
    private static Box InkWithin(PixelImage picture, Box box)
    {
        int Pixel(double fraction, int size, int move) => Math.Clamp((int)(fraction * size) + move, 0, size);
        var ink = new Box(1, 1, 0, 0);
        for (int y = Pixel(box.Y0, picture.Height, -6); y < Pixel(box.Y1, picture.Height, 6); y++)
        {
            for (int x = Pixel(box.X0, picture.Width, -6); x < Pixel(box.X1, picture.Width, 6); x++)
            {
                if (picture.Rgb[(y * picture.Width + x) * 3] < 128)
                {
                    double left = (double)x / picture.Width, top = (double)y / picture.Height;
                    ink = ink.Union(new Box(left, top, left + 1.0 / picture.Width, top + 1.0 / picture.Height));
                }
            }
        }

        return ink;
    }
}
