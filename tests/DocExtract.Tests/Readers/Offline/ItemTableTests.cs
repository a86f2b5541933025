namespace DocExtract.Tests.Readers.Offline;

public sealed class ItemTableTests
{
    [Fact]
    public async Task Quantity_is_told_by_the_product_where_its_title_is_misread()
    {
        var data = await Some.OfflineData("invoice", """
            #     Description              Qantite       Prix        Montant
            1     Tabouret en chêne           12        15,00         180,00
            2     Lampe de chevet              3        22,50          67,50

                                          Total HT      247,50 €
            """);

        Assert.Equal("Tabouret en chêne", data.At("lines/0/description"));
        Assert.Equal("12", data.At("lines/0/quantity"));
        Assert.Equal("15.00", data.At("lines/0/unit_price"));
        Assert.Equal("3", data.At("lines/1/quantity"));
    }

    [Fact]
    public async Task Amount_with_tax_is_the_amount_where_no_other_is_printed()
    {
        var data = await Some.OfflineData("invoice", """
            Description            Quantité     Prix unitaire     Total TVA     Total TTC
            Tabouret en chêne             2             30,00         12,00         72,00

                                               Total TTC      72,00 €
            """);

        Assert.Equal("72.00", data.At("lines/0/amount"));
        Assert.Equal("2", data.At("lines/0/quantity"));
    }

    [Fact]
    public async Task Amount_without_tax_wins_where_both_are_printed()
    {
        var data = await Some.OfflineData("invoice", """
            Item                  Qty     Unit price       Net     VAT %       VAT      Total
            Brass lantern           2          40.00     80.00      20%      16.00      96.00
            Oil, one litre          1          10.00     10.00      20%       2.00      12.00

                                            Total due      £108.00
            """);

        Assert.Equal("80.00", data.At("lines/0/amount"));
        Assert.Equal("10.00", data.At("lines/1/amount"));
        Assert.Equal("20", data.At("lines/0/tax_rate"));
    }

    [Theory]
    [InlineData("Discount", "10%", "72.00", "8.00")]
    [InlineData("Discount", "10.00", "72.00", "8.00")]
    [InlineData("Discount", "8.00", "72.00", "8.00")]
    [InlineData("Discount", "0.00", "80.00", null)]
    [InlineData("Discount", "7.00", "72.00", null)]
    public async Task Discount_of_a_line_is_the_amount_that_the_arithmetic_proves(string title, string discount, string amount, string? expected)
    {
        var data = await Some.OfflineData("invoice", $"""
            Description              Qty     Unit price     {title}        Amount
            Brass lantern              2          40.00        {discount,5}         {amount}

                                        Subtotal      {amount}
            """);

        Assert.Equal(expected, data.At("lines/0/discount"));
        Assert.Equal(amount, data.At("lines/0/amount"));
    }

    [Fact]
    public async Task Item_numbers_units_and_rates_have_their_columns()
    {
        var data = await Some.OfflineData("invoice", """
            Pos   Art.-Nr.   Bezeichnung               Menge   Einheit   Einzelpreis   USt %     Gesamt
            1     WB-100     Werkbank Eiche                2   Stk            400,00      19     800,00
            2     WB-7       Leim, wasserfest            1,5   kg              12,00       7      18,00

                                                Nettobetrag                  818,00 €
            """);

        Assert.Equal("WB-100", data.At("lines/0/item_number"));
        Assert.Equal("Stk", data.At("lines/0/unit"));
        Assert.Equal("19", data.At("lines/0/tax_rate"));
        Assert.Equal("Leim, wasserfest", data.At("lines/1/description"));
        Assert.Equal("1.5", data.At("lines/1/quantity"));
        Assert.Equal("kg", data.At("lines/1/unit"));
    }

    [Fact]
    public async Task Codes_under_a_title_that_no_list_knows_are_item_numbers()
    {
        var data = await Some.OfflineData("invoice", """
            Kennung      Bezeichnung              Menge     Preis     Betrag
            WB-100       Werkbank Eiche               2     40,00      80,00
            WB-7         Leim, wasserfest             3     12,00      36,00

                                        Nettobetrag     116,00 €
            """);

        Assert.Equal("WB-100", data.At("lines/0/item_number"));
        Assert.Equal("Werkbank Eiche", data.At("lines/0/description"));
    }

    [Fact]
    public async Task Group_headings_and_subtotals_are_no_items()
    {
        var data = await Some.OfflineData("invoice", """
            Description                  Qty     Unit price     Amount

            Lighting

            Brass lantern                  2          40.00      80.00
            Oil lamp                       1          25.00      25.00
                                                Subtotal       105.00

            Services

            Fitting                        3          20.00      60.00
                                                Subtotal        60.00

                                        Net total      £165.00
            """);

        Assert.Equal(3, data["lines"]!.AsArray().Count);
        Assert.Equal("Brass lantern", data.At("lines/0/description"));
        Assert.Equal("Fitting", data.At("lines/2/description"));
    }

    [Fact]
    public async Task Sum_of_the_items_without_a_known_label_is_no_item()
    {
        var data = await Some.OfflineData("invoice", """
            Bezeichnung                Menge     Preis     Betrag
            Werkbank Eiche                 2     40,00      80,00
            Leim                           3     12,00      36,00

            Alles in allem                                 116,00
            """);

        Assert.Equal(2, data["lines"]!.AsArray().Count);
    }

    [Fact]
    public async Task One_column_of_prices_holds_the_amounts()
    {
        var data = await Some.OfflineData("invoice", """
            Description                          Prix
            Tabouret en chêne                  180,00
            Lampe de chevet                     67,50

                         TOTAL :               247,50
            """);

        Assert.Equal("180.00", data.At("lines/0/amount"));
        Assert.Equal("Lampe de chevet", data.At("lines/1/description"));
        Assert.Null(data.At("lines/0/unit_price"));
    }
}
