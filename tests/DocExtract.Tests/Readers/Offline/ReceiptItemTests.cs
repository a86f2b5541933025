namespace DocExtract.Tests.Readers.Offline;

/// <summary>Of several ways to read the items, the one that adds up is taken.</summary>
public sealed class ReceiptItemTests
{
    [Fact]
    public async Task Sums_beneath_a_table_are_no_items()
    {
        var data = await Some.OfflineData("receipt", """
            QUILLON DINER
            Date: 17/06/2025
            QTY ITEM              TOTAL
            2 PANCAKE             11.00
            1 PORRIDGE             5.60
            EatIn Total (incl GST)  16.60
            Total Rounded         16.60
            """);

        Assert.Equal(2, data["lines"]!.AsArray().Count);
    }

    [Fact]
    public async Task Count_and_price_beneath_an_item_belong_to_it()
    {
        var data = await Some.OfflineData("receipt", "QUILLON MART\n\nDate: 17/06/2025\n\nRICE BRAN     RM48.70 Z\n2 X RM 24.35\nTEA     RM8.40 S\nTotal Sales     RM57.10\nCash     RM57.10");

        Assert.Equal(2, data["lines"]!.AsArray().Count);
        Assert.Equal(("2", "24.35", "48.70"), (data.At("lines/0/quantity"), data.At("lines/0/unit_price"), data.At("lines/0/amount")));
    }

    [Theory]
    [InlineData("3 SKEWER     71.60S")]
    [InlineData("3 SKEWER     71.60.SR")]
    [InlineData("3 SKEWER     71.60 ZRL")]
    public async Task Letters_of_a_tax_rate_may_be_glued_to_the_amount(string row) =>
        Assert.Equal("71.60", (await Some.OfflineData("receipt", $"QUILLON GRILL\n\nDate: 17/06/2025\n\n{row}\nTotal     71.60")).At("lines/0/amount"));

    [Fact]
    public async Task Discount_between_items_is_a_row_of_its_own_and_none_on_the_whole()
    {
        var data = await Some.OfflineData("receipt", "QUILLON BOOKS\n\nDate: 17/06/2025\n\nATLAS     20.90\nMember Discount     -2.09\nPEN     5.00\nTotal     23.81");

        Assert.Equal("-2.09", data.At("lines/1/amount"));
        Assert.Null(data.At("discount_total"));
    }

    [Fact]
    public async Task How_an_item_was_wanted_is_no_item()
    {
        var data = await Some.OfflineData("receipt", "QUILLON BURGERS\n\nDate: 17/06/2025\n\n1 BURGER     $5.19\nNo Onions     $0.00\n1 SODA     $2.70\nTotal     $7.89");

        Assert.Equal(["BURGER", "SODA"], data["lines"]!.AsArray().Select(line => line!["description"]!.ToString()));
    }

    [Fact]
    public async Task Long_number_at_the_head_of_a_row_is_the_article()
    {
        var data = await Some.OfflineData("receipt", "QUILLON OFFICE\n\nDate: 17/06/2025\n\n328119   COOLING MAT   39.99\nTotal     39.99");

        Assert.Equal(("328119", "COOLING MAT"), (data.At("lines/0/item_number"), data.At("lines/0/description")));
    }

    [Fact]
    public async Task Service_charge_is_part_of_the_total()
    {
        var findings = await Some.OfflineFindings("receipt", "QUILLON DINER\nDate: 17/06/2025\n\nSOUP     20.00\nFISH     30.00\nSubtotal     50.00\nService Charge     5.00\nTotal     55.00");

        Assert.DoesNotContain(findings, finding => finding.Field == "/total");
    }
}
