using DocExtract.Checks;
using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Tests.Readers.Offline;

public sealed class InvoiceHeaderTests
{
    private const string DataSheet = """
        Anzeige einer elektronischen Rechnung
          Programm-Version:                    3.1 vom 07.02.2023

        Handelsrechnung (380) Nr. 8800417 vom 15.11.2025
          Währung:                             EUR
          Liefer- und Leistungsdatum:          31.10.2025
          Bestellung Nr. Kunde:                PO-5512

        Verkäufer
          Nummer:                              4711
          Name:                                Gezeiten Bau AG
          Anschrift:                           Deichweg 5
                                               DE 26506 Norden
          USt.-Id.-Nr.:                        DE111111125

        Käufer/Leistungsempfänger
          Nummer:                              D7755
          Name:                                Herrn Ole Petersen
          Anschrift:                           Marschallee 15
                                               DE 25980 Westerland

        Belegsummen
                              Positionssumme                        2.000,00
                              Rechnungssumme ohne USt.              2.000,00
                              Steuerbetrag in EUR                     380,00
                              Bruttosumme                           2.380,00
                              Erhaltene Anzahlungen                 1.000,00
                              Zahlbetrag                            1.380,00
        """;

    private const string French = """
        Atelier Mouette
        12 quai du Port
        29200 Brest
        France

        Date de la facture :      10/08/2024              Boulangerie Corail
        Référence de la facture : FA-2024-0310            4 rue des Dunes
        Apayer avant :            09/09/2024              San Diego CA 92101
                                                          États Unis

        Désignation                   Quantité     Prix unitaire     Montant
        Réparation de voile           1            100,00            100,00

                                                   Total HT          100,00
                                                   TVA 20%            20,00
                                                   Total TTC         120,00
        """;

    [Theory]
    [InlineData("invoice_number", "8800417")]
    [InlineData("invoice_date", "2025-11-15")]
    [InlineData("delivery_date", "2025-10-31")]
    [InlineData("purchase_order_number", "PO-5512")]
    [InlineData("seller/name", "Gezeiten Bau AG")]
    [InlineData("seller/address", "Deichweg 5, DE 26506 Norden")]
    [InlineData("seller/vat_id", "DE111111125")]
    [InlineData("buyer/name", "Herrn Ole Petersen")]
    [InlineData("buyer/address", "Marschallee 15, DE 25980 Westerland")]
    [InlineData("subtotal", "2000.00")]
    [InlineData("tax_total", "380.00")]
    [InlineData("total", "2380.00")]
    [InlineData("prepaid", "1000.00")]
    [InlineData("amount_due", "1380.00")]
    public async Task Data_sheet_of_labels_and_values_is_read(string field, string expected) =>
        Assert.Equal(expected, (await Some.OfflineData("invoice", DataSheet)).At(field));

    [Fact]
    public async Task Date_beneath_the_line_that_announces_it_is_read()
    {
        var data = await Some.OfflineData("invoice", DataSheet.Replace("vom 15.11.2025", "vom\n15.11.2025", StringComparison.Ordinal));

        Assert.Equal("2025-11-15", data.At("invoice_date"));
    }

    [Fact]
    public async Task Currency_that_is_not_printed_is_inferred_and_told()
    {
        var data = await Some.OfflineData("invoice", French);
        var findings = await Some.OfflineFindings("invoice", French);

        Assert.Equal("EUR", data.At("currency"));
        Assert.Contains(findings, finding => finding is { Field: "/currency", Rule: "inferred", Severity: Severity.Error });
    }

    [Fact]
    public async Task Currency_that_is_printed_is_not_inferred()
    {
        var findings = await Some.OfflineFindings("invoice", French.Replace("120,00", "120,00 €", StringComparison.Ordinal));

        Assert.DoesNotContain(findings, finding => finding.Rule == "inferred");
    }

    [Fact]
    public async Task Seller_that_nothing_speaks_for_is_told_as_a_guess() =>
        Assert.Contains(
            await Some.OfflineFindings("invoice", """
                Small Steps                                          INVOICE: 00012
                                                                     DATE: 14 March 2024

                                            Total         $162.00
                """),
            finding => finding is { Field: "/seller/name", Rule: "guessed" });

    [Fact]
    public async Task Language_tells_the_order_of_a_date_more_than_a_customer_abroad() =>
        Assert.Equal("2024-08-10", (await Some.OfflineData("invoice", French)).At("invoice_date"));

    [Theory]
    [InlineData("Apayer avant :")]
    [InlineData("À payer avnat :")]
    [InlineData("Echeacnce :")]
    public async Task Label_with_a_misread_letter_is_understood(string label) =>
        Assert.Equal("2024-09-09", (await Some.OfflineData("invoice", French.Replace("Apayer avant :", label, StringComparison.Ordinal))).At("due_date"));

    [Theory]
    [InlineData("# 88-1204")]
    [InlineData("No. 88-1204")]
    public async Task Number_that_nothing_names_near_the_top_is_the_documents(string number) =>
        Assert.Equal("88-1204", (await Some.OfflineData("invoice", $$"""
            Cedar Lane Joinery                                   INVOICE
            3 Mill Lane                                          {{number}}
            Leeds LS1 5AB

            Date: 14/03/2024

                                        Total         £162.00
            """)).At("invoice_number"));

    [Fact]
    public async Task Total_beside_the_second_line_of_its_label_is_found() =>
        Assert.Equal("59.60", (await Some.OfflineData("invoice", """
            Cedar Lane Joinery                       Invoice no. 4471
            3 Mill Lane                              Date: 14 March 2024
            Leeds LS1 5AB

                                Goods                                35.60
                                Invoice total:
                                (all currency in USD)                59.60
            """)).At("total"));

    [Fact]
    public async Task Thousands_in_large_type_stay_together()
    {
        Word Large(string text, double x, double width) => new(text, new Box(x, 0.5, x + width, 0.53), WordSource.Ocr, 1);
        var small = Enumerable.Range(0, 12).Select(i => new Word("Beschreibung", new Box(0.1, 0.1 + (0.02 * i), 0.22, 0.112 + (0.02 * i)), WordSource.Ocr, 1));

        var data = await Some.OfflineWords("invoice", [.. small, Large("TOTAL:", 0.5, 0.12), Large("186", 0.65, 0.06), Large("960,42", 0.725, 0.12)]);

        Assert.Equal("186960.42", data.At("total"));
    }

    [Fact]
    public void Words_of_a_wide_page_are_not_taken_for_turned_ones()
    {
        Word[] words = [new("City", new Box(0.10, 0.1, 0.126, 0.13), WordSource.Ocr, 1), new("Hall", new Box(0.13, 0.1, 0.156, 0.13), WordSource.Ocr, 1)];

        var row = Assert.Single(RowBuilder.Build(1, words, 0));

        Assert.Equal("City Hall", row.Text(0, 2));
    }

    [Fact]
    public async Task Company_beneath_a_persons_name_is_the_buyer()
    {
        var data = await Some.OfflineData("invoice", """
            Harbour Lights Ltd.                                  INVOICE: 00012
            12 Quay Street                                       DATE: 14 March 2024
            Bristol BS1 4QA

            TO:
            Mary Fields
            Meadow Group
            4 Park Road
            Leeds LS1 5AB

                                        Total         £162.00
            """);

        Assert.Equal("Meadow Group", data.At("buyer/name"));
        Assert.Equal("Harbour Lights Ltd.", data.At("seller/name"));
    }

    [Fact]
    public async Task Seller_at_the_foot_whose_name_its_web_address_bears_is_found() =>
        Assert.Equal("Lark Energy", (await Some.OfflineData("invoice", """
            Pay online at www.larkenergy.example                 Billing date: 10/20/2021

            Customer name: Joan Field                            Amount due    $58.35

            Current electricity charge                           $58.35

                                        Total         $58.35






            Lark Energy
            PO Box 4100
            Mosswick OR 97991
            """)).At("seller/name"));

    [Fact]
    public async Task Date_of_the_customers_order_is_not_the_invoices() =>
        Assert.Equal("2025-03-20", (await Some.OfflineData("invoice", """
            Harbour Lights Ltd.                                  INVOICE 00012
            Your order no. 4711 of 12.03.2025

            Date:
            20.03.2025

                                        Total         $162.00
            """)).At("invoice_date"));

    [Fact]
    public async Task Spaces_that_were_lost_in_an_address_are_put_back() =>
        Assert.Equal("48 Otterbrook Lane, Mosswick OR 97991", (await Some.OfflineData("invoice", """
            Harbour Lights Ltd.                                  INVOICE: 00012
            48OtterbrookLane                                     DATE: 14 March 2024
            Mosswick OR97991

                                        Total         $162.00
            """)).At("seller/address"));

    [Fact]
    public async Task Tax_number_in_groups_of_digits_is_read_whole() =>
        Assert.Equal("12345678901", (await Some.OfflineData("invoice", """
            Harbour Lights Ltd.                                  INVOICE: 00012
            12 Quay Street                                       DATE: 14 March 2024
            Sydney NSW 2000
            ABN: 12 345 678 901

                                        Total         $162.00
            """)).At("seller/vat_id"));
}
