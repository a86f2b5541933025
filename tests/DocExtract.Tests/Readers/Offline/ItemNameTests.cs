namespace DocExtract.Tests.Readers.Offline;

public sealed class ItemNameTests
{
    [Fact]
    public async Task Wrapped_name_is_joined_and_particulars_are_left_out()
    {
        var data = await Some.OfflineData("invoice", """
            Description                    Qty     Unit price     Amount
            Lantern of polished brass        2          40.00      80.00
            with a glass door
            GTIN: 4000000000006
            Delivered from stock
            Oil lamp                         1          25.00      25.00
            01/02/2024 - 29/02/2024

                                        Subtotal      105.00
            """);

        Assert.Equal("Lantern of polished brass with a glass door", data.At("lines/0/description"));
        Assert.Equal("Oil lamp", data.At("lines/1/description"));
    }

    [Fact]
    public async Task Line_that_would_have_fitted_beside_the_name_says_more_about_the_item()
    {
        var data = await Some.OfflineData("invoice", """
            Description                    Qty     Unit price     Amount
            Lantern of polished brass        2          40.00      80.00
            Oil lamp                         1          25.00      25.00
            Imported

                                        Subtotal      105.00
            """);

        Assert.Equal("Oil lamp", data.At("lines/1/description"));
    }

    [Fact]
    public async Task Sentence_across_the_columns_belongs_to_no_item()
    {
        var data = await Some.OfflineData("invoice", """
            Pos   Bezeichnung              Menge     Preis     Betrag
            Für die Lieferung vom Montag berechnen wir Ihnen wie folgt gern
            1     Werkbank Eiche               2     40,00      80,00

                                        Nettobetrag     80,00 €
            """);

        Assert.Equal("Werkbank Eiche", data.At("lines/0/description"));
    }

    [Fact]
    public async Task Words_beneath_the_item_number_are_the_name_where_the_titles_stand_so()
    {
        var data = await Some.OfflineData("invoice", """
            Art-Nr                   Menge     Preis     Betrag
            Bezeichnung
            WB100                        2     40,00      80,00
            Werkbank Eiche
            LE7                          3     12,00      36,00
            Leim, wasserfest

                                        Nettobetrag     116,00 €
            """);

        Assert.Equal("Werkbank Eiche", data.At("lines/0/description"));
        Assert.Equal("Leim, wasserfest", data.At("lines/1/description"));
    }

    [Fact]
    public async Task Name_under_a_title_that_no_list_knows_is_read()
    {
        var data = await Some.OfflineData("invoice", """
            Treatments                     Quantity     Price     Amount
            Massage of the back                   2     40.00      80.00

                                        Subtotal      80.00
            """);

        Assert.Equal("Massage of the back", data.At("lines/0/description"));
    }
}
