using DocExtract.Checks;
using DocExtract.Readers.Offline;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.Tests.Readers.Offline;

public sealed class OfflineReceiptTests
{
    private const string Shop = """
        SUNNY CORNER BAKERY SDN BHD
        (123456-K)
        NO 5, JALAN MELATI 2
        50480 KUALA LUMPUR
        TEL: 03-5555 0101

        Receipt No: B-1093
        Date: 07/06/2018   Time: 14:05

        BUTTER CROISSANT       2     3.20     6.40
        KAYA TOAST SET         1     7.83     7.83

        Total                        RM14.23
        Rounding Adj                    0.02
        Total Rounded                RM14.25
        CASH                         RM20.00
        CHANGE                        RM5.75
        """;

    [Theory]
    [InlineData("seller/name", "SUNNY CORNER BAKERY SDN BHD")]
    [InlineData("seller/phone", "03-5555 0101")]
    [InlineData("receipt_number", "B-1093")]
    [InlineData("date", "2018-06-07")]
    [InlineData("time", "14:05")]
    [InlineData("currency", "MYR")]
    [InlineData("total", "14.25")]
    [InlineData("rounding", "0.02")]
    [InlineData("change", "5.75")]
    [InlineData("payment_method", "CASH")]
    [InlineData("lines/0/description", "BUTTER CROISSANT")]
    [InlineData("lines/1/amount", "7.83")]
    public async Task Receipt_with_cash_rounding_is_read(string field, string expected) =>
        Assert.Equal(expected, (await Some.OfflineData("receipt", Shop)).At(field));

    [Fact]
    public async Task Address_of_the_shop_is_without_telephone_and_registration() =>
        Assert.Equal("NO 5, JALAN MELATI 2, 50480 KUALA LUMPUR", (await Some.OfflineData("receipt", Shop)).At("seller/address"));

    [Fact]
    public async Task Cash_less_change_decides_between_two_totals()
    {
        var data = await Some.OfflineData("receipt", """
            CAFE AROMA
            Total              8.00
            Total payable      7.20
            Cash              10.00
            Change             2.80
            """);

        Assert.Equal("7.20", data.At("total"));
    }

    [Fact]
    public async Task Without_a_label_the_total_is_cash_less_change()
    {
        var data = await Some.OfflineData("receipt", "CAFE AROMA\nESPRESSO     2.50\nTARTE     4.70\n     7.20\nCASH     10.00\nCHANGE     2.80");

        Assert.Equal("7.20", data.At("total"));
    }

    [Theory]
    [InlineData("Summe EUR     12,90", "Bar     20,00", "Rückgeld     7,10")]
    [InlineData("TOTAL TTC     12,90", "Espèces     20,00", "Rendu     7,10")]
    [InlineData("Totaal     12,90", "Contant     20,00", "Wisselgeld     7,10")]
    [InlineData("SUMA PLN     12,90", "Gotówka     20,00", "Reszta     7,10")]
    public async Task Totals_and_change_are_read_in_other_languages(string total, string cash, string change)
    {
        var data = await Some.OfflineData("receipt", string.Join('\n', "MARKT AM TOR", total, cash, change));

        Assert.Equal("12.90", data.At("total"));
        Assert.Equal("7.10", data.At("change"));
    }

    [Fact]
    public async Task Number_of_items_is_not_the_total()
    {
        var data = await Some.OfflineData("receipt", "CORNER STORE\nTOTAL     9.90\nTOTAL ITEMS     3\nTOTAL QTY     4.00");

        Assert.Equal("9.90", data.At("total"));
    }

    [Fact]
    public async Task Currency_that_is_not_printed_is_absent()
    {
        var data = await Some.OfflineData("receipt", "CORNER STORE\nTOTAL     9.90");

        Assert.Null(data.At("currency"));
    }

    [Fact]
    public async Task Words_that_run_together_are_still_labels()
    {
        var data = await Some.OfflineData("receipt", "CORNERSTORE\nTotalAmount(RM):14.20\nDate:07/06/2018");

        Assert.Equal("14.20", data.At("total"));
        Assert.Equal("2018-06-07", data.At("date"));
    }

    [Theory]
    [InlineData("TINKERS YARD TOOLS", "22 Anvil Street", "Wexhollow WX9 9ZY")]
    [InlineData("Backstube Mohnfeld", "Marktgasse 5", "00994 Kupferhain")]
    public async Task The_street_below_the_name_is_no_shop(string name, string street, string town)
    {
        var data = await Some.OfflineData("receipt", $"{name}\n{street}\n{town}\n\nReceipt No: 17\nDate: 07/06/2026\n\nTotal   GBP 12.50");

        Assert.Equal(name, data.At("seller/name"));
        Assert.Equal($"{street}, {town}", data.At("seller/address"));
    }

    [Fact]
    public async Task A_total_that_no_label_names_is_told_as_a_guess()
    {
        var document = Some.Document(Some.Page("SUNNY CORNER BAKERY\nDate: 07/06/2026\n\nBREAD   3.20\nCAKE   14.80\n18.00"));

        var reading = await new OfflineReader().ReadAsync(document, Some.InstalledTypes.Get("receipt"), new MemoryAccount(), CancellationToken.None);

        var finding = Assert.Single(reading!.Findings);
        Assert.Equal(("/total", "guessed", Severity.Error), (finding.Field, finding.Rule, finding.Severity));
    }

    [Theory]
    [InlineData("12.50   QUILLON BAKERY\nQUILLON WARES\nTotal   GBP 12.50")]
    [InlineData("07/06/2026 SHOP\nQUILLON WARES\nTotal   GBP 12.50")]
    [InlineData("TOTAL\nQUILLON WARES\nTotal   GBP 12.50")]
    [InlineData("QUILLON WARES\nDate: 07/06/2026\nHOUSE BREAD   12.50\nFOOD\nTotal   GBP 12.50")]
    public async Task An_item_a_date_or_a_label_is_no_shop(string layout) =>
        Assert.Equal("QUILLON WARES", (await Some.OfflineData("receipt", layout)).At("seller/name"));

    [Fact]
    public async Task No_shop_is_read_where_only_items_stand() =>
        Assert.Null((await Some.OfflineData("receipt", "HOUSE BREAD   12.50\nSPARE FOOD\nTotal   GBP 12.50")).At("seller/name"));

    [Theory]
    [InlineData(true, "Cashier: Mia\nQUILLON\n12 Anvil Street\nDate: 07/06/2026\nTotal   GBP 12.50", "QUILLON")]
    [InlineData(false, "QUILLON\n12 Anvil Street\nDate: 07/06/2026\nTotal   GBP 12.50", "QUILLON")]
    public async Task A_shop_that_is_not_the_first_line_and_has_no_business_word_is_told_as_a_guess(bool isGuess, string layout, string name)
    {
        var findings = (await Some.OfflineFindings("receipt", layout)).Where(finding => finding.Rule == "guessed");

        Assert.Equal(isGuess, findings.Any(finding => finding is { Field: "/seller/name", Severity: Severity.Error } && finding.Message.Contains(name)));
    }
}
