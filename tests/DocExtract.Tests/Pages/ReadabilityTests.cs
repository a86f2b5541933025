using DocExtract.Pages;
using DocExtract.Pages.Pdf;

namespace DocExtract.Tests.Pages;

public sealed class ReadabilityTests
{
    [Theory]
    [InlineData("Invoice number 2024-117 Date 3 May 2024 Total 1,234.50 EUR payable within 30 days of the date above thank you very much")]
    [InlineData("Faktura nr 5/2024 Sprzedawca: Zakład Krawiecki Nabywca: Hurtownia Książek Razem do zapłaty 99,00 zł słownie złotych")]
    [InlineData("請求書 株式会社 合計 1,000 円")]
    [InlineData("Summe ........................................................................ 12,00 EUR")]
    [InlineData("Total 9.00")]
    public void Text_for_people_is_readable(string text) => Assert.True(Readability.IsReadable(Words(text)));

    [Theory]
    [InlineData("")]
    [InlineData("1 / 2")]
    [InlineData("I\uFFFD\uFFFDo\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD 20\uFFFD\uFFFD")]
    [InlineData("(cid:12)(cid:44)(cid:7) (cid:3)(cid:9)")]
    [InlineData("Gtmgltx ljwkx Bhvhntx xbqv Vxwzy fhq pbk lqvcmvg zhgd hjkl wrtq bcdf ghjk lmnp qrst vwxz hkgf")]
    [InlineData("\u0192\u0152\u2020\u2021 \u02C6\u2030 ¤¦¨ª¬ ®¯±²³ ¶¸¹º¼ ½¾×÷ ¤¦¨ª¬ ®¯±²³")]
    public void Nothing_and_glyph_soup_are_not(string text) => Assert.False(Readability.IsReadable(Words(text)));

    [Fact]
    public void Broken_word_is_completed_where_the_pixels_agree()
    {
        var mended = Mending.Mend(Words("AB\uFFFD01 C\uFFFD9 \uFFFD"), [Seen("No:AB-01", 0), Seen("X-9", 1)]);

        Assert.Equal(["AB-01", "C\uFFFD9", "\uFFFD"], mended.Select(word => word.Text));
        Assert.Equal((WordSource.Ocr, 0.9), (mended[0].Source, mended[0].Confidence));
    }

    [Fact]
    public void Scan_with_a_stamped_line_of_text_gets_the_words_of_both()
    {
        var words = Mending.Complete(Words("Stamped"), [Seen("Starnped", 0), Seen("Scanned", 1)]);

        Assert.Equal(["Stamped", "Scanned"], words.Select(word => word.Text));
    }

    private static List<Word> Words(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, row) => new Word(word, Row(row), WordSource.TextLayer, 1))];

    private static Word Seen(string text, int row) => new(text, Row(row), WordSource.Ocr, 0.9);

    private static Box Row(int row) => new(0, row / 100.0, 0.5, (row + 0.9) / 100);
}
