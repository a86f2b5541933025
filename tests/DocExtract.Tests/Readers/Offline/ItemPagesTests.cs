namespace DocExtract.Tests.Readers.Offline;

public sealed class ItemPagesTests
{
    private const string First = """
        Description                  Qty     Unit price     Amount
        Brass lantern                  2          40.00      80.00
        Oil lamp                       1          25.00      25.00
        """;

    private const string Rest = """
        Candle, white                 10           1.50      15.00
        Fitting                        3          20.00      60.00

                                    Subtotal      180.00
                                    VAT 20%        36.00
                                    Total         216.00
        """;

    private const string Header = "Description                  Qty     Unit price     Amount";

    [Theory]
    [InlineData("Carried forward", "Brought forward")]
    [InlineData("Übertrag auf Seite 2", "Übertrag")]
    [InlineData("A reporter", "Report de la page 1")]
    [InlineData("Suma y sigue", "Suma anterior")]
    [InlineData("A riportare", "Riporto")]
    [InlineData("Te transporteren", "Transport blad 1")]
    [InlineData("Do przeniesienia", "Z przeniesienia")]
    public async Task Carried_sums_between_pages_are_no_items(string foot, string head)
    {
        var data = await Some.OfflineData(
            "invoice",
            $"{First}\n{foot,-40}           105.00",
            $"{Header}\n{head,-40}           105.00\n{Rest}");

        Assert.Equal(["Brass lantern", "Oil lamp", "Candle, white", "Fitting"], data["lines"]!.AsArray().Select(line => line!["description"]!.ToString()));
        Assert.Equal("216.00", data.At("total"));
    }

    [Fact]
    public async Task Table_goes_on_over_a_page_without_its_header()
    {
        var data = await Some.OfflineData("invoice", First, $"Harbour Lights Ltd        Page 2\n\n\n\n{Rest}");

        Assert.Equal(4, data["lines"]!.AsArray().Count);
        Assert.Equal("Candle, white", data.At("lines/2/description"));
        Assert.Equal("10", data.At("lines/2/quantity"));
        Assert.Equal("216.00", data.At("total"));
    }

    [Fact]
    public async Task Items_begin_on_the_page_after_their_header()
    {
        var data = await Some.OfflineData("invoice", $"Invoice no. 17\n\n{Header}", Rest);

        Assert.Equal("Candle, white", data.At("lines/0/description"));
        Assert.Equal(2, data["lines"]!.AsArray().Count);
    }

    [Fact]
    public async Task Terms_after_the_items_give_no_items()
    {
        var data = await Some.OfflineData("invoice", First, """
            Terms of sale

            1.  Deposits under    50.00 are not returned.
            2.  Late payment costs 12.00 for each reminder.
            """);

        Assert.Equal(2, data["lines"]!.AsArray().Count);
    }

    [Fact]
    public async Task Summary_that_repeats_the_items_in_sums_gives_no_items()
    {
        var data = await Some.OfflineData(
            "invoice",
            """
            Service                                     Amount
            Lighting                                    105.00
            Other                                        75.00

            Total due                                   180.00
            """,
            $"{First}\nCandle, white                 10           1.50      15.00\nFitting                        3          20.00      60.00");

        Assert.Equal(["Brass lantern", "Oil lamp", "Candle, white", "Fitting"], data["lines"]!.AsArray().Select(line => line!["description"]!.ToString()));
    }
}
