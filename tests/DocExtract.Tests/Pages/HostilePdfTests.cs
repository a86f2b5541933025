using System.IO.Compression;
using System.Text;
using DocExtract.Pages;
using DocExtract.Sources;

namespace DocExtract.Tests.Pages;

/// <summary>Documents that cannot be read end in their code, in time, and leave the next document alone.</summary>
public sealed class HostilePdfTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static TheoryData<string, RejectionCode> RefusedOnOpening => new()
    {
        { "needs a password", RejectionCode.Encrypted },
        { "nothing but a header", RejectionCode.Corrupt },
        { "broken off", RejectionCode.Corrupt },
        { "20,000 x 20,000 points", RejectionCode.TooLarge },
        { "201 pages", RejectionCode.TooManyPages },
        { "no pages", RejectionCode.Empty },
    };

    [Theory]
    [MemberData(nameof(RefusedOnOpening))]
    public void Refused_on_opening(string what, RejectionCode code)
    {
        using var opener = Some.Opener();

        var refusal = Assert.Throws<DocumentRejectedException>(() => opener.Open(Some.Source(Make(what)), CancellationToken.None));

        Assert.Equal(code, refusal.Code);
        AssertHealthy(opener);
    }

    [Theory]
    [InlineData("forms within forms without end")]
    [InlineData("two forms that draw each other twice")]
    public void Endless_page_is_given_up_as_corrupt(string what)
    {
        using var opener = Some.Opener(Patience);

        var refusal = Assert.Throws<DocumentRejectedException>(() => opener.Open(Some.Source(Make(what)), CancellationToken.None));

        Assert.Equal(RejectionCode.Corrupt, refusal.Code);
        Assert.Contains("does not end", refusal.Message, StringComparison.Ordinal);
        AssertHealthy(opener);
    }

    [Theory]
    [InlineData("names in a circle")]
    [InlineData("an object that is itself")]
    [InlineData("brackets within brackets")]
    [InlineData("a stream that unpacks to a gigabyte")]
    public void Structure_made_to_break_readers_harms_nobody(string what)
    {
        using var opener = Some.Opener(Patience);

        Record.Exception(() => opener.Open(Some.Source(Make(what)), CancellationToken.None));

        AssertHealthy(opener);
    }

    [Fact]
    public void Form_that_draws_itself_is_drawn_once()
    {
        using var opener = Some.Opener(Patience);
        var document = opener.Open(Some.Source(Make("a form that draws itself")), CancellationToken.None);

        Assert.Equal(["Once"], document.Pages[0].TextLayer.Select(word => word.Text).Distinct());
        Assert.NotEmpty(document.Pages[0].Render(72, CancellationToken.None).Rgb);
        AssertHealthy(opener);
    }

    [Fact]
    public void Page_of_too_many_pixels_is_refused_before_it_is_drawn()
    {
        using var opener = Some.Opener();
        var document = opener.Open(Some.Source(Some.Pdf("", "/MediaBox [0 0 1000 1000]")), CancellationToken.None);

        var refusal = Assert.Throws<DocumentRejectedException>(() => document.Pages[0].Render(100_000, CancellationToken.None));

        Assert.Equal(RejectionCode.TooLarge, refusal.Code);
    }

    [Fact]
    public void Document_of_more_words_than_its_pages_could_show_is_refused()
    {
        string rows = string.Concat(Enumerable.Repeat($"({string.Join(' ', Enumerable.Repeat("a", 100))}) Tj T*\n", 80));
        var source = Some.Source(Some.Pdf($"BT /F 5 Tf 12 TL 5 980 Td {rows}ET", "/MediaBox [0 0 1000 1000]"));
        using var narrow = new DocumentOpener(Some.PageOptions, new SourceLimits { MaxPages = 1 });
        using var opener = Some.Opener();

        var refusal = Assert.Throws<DocumentRejectedException>(() => narrow.Open(source, CancellationToken.None));

        Assert.Equal(RejectionCode.TooLarge, refusal.Code);
        Assert.Equal("The document has more than 5,000 words; no more are read. Send it in parts.", refusal.Message);
        Assert.InRange(opener.Open(source, CancellationToken.None).Pages[0].TextLayer.Count, 5_001, 8_000);
        AssertHealthy(narrow);
    }

    [Fact]
    public void Document_that_outgrows_the_sandbox_is_corrupt_and_the_next_one_is_read()
    {
        using var opener = new DocumentOpener(Some.PageOptions with { SandboxBytes = 40L << 20 }, new SourceLimits());
        var document = opener.Open(Some.Source(Some.Pdf("", "/MediaBox [0 0 1000 1000]")), CancellationToken.None);

        var refusal = Assert.Throws<DocumentRejectedException>(() => document.Pages[0].Render(300, CancellationToken.None));

        Assert.Equal(RejectionCode.Corrupt, refusal.Code);
        AssertHealthy(opener);
    }

    [Fact]
    public void Cancelling_stops_an_endless_page()
    {
        using var opener = Some.Opener();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        Assert.ThrowsAny<OperationCanceledException>(
            () => opener.Open(Some.Source(Make("forms within forms without end")), cancellation.Token));
        AssertHealthy(opener);
    }

    private static void AssertHealthy(DocumentOpener opener)
    {
        var page = opener.Open(Some.Source(Some.Pdf(Some.Text("Healthy"))), CancellationToken.None).Pages[0];

        Assert.Equal("Healthy", Assert.Single(page.TextLayer).Text);
        Assert.True(Some.Darkness(page.Render(100, CancellationToken.None), page.TextLayer[0].Box) > 0.05);
    }

    private static byte[] Make(string what) => what switch
    {
        "needs a password" => Some.EncryptedPdf("secret", Some.Text("Hidden")),
        "nothing but a header" => [.. "%PDF-1.7\nnothing of the kind"u8],
        "broken off" => Some.Pdf(Some.Text("Whole"))[..180],
        "20,000 x 20,000 points" => Some.Pdf("", "/MediaBox [0 0 20000 20000]"),
        "201 pages" => Some.PdfOfPages(201),
        "no pages" => Some.PdfOfPages(0),
        "a form that draws itself" => Some.Pdf(
            "/X Do", resources: "/XObject << /X 6 0 R >>", objects: [Form("/X 6 0 R", Some.Text("Once") + "/X Do")]),
        "two forms that draw each other twice" => Some.Pdf(
            "/X Do",
            resources: "/XObject << /X 6 0 R >>",
            objects: [Form("/X 7 0 R", "/X Do /X Do"), Form("/X 6 0 R", "/X Do /X Do")]),
        "names in a circle" => Some.PdfOf(
        [
            "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 4 0 R /Dests 4 0 R >> >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>",
            "<< /Kids [4 0 R 4 0 R] >>",
        ]),
        "an object that is itself" => Some.Pdf("", "/MediaBox 6 0 R", objects: ["6 0 R"]),
        "brackets within brackets" => Some.Pdf(new string('[', 200_000) + new string(']', 200_000) + " TJ"),
        "a stream that unpacks to a gigabyte" => Some.Pdf("/X Do", resources: "/XObject << /X 6 0 R >>", objects: [Bomb()]),
        "forms within forms without end" => Some.Pdf(
            "/X Do",
            resources: "/XObject << /X 6 0 R >>",
            objects:
            [
                .. Enumerable.Range(7, 15).Select(next => Form($"/X {next} 0 R", string.Concat(Enumerable.Repeat("/X Do ", 20)))),
                Form("", "0 0 m 9 9 l S"),
            ]),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static string Bomb()
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] blanks = new byte[1 << 20];
            blanks.AsSpan().Fill((byte)' ');
            for (int i = 0; i < 1024; i++)
            {
                deflate.Write(blanks);
            }
        }

        return Some.Stream(
            Encoding.Latin1.GetString(packed.ToArray()), "/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Filter /FlateDecode");
    }

    private static string Form(string objects, string content) => Some.Stream(
        content, $"/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /Font << /F 5 0 R >> /XObject << {objects} >> >>");
}
