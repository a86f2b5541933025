using DocExtract.Pages;

namespace DocExtract.Tests.Pages;

/// <summary>The same sheet scanned twice has nearly the same hash; other sheets do not.</summary>
public sealed class PageHashTests
{
    private const string German = "invoice-de-two-rates.pdf", British = "invoice-en-british.pdf", Spanish = "invoice-es-plain.pdf", Polish = "invoice-pl-vat.pdf";

    /// <summary>The British and the Polish one have the same layout.</summary>
    private static readonly string[] Sheets = [German, British, Spanish, Polish];

    private static readonly Lazy<IReadOnlyDictionary<string, PixelImage>> Drawn = new(() => Sheets.ToDictionary(sheet => sheet, Draw));

    /// <summary>The German sheet does not stand noise (docs/trust.md): it is recognised by its values only.</summary>
    public static IEnumerable<object[]> Scans => Sheets
        .SelectMany(_ => Some.ScanDamages.Keys, (sheet, damage) => new object[] { sheet, damage })
        .Where(scan => scan is not [German, "slight noise"]);

    [Theory]
    [MemberData(nameof(Scans))]
    public void The_same_sheet_scanned_otherwise_is_near(string sheet, string damage)
    {
        var picture = Drawn.Value[sheet];

        int distance = PageHash.Distance(PageHash.Of(picture), PageHash.Of(Some.ScanDamages[damage](picture)));

        Assert.True(distance <= PageHash.Near, $"{distance} bits differ");
    }

    [Theory]
    [InlineData(German, British)]
    [InlineData(German, Spanish)]
    [InlineData(British, Spanish)]
    [InlineData(Spanish, Polish)]
    public void Sheets_of_different_layouts_are_far_apart(string one, string other) => Assert.InRange(DistanceOf(one, other), PageHash.Near + 1, 512);

    /// <summary>Why a hash alone never makes a duplicate: number, date and total have to agree.</summary>
    [Fact]
    public void Different_invoices_of_one_layout_may_be_near() => Assert.InRange(DistanceOf(British, Polish), 1, PageHash.Near);

    [Fact]
    public void A_blank_page_looks_like_no_other_not_even_a_blank_one()
    {
        string blank = PageHash.Of(Some.BlankPicture(400, 600));

        Assert.Equal("", blank);
        Assert.Equal(512, PageHash.Distance(blank, blank));
    }

    [Fact]
    public void Documents_look_alike_only_where_all_their_pages_do()
    {
        var hashes = Drawn.Value.Values.Select(PageHash.Of).ToList();
        var two = new DocumentPrint(null, [hashes[0], hashes[1]]);

        Assert.True(two.LooksLike(new DocumentPrint(null, [hashes[0], hashes[1]])));
        Assert.False(two.LooksLike(new DocumentPrint(null, [hashes[0], hashes[2]])));
        Assert.False(two.LooksLike(new DocumentPrint(null, [hashes[0]])));
        Assert.False(DocumentPrint.None.LooksLike(DocumentPrint.None));
    }

    private static int DistanceOf(string one, string other) => PageHash.Distance(PageHash.Of(Drawn.Value[one]), PageHash.Of(Drawn.Value[other]));

    private static PixelImage Draw(string sheet)
    {
        using var opener = Some.Opener();
        var file = Some.Source(File.ReadAllBytes(Some.RepositoryPath("samples", "documents", sheet)));
        return opener.Open(file, CancellationToken.None).Pages[0].Render(100, CancellationToken.None);
    }
}
