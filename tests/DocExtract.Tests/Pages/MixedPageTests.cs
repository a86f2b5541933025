using System.Text;
using DocExtract.Pages;
using DocExtract.Pages.Pdf;

namespace DocExtract.Tests.Pages;

/// <summary>Pages whose text layer is not all that a person sees, or not what a person sees.</summary>
public sealed class MixedPageTests
{
    private const string Page = "/MediaBox [0 0 400 400]";
    private static readonly string Invoice = Some.Text("Invoice 2026-118", 20, 250, size: 14) + Some.Text("Total amount due", 20, 100, size: 14);

    [Fact]
    public void Name_in_a_logo_is_read_where_it_stands_beside_the_text_of_the_page()
    {
        var logo = Some.Drawing((20, 24, "GULLHAVEN MARINE")).Cut(new Box(0, 0, 1, 0.15));
        string pixels = Some.Stream(
            Encoding.Latin1.GetString(logo.Rgb),
            $"/Type /XObject /Subtype /Image /Width {logo.Width} /Height {logo.Height} /ColorSpace /DeviceRGB /BitsPerComponent 8");
        string content = "q 270 0 0 40.5 100 340 cm /P Do Q " + Invoice + Some.Text("1,250.00", 200, 100, size: 14);

        var words = Read(Some.Pdf(content, Page, "/XObject << /P 6 0 R >>", pixels));

        Assert.Equal(["Invoice", "2026-118", "Total", "amount", "due", "1,250.00", "GULLHAVEN", "MARINE"], words.Select(word => word.Text));
        Assert.Equal(["GULLHAVEN", "MARINE"], words.Where(word => word.Source == WordSource.Ocr).Select(word => word.Text));
        var name = words[6];
        Assert.InRange(name.Box.X0, 0.28, 0.32);
        Assert.InRange(name.Box.CenterY, 0.07, 0.12);
        Assert.Equal(name.Box, name.Level);
    }

    [Theory]
    [InlineData("0031", WordSource.Ocr)]
    [InlineData("0037", WordSource.TextLayer)]
    public void Amount_is_what_the_page_shows_also_where_its_font_says_another(string sevenReadsAs, WordSource source)
    {
        string map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
            + $"1 beginbfchar <37> <{sevenReadsAs}> endbfchar endcmap end";
        string font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 7 0 R >>";
        string content = Invoice + "BT /L 14 Tf 200 100 Td (7,000.00) Tj ET";

        var words = Read(Some.PdfOf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            $"<< /Type /Page /Parent 2 0 R {Page} /Contents 4 0 R /Resources << /Font << /F 5 0 R /L 6 0 R >> >> >>",
            Some.Stream(content),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            font,
            Some.Stream(map),
        ]));

        Assert.Contains("7,000.00", words.Select(word => word.Text));
        Assert.DoesNotContain("1,000.00", words.Select(word => word.Text));
        Assert.All(words, word => Assert.Equal(source, word.Source));
    }

    [Fact]
    public void Amount_that_was_painted_over_is_not_read()
    {
        string content = Invoice + Some.Text("1,000.00", 200, 100, size: 14) + "1 g 195 95 100 20 re f 0 g " + Some.Text("7,000.00", 200, 100, size: 14);

        var words = Read(Some.Pdf(content, Page)).Select(word => word.Text).ToList();

        Assert.Contains("7,000.00", words);
        Assert.DoesNotContain("1,000.00", words);
    }

    [Theory]
    [InlineData("1 g 195 95 100 20 re f 0 g ", true)]
    [InlineData("0 g 195 95 100 20 re f ", true)]
    [InlineData("", false)]
    public void Amount_under_a_bar_of_any_colour_is_not_read_and_kept_apart(string bar, bool isCovered)
    {
        string content = Invoice + Some.Text("1,000.00", 200, 100, size: 14) + Some.Text("77.50", 200, 180, size: 14) + bar;

        using var opener = Some.Opener();
        var page = opener.Open(Some.Source(Some.Pdf(content, Page)), CancellationToken.None).Pages[0];

        Assert.Equal(!isCovered, page.ReadWords(CancellationToken.None).Any(word => word.Text == "1,000.00"));
        Assert.Contains(page.ReadWords(CancellationToken.None), word => word.Text == "77.50");
        Assert.Equal(isCovered, page.HiddenWords.Any(word => word is { Text: "1,000.00", Reason: HiddenReason.Covered }));
    }

    [Fact]
    public void Digits_that_only_one_of_two_looks_shows_contradict_nothing()
    {
        var contradiction = new Contradiction(new Box(0.5, 0.5, 0.6, 0.52), "700000");

        Assert.True(contradiction.IsConfirmedBy([Seen("Total", 0.3), Seen("7,000.00", 0.5)]));
        Assert.False(contradiction.IsConfirmedBy([Seen("Total", 0.3), Seen("1,000.00", 0.5)]));
        Assert.False(contradiction.IsConfirmedBy([Seen("7,000.00", 0.3)]));
    }

    [Fact]
    public void Largest_and_lowest_amounts_are_looked_at_with_their_thousands()
    {
        Word[] words =
        [
            Said("2026-03-14", 0.1, 0.1), Said("9.00", 0.5, 0.2), Said("81.00", 0.5, 0.25), Said("82.00", 0.5, 0.3), Said("83.00", 0.5, 0.35),
            Said("7", 0.46, 0.4, 0.01), Said("000,00", 0.475, 0.4), Said("84.00", 0.5, 0.5), Said("5.00", 0.5, 0.6), Said("6.00", 0.5, 0.7),
        ];

        var chosen = PrintedAmounts.Choose(words);

        Assert.Equal(["7000,00", "84.00", "6.00"], chosen.Select(word => word.Text));
        Assert.Equal(0.46, chosen[0].Box.X0);
    }

    [Fact]
    public void Strips_of_one_picture_belong_together_and_the_sides_of_a_frame_do_not()
    {
        Box[] strips = [new(0.1, 0.1, 0.5, 0.12), new(0.1, 0.12, 0.5, 0.14), new(0.1, 0.14, 0.5, 0.16)];
        Box[] frame = [new(0, 0, 1, 0.02), new(0, 0, 0.02, 1), new(0.98, 0, 1, 1), new(0, 0.98, 1, 1)];

        Assert.Equal(new Box(0.1, 0.1, 0.5, 0.16), Assert.Single(PictureBoxes.Join(strips)));
        Assert.Equal(4, PictureBoxes.Join(frame).Count);
    }

    [Fact]
    public void Icons_are_not_read_and_of_many_pictures_the_largest_few()
    {
        var size = new PageSize(600, 800);
        Box icon = new(0.1, 0.9, 0.12, 0.92), rule = new(0, 0.5, 1, 0.505);
        var pictures = Enumerable.Range(0, 12).Select(row => new Box(0, row / 20.0, 0.2 + (row / 100.0), (row / 20.0) + 0.03));

        var read = PictureBoxes.Readable([icon, rule, .. pictures], size);

        Assert.Equal(8, read.Count);
        Assert.DoesNotContain(icon, read);
        Assert.DoesNotContain(rule, read);
        Assert.Equal(0.31, read[0].X1, 0.001);
    }

    private static IReadOnlyList<Word> Read(byte[] pdf)
    {
        using var opener = Some.Opener();
        return opener.Open(Some.Source(pdf), CancellationToken.None).Pages[0].ReadWords(CancellationToken.None);
    }

    private static Word Said(string text, double x, double y, double width = 0.06) => new(text, new Box(x, y, x + width, y + 0.02), WordSource.TextLayer, 1);

    private static Word Seen(string text, double x) => new(text, new Box(x, 0.5, x + 0.1, 0.52), WordSource.Ocr, 0.99);
}
