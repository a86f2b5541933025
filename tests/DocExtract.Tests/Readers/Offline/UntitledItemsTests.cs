namespace DocExtract.Tests.Readers.Offline;

public sealed class UntitledItemsTests
{
    [Fact]
    public async Task Rows_whose_products_are_right_are_items_without_any_header()
    {
        var data = await Some.OfflineData("invoice", """
            Harbour Lights Ltd

            Brass lantern          2     40.00      80.00
            Oil lamp               3     25.00      75.00

                                   Total          155.00
            """);

        Assert.Equal(2, data["lines"]!.AsArray().Count);
        Assert.Equal("Brass lantern", data.At("lines/0/description"));
        Assert.Equal("2", data.At("lines/0/quantity"));
        Assert.Equal("40.00", data.At("lines/0/unit_price"));
        Assert.Equal("75.00", data.At("lines/1/amount"));
    }

    [Fact]
    public async Task Rows_whose_amounts_give_the_total_are_items_without_any_header()
    {
        var data = await Some.OfflineData("invoice", """
            Data transfer                     £12.40
              VAT                              £0.00
            Storage                           £30.10
              VAT                              £0.00

            Total for this invoice            £42.50
            """);

        Assert.Equal(["Data transfer", "Storage"], data["lines"]!.AsArray().Select(line => line!["description"]!.ToString()));
    }

    [Fact]
    public async Task Amounts_that_prove_nothing_are_no_items()
    {
        var data = await Some.OfflineData("invoice", """
            Previous balance                  £12.40
            Payment, thank you                £30.10

            Total for this invoice            £99.00
            """);

        Assert.Null(data["lines"]);
    }

    [Fact]
    public async Task Whole_amounts_are_items_where_products_less_a_percentage_prove_them()
    {
        var data = await Some.OfflineData("invoice", """
            ランプ        A-0001     10     150,000     40%     900,000
            椅子          A-0002      2      50,000     10%      90,000
            """);

        Assert.Equal("900000", data.At("lines/0/amount"));
        Assert.Equal("600000", data.At("lines/0/discount"));
        Assert.Equal("2", data.At("lines/1/quantity"));
    }
}
