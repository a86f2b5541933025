using DocExtract.Pages;

namespace DocExtract.Tests.Pages;

/// <summary>The text layer says what a person sees, where a person sees it.</summary>
public sealed class TextLayerTests
{
    [Theory]
    [InlineData("/MediaBox [0 0 200 100]", 200, 100)]
    [InlineData("/MediaBox [0 0 200 100] /Rotate 90", 100, 200)]
    [InlineData("/MediaBox [0 0 200 100] /Rotate 180", 200, 100)]
    [InlineData("/MediaBox [0 0 200 100] /Rotate 270", 100, 200)]
    [InlineData("/MediaBox [0 0 200 100] /Rotate -90", 100, 200)]
    [InlineData("/MediaBox [-30 -20 170 80]", 200, 100)]
    [InlineData("/MediaBox [0 0 200 100] /CropBox [10 20 190 90]", 180, 70)]
    [InlineData("/MediaBox [0 0 200 100] /CropBox [10 20 190 90] /Rotate 90", 70, 180)]
    [InlineData("/MediaBox [0 0 200 100] /CropBox [10 20 400 400]", 190, 80)]
    [InlineData("/MediaBox [0 0 200 100] /UserUnit 2", 200, 100)]
    public void Words_stand_where_the_pixels_are_dark_and_nowhere_else(string box, int width, int height)
    {
        using var opener = Some.Opener();
        var page = Open(opener, Some.Pdf(Some.Text("Total", 30, 40) + Some.Text("99", 120, 60), box));

        var image = page.Render(144, CancellationToken.None);

        Assert.Equal((double)width / height, (double)image.Width / image.Height, 0.02);
        Assert.Equal(["Total", "99"], page.TextLayer.Select(word => word.Text));
        Assert.All(page.TextLayer, word => Assert.InRange(Some.Darkness(image, word.Box), 0.08, 0.6));
        double inWords = page.TextLayer.Sum(word => Some.Darkness(image, word.Box) * word.Box.Width * word.Box.Height);
        Assert.Equal(Some.Darkness(image, new Box(0, 0, 1, 1)), inWords, 0.0015);
    }

    [Theory]
    [InlineData("3 Tr", HiddenReason.InvisibleMode)]
    [InlineData("7 Tr", HiddenReason.InvisibleMode)]
    [InlineData("1 g", HiddenReason.NoContrast)]
    [InlineData("1 1 0.97 rg", HiddenReason.NoContrast)]
    [InlineData("0 0 0 0 k", HiddenReason.NoContrast)]
    [InlineData("1 0 0 1 500 0 cm", HiddenReason.OffPage)]
    [InlineData("0.01 0 0 0.01 20 40 cm", HiddenReason.ZeroSize)]
    public void Text_that_nobody_can_see_is_kept_apart(string state, HiddenReason reason)
    {
        using var opener = Some.Opener();

        var page = Open(opener, Some.Pdf($"q {state} " + Some.Text("Secret") + "Q " + Some.Text("Open", y: 70)));

        Assert.Equal("Open", Assert.Single(page.TextLayer).Text);
        Assert.Equal(("Secret", reason), (page.HiddenWords[0].Text, page.HiddenWords[0].Reason));
    }

    [Fact]
    public void White_text_on_a_dark_table_header_is_seen()
    {
        using var opener = Some.Opener();

        var page = Open(opener, Some.Pdf("0.1 0.2 0.4 rg 0 30 200 30 re f " + Some.Text("Amount", state: "1 g")));

        Assert.Equal("Amount", Assert.Single(page.TextLayer).Text);
        Assert.Empty(page.HiddenWords);
    }

    [Fact]
    public void White_text_that_a_thin_line_crosses_stays_hidden()
    {
        using var opener = Some.Opener();

        var page = Open(opener, Some.Pdf(Some.Text("Secret", state: "1 g") + "0 47 m 200 47 l S"));

        Assert.Empty(page.TextLayer);
        Assert.Equal("Secret", Assert.Single(page.HiddenWords).Text);
    }

    [Theory]
    [InlineData("(Two words) Tj", "Two|words")]
    [InlineData("[(Ker) -30 (ned)] TJ", "Kerned")]
    [InlineData("[(Far) -600 (off)] TJ", "Far|off")]
    [InlineData("(Same) Tj (Word) Tj", "SameWord")]
    [InlineData("(Bold) Tj 1 0 0 1 20.3 40 Tm (Bold) Tj", "Bold")]
    [InlineData("/L 20 Tf (O\\001er) Tj", "Offer")]
    [InlineData("-1 0 0 -1 20 40 Tm /F -20 Tf (Turned) Tj", "Turned")]
    [InlineData("(Up) Tj 0 20 Td (Down) Tj", "Up|Down")]
    [InlineData("(1 234,56 \\200) Tj", "1|234,56|€")]
    public void Characters_are_joined_to_words_as_they_are_read(string show, string words)
    {
        using var opener = Some.Opener();

        string ligature = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
            + "1 beginbfchar <01> <00660066> endbfchar endcmap end";
        string font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R "
            + "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fl] >> >>";

        var page = Open(opener, Some.PdfOf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources << /Font << /F 5 0 R /L 6 0 R >> >> >>",
            Some.Stream($"BT /F 20 Tf 20 40 Td {show} ET"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            font,
            Some.Stream(ligature),
        ]));

        Assert.Equal(words, string.Join('|', page.TextLayer.Select(word => word.Text)));
    }

    [Fact]
    public void ActualText_says_what_a_drawn_shape_stands_for()
    {
        using var opener = Some.Opener();

        var page = Open(opener, Some.Pdf("BT /F 20 Tf 20 40 Td (A) Tj /Span << /ActualText (+) >> BDC (-) Tj EMC (1) Tj ET"));

        Assert.Equal("A+1", Assert.Single(page.TextLayer).Text);
    }

    [Fact]
    public void Character_that_the_file_leaves_open_is_marked()
    {
        using var opener = Some.Opener();
        string widths = string.Join(' ', Enumerable.Repeat("500", 66));
        string font = $"<< /Type /Font /Subtype /Type1 /BaseFont /Any /FirstChar 1 /LastChar 66 /Widths [{widths}] "
            + "/Encoding << /Differences [1 /nothing] >> >>";

        var page = Open(opener, Some.Pdf("BT /G 20 Tf 20 70 Td (B\\0012) Tj ET", resources: "/Font << /G 6 0 R >>", objects: [font]));

        Assert.Equal("B\uFFFD2", Assert.Single(page.TextLayer).Text);
    }

    [Fact]
    public void Owner_password_alone_keeps_nobody_from_reading()
    {
        using var opener = Some.Opener();

        var page = Open(opener, Some.EncryptedPdf("", Some.Text("Readable")));

        Assert.Equal("Readable", Assert.Single(page.TextLayer).Text);
    }

    [Fact]
    public void Embedded_files_come_with_their_names()
    {
        using var opener = Some.Opener();
        var pdf = Some.PdfOf(
        [
            "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(data.xml) 4 0 R] >> >> >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>",
            "<< /Type /Filespec /F (data.xml) /UF (data.xml) /EF << /F 5 0 R >> >>",
            Some.Stream("<Invoice/>", "/Type /EmbeddedFile"),
        ]);

        var attachment = Assert.Single(opener.Open(Some.Source(pdf), CancellationToken.None).Attachments);

        Assert.Equal("data.xml", attachment.Name);
        Assert.Equal("<Invoice/>"u8.ToArray(), attachment.Content.ToArray());
    }

    [Theory]
    [InlineData("\n<Invoice/>", 2)]
    [InlineData("\uFEFF<?xml version=\"1.0\"?><Invoice/>", 2)]
    [InlineData("column;column", 0)]
    [InlineData(" ", 0)]
    public void Embedded_files_that_are_no_xml_are_not_kept(string content, int kept)
    {
        using var opener = Some.Opener();

        var document = opener.Open(Some.Source(Some.PdfOfOneStream(content, files: 2)), CancellationToken.None);

        Assert.Equal(kept, document.Attachments.Count(file => !file.IsCut));
    }

    [Theory]
    [InlineData("/Subtype /Widget /FT /Tx /T (name)")]
    [InlineData("/Subtype /Stamp")]
    public void Form_fields_and_stamps_are_drawn_and_read(string kind)
    {
        using var opener = Some.Opener();
        var page = Open(opener, Some.PdfOf(
        [
            "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Annots [4 0 R] >>",
            $"<< /Type /Annot {kind} /F 4 /Rect [100 40 200 100] /AP << /N 5 0 R >> >>",
            Some.Stream(
                Some.Text("Paid", 10, 10),
                "/Type /XObject /Subtype /Form /BBox [0 0 50 30] /Resources << /Font << /F 6 0 R >> >>"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]));

        var word = Assert.Single(page.TextLayer);

        Assert.Equal("Paid", word.Text);
        Assert.InRange(word.Box.X0, 0.55, 0.65);
        Assert.InRange(Some.Darkness(page.Render(144, CancellationToken.None), word.Box), 0.08, 0.6);
    }

    [Fact]
    public void Pixels_are_red_green_blue()
    {
        using var opener = Some.Opener();

        var image = Open(opener, Some.Pdf("1 0.5 0 rg 0 0 200 100 re f")).Render(72, CancellationToken.None);

        Assert.Equal([255, 128, 0], image.Rgb[..3].Select(channel => (int)channel));
        Assert.Equal(image.Width * image.Height * 3, image.Rgb.Length);
    }

    private static Page Open(DocumentOpener opener, byte[] pdf) => opener.Open(Some.Source(pdf), CancellationToken.None).Pages[0];
}
