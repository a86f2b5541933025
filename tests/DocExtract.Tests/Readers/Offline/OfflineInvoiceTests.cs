namespace DocExtract.Tests.Readers.Offline;

public sealed class OfflineInvoiceTests
{
    private const string German = """
                                                                  Nordlicht Werkzeuge GmbH
                                                                  Am Kai 7
                                                                  24103 Kiel
        Nordlicht Werkzeuge GmbH • Am Kai 7 • 24103 Kiel          Tel. 0431 555 010

        Bäckerei Sommer OHG
        Mühlenweg 3
        23552 Lübeck

        Rechnungsnummer: NW-2024-0815                  Rechnungsdatum: 05.03.2024
        Leistungsdatum: 01.03.2024                     Fällig am: 19.03.2024

        Pos   Artikelbezeichnung            Menge     Einzelpreis     USt      Gesamt
        1     Schraubendreher Satz          2 Stk     24,50           19%      49,00
        2     Werkbank Eiche                1 Stk     1.200,00        19%      1.200,00
              mit zwei Schubladen

                                            Nettobetrag                     1.249,00 €
                                            zzgl. 19 % USt                    237,31 €
                                            Gesamtbetrag                    1.486,31 €

        USt-IdNr.: DE111111125     IBAN: DE89 3704 0044 0532 0130 00     BIC: COBADEFFXXX
        """;

    private const string English = """
        Harbour Lights Ltd.                                              INVOICE
        12 Quay Street
        Bristol BS1 4QA

        Bill to:                           Invoice no.      Invoice date      Due date
        Green Fields Ltd                   HL/2291          14/03/2024        28/03/2024
        4 Park Road
        Leeds LS1 5AB

        Description                 Qty     Unit price     Amount
        Lantern, brass              3       40.00          120.00
        Delivery on Saturday        1       15.00          15.00

                                            Subtotal       £135.00
                                            VAT 20%        £27.00
                                            Total due      £162.00
        """;

    [Theory]
    [InlineData("invoice_number", "NW-2024-0815")]
    [InlineData("invoice_date", "2024-03-05")]
    [InlineData("delivery_date", "2024-03-01")]
    [InlineData("due_date", "2024-03-19")]
    [InlineData("currency", "EUR")]
    [InlineData("seller/name", "Nordlicht Werkzeuge GmbH")]
    [InlineData("seller/address", "Am Kai 7, 24103 Kiel")]
    [InlineData("seller/vat_id", "DE111111125")]
    [InlineData("buyer/name", "Bäckerei Sommer OHG")]
    [InlineData("subtotal", "1249.00")]
    [InlineData("tax_total", "237.31")]
    [InlineData("total", "1486.31")]
    [InlineData("iban", "DE89370400440532013000")]
    [InlineData("bic", "COBADEFFXXX")]
    [InlineData("lines/0/description", "Schraubendreher Satz")]
    [InlineData("lines/1/description", "Werkbank Eiche mit zwei Schubladen")]
    [InlineData("lines/1/quantity", "1")]
    [InlineData("lines/1/unit_price", "1200.00")]
    [InlineData("lines/1/tax_rate", "19")]
    [InlineData("lines/1/amount", "1200.00")]
    public async Task German_invoice_with_labels_beside_their_values_is_read(string field, string expected) =>
        Assert.Equal(expected, (await Some.OfflineData("invoice", German)).At(field));

    [Theory]
    [InlineData("invoice_number", "HL/2291")]
    [InlineData("invoice_date", "2024-03-14")]
    [InlineData("due_date", "2024-03-28")]
    [InlineData("currency", "GBP")]
    [InlineData("seller/name", "Harbour Lights Ltd.")]
    [InlineData("buyer/name", "Green Fields Ltd")]
    [InlineData("subtotal", "135.00")]
    [InlineData("tax_total", "27.00")]
    [InlineData("total", "162.00")]
    [InlineData("lines/0/quantity", "3")]
    [InlineData("lines/1/description", "Delivery on Saturday")]
    [InlineData("lines/1/amount", "15.00")]
    public async Task English_invoice_with_labels_above_their_values_is_read(string field, string expected) =>
        Assert.Equal(expected, (await Some.OfflineData("invoice", English)).At(field));

    [Theory]
    [InlineData("Facture n° F-77", "Date de facture : 02/04/2024", "Total HT   1 000,00 €", "TVA 20 %   200,00 €", "Total TTC   1 200,00 €")]
    [InlineData("Factura nº F-77", "Fecha de factura: 02/04/2024", "Base imponible   1.000,00 €", "IVA 20 %   200,00 €", "Total factura   1.200,00 €")]
    [InlineData("Fattura n. F-77", "Data fattura: 02/04/2024", "Imponibile   1.000,00 €", "IVA 20%   200,00 €", "Totale fattura   1.200,00 €")]
    [InlineData("Factuurnummer: F-77", "Factuurdatum: 02-04-2024", "Subtotaal   1.000,00 €", "BTW 20%   200,00 €", "Totaal te betalen   1.200,00 €")]
    [InlineData("Fatura n.º F-77", "Data de emissão: 02/04/2024", "Total sem IVA   1.000,00 €", "IVA 20%   200,00 €", "Total com IVA   1.200,00 €")]
    [InlineData("Faktura nr F-77", "Data wystawienia: 02.04.2024", "Razem netto   1 000,00 €", "Kwota VAT 20%   200,00 €", "Do zapłaty   1 200,00 €")]
    [InlineData("Invoice # F-77", "Date: 2024-04-02", "Net total   EUR 1,000.00", "VAT (20%)   EUR 200.00", "Grand total   EUR 1,200.00")]
    public async Task Number_date_and_amounts_are_read_in_every_language(string number, string date, string net, string tax, string total)
    {
        var data = await Some.OfflineData("invoice", string.Join('\n', number, date, "", net, tax, total));

        Assert.Equal("F-77", data.At("invoice_number"));
        Assert.Equal("2024-04-02", data.At("invoice_date"));
        Assert.Equal(1000m, data["subtotal"]!.GetValue<decimal>());
        Assert.Equal(200m, data["tax_total"]!.GetValue<decimal>());
        Assert.Equal(1200m, data["total"]!.GetValue<decimal>());
        Assert.Equal("EUR", data.At("currency"));
    }

    [Fact]
    public async Task Totals_that_add_up_win_over_a_nearer_label()
    {
        var data = await Some.OfflineData("invoice", """
            Total       90.00
            Subtotal    100.00
            VAT 20%     20.00
            Amount including tax, total:     120.00
            """);

        Assert.Equal("120.00", data.At("total"));
    }

    [Fact]
    public async Task Total_on_the_last_page_wins_over_a_subtotal_on_the_first()
    {
        var data = await Some.OfflineData(
            "invoice",
            """
            Invoice no. 17     Date: 2024-05-01
            Total carried forward     45.00
            """,
            """
            Net total     174.96
            VAT 20%        34.99
            Total         209.95
            """);

        Assert.Equal("209.95", data.At("total"));
    }

    [Theory]
    [InlineData("Discount                                          -9.00", "Shipping                                          4.00", "95.00", "114.00", "9.00", "4.00")]
    [InlineData("Discount 9 %                                      -9.00", "", "91.00", "109.20", "9.00", null)]
    [InlineData("", "Shipping                                          4.00", "104.00", "124.80", null, "4.00")]
    [InlineData("Discount                                          -9.00", "Shipping                                          4.00", "97.00", "116.40", null, null)]
    public async Task Discount_and_charge_before_the_subtotal_are_what_parts_it_from_the_lines(
        string discount, string charge, string subtotal, string total, string? discounted, string? charged)
    {
        decimal tax = decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture) - decimal.Parse(subtotal, System.Globalization.CultureInfo.InvariantCulture);
        var data = await Some.OfflineData("invoice", $"""
            Description            Quantity     Unit price     Amount
            Lantern, brass         2            30.00          60.00
            Anchor                 1            40.00          40.00

            {discount}
            {charge}
            Subtotal                                          {subtotal}
            VAT 20 %                                          {tax:0.00}
            Total                                             {total}
            """);

        Assert.Equal((discounted, charged), (data.At("discount_total"), data.At("charge_total")));
        Assert.Equal(subtotal, data.At("subtotal"));
    }

    [Fact]
    public async Task Tax_rate_is_never_taken_for_an_amount()
    {
        var data = await Some.OfflineData("invoice", "Net total     100.00\nVAT 19.00 %\nTotal     119.00");

        Assert.Equal("119.00", data.At("total"));
        Assert.Null(data.At("tax_total"));
    }

    [Fact]
    public async Task Credit_note_keeps_the_printed_sign()
    {
        var data = await Some.OfflineData("invoice", "Gutschrift Nr. G-5\nNettobetrag   -100,00 €\nUSt 19%   -19,00 €\nGesamtbetrag   -119,00 €");

        Assert.Equal("-119.00", data.At("total"));
        Assert.Equal("-19.00", data.At("tax_total"));
    }

    [Fact]
    public async Task What_is_not_printed_is_absent()
    {
        var data = await Some.OfflineData("invoice", "Invoice no. 4711\nDate: 2024-01-31\nTotal     12.00");

        Assert.Equal(["invoice_number", "invoice_type_code", "invoice_date", "total"], data.Select(field => field.Key));
    }

    [Fact]
    public async Task Dollar_sign_is_told_apart_by_the_code_that_is_printed()
    {
        var data = await Some.OfflineData("invoice", "All amounts in CAD\nTotal     $12.00");

        Assert.Equal("CAD", data.At("currency"));
    }

    [Fact]
    public async Task Month_stands_first_where_another_date_proves_it()
    {
        var data = await Some.OfflineData("invoice", "Invoice date: 03/04/2024\nDue date: 03/18/2024\nTotal     12.00");

        Assert.Equal("2024-03-04", data.At("invoice_date"));
    }

    [Fact]
    public async Task Buyer_beneath_bill_to_is_not_the_seller_even_where_it_is_the_only_company()
    {
        var data = await Some.OfflineData("invoice", """
            Bill to:
            Green Fields Ltd
            4 Park Road
            Leeds LS1 5AB

            Total     12.00
            """);

        Assert.Equal("Green Fields Ltd", data.At("buyer/name"));
        Assert.Null(data.At("seller/name"));
    }

    [Fact]
    public async Task Seller_in_the_footer_may_write_its_name_with_a_small_letter_first()
    {
        var data = await Some.OfflineData("invoice", """
            Bill to:
            Green Fields Ltd
            4 Park Road
            Leeds LS1 5AB

            Total     12.00



            e-Lanternwick Paper Ltd
            """);

        Assert.Equal("e-Lanternwick Paper Ltd", data.At("seller/name"));
    }

    [Fact]
    public async Task Numbers_of_orders_and_customers_are_not_the_invoice_number()
    {
        var data = await Some.OfflineData("invoice", """
            Customer no.: 88001     Order no.: 4500012
            Delivery note: 31337    Invoice no.: 2024-19
            """);

        Assert.Equal("2024-19", data.At("invoice_number"));
        Assert.Equal("4500012", data.At("purchase_order_number"));
    }

    [Theory]
    [InlineData("381", "CREDIT NOTE")]
    [InlineData("381", "Gutschrift Nr. 17")]
    [InlineData("381", "FACTURE D'AVOIR")]
    [InlineData("381", "Nota di credito")]
    [InlineData("381", "Factura de abono")]
    [InlineData("381", "Creditnota")]
    [InlineData("381", "Nota de crédito")]
    [InlineData("381", "FAKTURA KORYGUJĄCA")]
    [InlineData("380", "INVOICE")]
    [InlineData("380", "Rechnung Nr. 17")]
    [InlineData(null, "Statement of account")]
    public async Task Title_tells_a_credit_note_from_an_invoice(string? code, string title) =>
        Assert.Equal(code, (await Some.OfflineData("invoice", $"Nordlicht GmbH\n\n{title}\n\nTotal   EUR 12.50")).At("invoice_type_code"));

    [Fact]
    public async Task Invoice_that_mentions_a_credit_note_in_a_sentence_is_an_invoice() =>
        Assert.Equal("380", (await Some.OfflineData(
            "invoice", "INVOICE\nNordlicht GmbH\nTotal   EUR 12.50\nA credit note can be requested within 14 days of delivery")).At("invoice_type_code"));
}
