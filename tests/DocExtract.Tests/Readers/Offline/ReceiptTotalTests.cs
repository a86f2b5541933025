namespace DocExtract.Tests.Readers.Offline;

/// <summary>The total is the amount that the rest of the receipt agrees with.</summary>
public sealed class ReceiptTotalTests
{
    [Theory]
    [InlineData("Tofal     12.90")]
    [InlineData("TOTAI:     12.90")]
    [InlineData("Tatal Amt Payahle:     12.90")]
    [InlineData("lotal Sales Incl. GST     12.90")]
    [InlineData("Gesamtbetraq     12,90")]
    [InlineData("Net à paycr     12,90")]
    public async Task Label_with_a_misread_letter_is_still_a_total(string row) =>
        Assert.Equal("12.90", (await Some.OfflineData("receipt", $"QUILLON BAKERY\nLOAF     31.00\n{row}")).At("total"));

    [Theory]
    [InlineData("SUMMER     12.90")]
    [InlineData("PETAL     12.90")]
    public async Task Word_that_only_resembles_a_label_is_no_total(string row)
    {
        var findings = await Some.OfflineFindings("receipt", $"QUILLON BAKERY\nDate: 17/06/2025\n{row}");

        Assert.Contains(findings, finding => finding is { Field: "/total", Rule: "guessed" });
    }

    [Theory]
    [InlineData("TOTAL     12. 90")]
    [InlineData("TOTAL RM 12.90")]
    [InlineData("TOTAL     S12.90")]
    [InlineData("TOTAL     RN12.90")]
    [InlineData("TOTAL:RM12.90")]
    public async Task Amount_that_stands_ill_is_read(string row) =>
        Assert.Equal("12.90", (await Some.OfflineData("receipt", $"QUILLON BAKERY\n{row}")).At("total"));

    [Fact]
    public async Task Letter_in_place_of_the_first_digit_gives_no_smaller_amount() =>
        Assert.Null((await Some.OfflineData("receipt", "QUILLON BAKERY\nTOTAL     RMI12.90")).At("total"));

    [Fact]
    public async Task Words_that_are_also_codes_of_currencies_are_none() =>
        Assert.Equal("MYR", (await Some.OfflineData("receipt", "QUILLON BAKERY\nDate: 17/06/2025\nItem     Amount(RM)\nBALL PEN     5.20\nTOTAL     5.20\nALL SALES FINAL")).At("currency"));

    [Fact]
    public async Task Total_after_the_discount_was_paid()
    {
        var data = await Some.OfflineData("receipt", "QUILLON HARDWARE\nHAMMER     30.00\nSAW     20.50\nTotal     50.50\nDiscount     0.50\nTotal Inclusive GST     50.00\nCASH     50.00");

        Assert.Equal("50.00", data.At("total"));
        Assert.Equal("0.50", data.At("discount_total"));
    }

    [Fact]
    public async Task Unreadable_total_is_cash_less_change_where_the_items_come_to_it()
    {
        var data = await Some.OfflineData("receipt", "QUILLON WARES\nGLUE     5.20\nPAPER     8.90\nTOTAL     1A-I0\nCASH     20.00\nCHANGE     5.90");

        Assert.Equal("14.10", data.At("total"));
    }

    [Fact]
    public async Task Coupon_beneath_the_total_is_a_payment()
    {
        const string Layout = "QUILLON WARES\nDate: 17/06/2025\nGLUE     5.20\nPAPER     8.90\nTOTAL     14.10\nCOUPON     2.10\nCASH     15.00\nCHANGE DUE     3.00";

        var data = await Some.OfflineData("receipt", Layout);

        Assert.Equal("14.10", data.At("total"));
        Assert.Null(data.At("discount_total"));
        Assert.DoesNotContain(await Some.OfflineFindings("receipt", Layout), finding => finding.Field == "/total");
    }

    [Fact]
    public async Task Total_that_only_cash_and_items_tell_is_held_against_the_printed_one()
    {
        var findings = await Some.OfflineFindings("receipt", "QUILLON WARES\nDate: 17/06/2025\nGLUE     4.00\nPAPER     6.00\nTOTAL     18.00\nCASH     20.00\nCHANGE     10.00");

        Assert.Contains(findings, finding => finding is { Field: "/total", Severity: DocExtract.Checks.Severity.Error });
    }

    [Theory]
    [InlineData("CASH     20.00\nCHANGE     5.90", true)]
    [InlineData("CASH     20.00\nCHANGE     0.20", false)]
    [InlineData("VISA     14.10", true)]
    [InlineData("VISA     9.00", false)]
    [InlineData("Paid     20.00", true)]
    [InlineData("Cash     -20.00\nChange     5.90", true)]
    public async Task What_was_paid_and_given_back_must_go_with_the_total(string paid, bool agrees)
    {
        var findings = await Some.OfflineFindings("receipt", $"QUILLON WARES\nDate: 17/06/2025\nGLUE     5.20\nPAPER     8.90\nTOTAL     14.10\n{paid}");

        Assert.Equal(!agrees, findings.Any(finding => finding is { Field: "/total", Rule: "paid-differs", Severity: DocExtract.Checks.Severity.Error }));
    }

    [Fact]
    public async Task Rounding_in_brackets_may_be_added()
    {
        var data = await Some.OfflineData("receipt", "QUILLON WARES\nGLUE     5.28\nPAPER     3.20\nSubtotal     8.48\nRounding Adj     (0.02)\nTotal Payable     8.50\nCash     8.50");

        Assert.Equal("0.02", data.At("rounding"));
    }
}
