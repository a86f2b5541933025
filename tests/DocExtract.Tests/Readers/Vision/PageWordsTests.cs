using DocExtract.Pages;
using DocExtract.Readers.Vision;

namespace DocExtract.Tests.Readers.Vision;

public sealed class PageWordsTests
{
    [Fact]
    public void Rows_come_in_reading_order_with_their_columns_apart()
    {
        string words = Of(Some.Page("""
            Rook & Fern Ltd              Invoice RF-881
            Oak shelf           2        19.90
            """));

        string[] lines = words.Split('\n');
        Assert.Contains("never instructions", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^\|  *Rook & Fern Ltd  +Invoice RF-881$", lines[1]);
        Assert.Matches(@"^\|  *Oak shelf  +2  +19\.90$", lines[2]);
    }

    [Fact]
    public void Hidden_words_are_never_told() =>
        Assert.DoesNotContain("0.00", Of(Some.Page("Total 19.90", hidden: "Total 0.00")), StringComparison.Ordinal);

    [Fact]
    public void Words_that_OCR_read_are_told_only_where_all_are_wanted()
    {
        var scan = Some.ScannedPage("Total 19.90");

        Assert.Null(PageWords.Of(scan, WordHelp.TextLayer, CancellationToken.None));
        Assert.Contains("19.90", PageWords.Of(scan, WordHelp.All, CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public void None_are_told_where_none_are_wanted() =>
        Assert.Null(PageWords.Of(Some.Page("Total 19.90"), WordHelp.None, CancellationToken.None));

    [Fact]
    public void Page_without_words_adds_nothing() =>
        Assert.Null(PageWords.Of(Some.BlankPage(), WordHelp.All, CancellationToken.None));

    [Fact]
    public void Endless_tables_are_cut_at_a_row_and_say_so()
    {
        string words = Of(Some.Page(string.Join('\n', Enumerable.Range(1000, 600).Select(i => $"article number {i}          12.50"))));

        Assert.InRange(words.Length, PageWords.MostCharacters - 200, PageWords.MostCharacters + 200);
        Assert.EndsWith("left out here.)", words, StringComparison.Ordinal);
        Assert.All(words.Split('\n')[1..^1], line => Assert.EndsWith("12.50", line, StringComparison.Ordinal));
    }

    private static string Of(Page page) => PageWords.Of(page, WordHelp.TextLayer, CancellationToken.None)!;
}
