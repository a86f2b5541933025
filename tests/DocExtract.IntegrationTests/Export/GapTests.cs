using System.Text.Json.Nodes;
using DocExtract.Worker.Exporting.EInvoice;

namespace DocExtract.IntegrationTests.Export;

/// <summary>What a document lacks of EN 16931 is told by its business terms, and nothing of it is made up.</summary>
public sealed class GapTests
{
    [Theory]
    [InlineData("/invoice_number", "BT-1 invoice number")]
    [InlineData("/invoice_date", "BT-2 invoice date")]
    [InlineData("/invoice_type_code", "BT-3 invoice type code")]
    [InlineData("/currency", "BT-5 invoice currency code")]
    [InlineData("/due_date", "BT-9 payment due date or BT-20 payment terms")]
    [InlineData("/seller/name", "BT-27 seller name")]
    [InlineData("/buyer/name", "BT-44 buyer name")]
    [InlineData("/lines", "BG-25 invoice line")]
    [InlineData("/lines/0/quantity", "")] // Follows from price and amount only where they are the same.
    [InlineData("/lines/0/unit_price", "")]
    [InlineData("/lines/0/unit", "BT-130 invoiced quantity unit of measure code of line 1 (none is printed; --assume BT-130=C62 counts such lines by the piece)")]
    [InlineData("/lines/0/amount", "BT-131 invoice line net amount of line 1")]
    [InlineData("/lines/0/tax_rate", "BT-152 invoiced item VAT rate of line 1")]
    [InlineData("/lines/0/description", "BT-153 item name of line 1")]
    public void A_term_that_is_not_there_is_named(string pointer, string told) =>
        Assert.Equal(pointer == "/lines/0/quantity" ? "BT-129 invoiced quantity of line 1" : told, Some.Gaps(Some.SmallInvoice((pointer, null))));

    [Theory]
    [InlineData("/seller/vat_id", null, "BT-31 seller VAT identifier; BT-40 seller country code (\"Beispielgasse 4, 00100 Musterhausen\" names none)")]
    [InlineData("/seller/vat_id", "999999155", "BT-31 seller VAT identifier (\"999999155\" does not begin with the letters of a country); BT-40 seller country code (\"Beispielgasse 4, 00100 Musterhausen\" names none)")]
    [InlineData("/buyer/vat_id", "ZZ123456", "BT-48 buyer VAT identifier (\"ZZ123456\" does not begin with the letters of a country); BT-55 buyer country code (\"Am Markt 1, 00200 Nebenan\" names none)")]
    [InlineData("/buyer/vat_id", null, "BT-55 buyer country code (\"Am Markt 1, 00200 Nebenan\" names none)")]
    [InlineData("/invoice_type_code", "325x", "BT-3 invoice type code (\"325x\" is no code of UNTDID 1001 for invoices and credit notes)")]
    [InlineData("/currency", "DEM", "BT-5 invoice currency code (\"DEM\" is no code of ISO 4217 in force)")]
    [InlineData("/lines/0/unit", "a corpo", "BT-130 invoiced quantity unit of measure code of line 1 (\"a corpo\" is none that is known; --unit \"a corpo=CODE\")")]
    [InlineData("/lines/0/unit", "XXL", "BT-130 invoiced quantity unit of measure code of line 1 (\"XXL\" is none that is known; --unit \"XXL=CODE\")")]
    [InlineData("/seller/name", "\u0001 \u0002", "BT-27 seller name")]
    public void A_term_of_another_form_is_told_as_it_stands(string pointer, string? value, string told) => Assert.Equal(told, Some.Gaps(Some.SmallInvoice((pointer, value))));

    [Theory]
    [InlineData("/lines/0/amount", 101.00, "BT-131 invoice line net amount of line 1 (quantity x price less the discount is 100.00, not 101.00); BT-117 VAT category tax amount (20 % of 101.00 is 20.20, not 20.00); "
        + "BT-109 total without VAT (the lines, less discounts and with charges, add up to 101.00, not 100.00); BT-112 total with VAT (total without VAT and VAT add up to 121.00, not 120.00)")]
    [InlineData("/lines/0/discount", 5.00, "BT-136 invoice line allowance amount of line 1 (the amounts are those before the discounts, or the prices those after them)")]
    [InlineData("/lines/0/price_quantity", 0, "BT-149 item price base quantity of line 1 (0.00 is not above 0)")]
    [InlineData("/total", 121.00, "BT-112 total with VAT (total without VAT and VAT add up to 120.00, not 121.00)")]
    [InlineData("/amount_due", 90.00, "BT-115 amount due for payment (the total, less what was paid and rounded, is 120.00, not 90.00)")]
    [InlineData("/amount_due", 130.00, "BT-115 amount due for payment (the total, less what was paid and rounded, is 120.00, not 130.00)")]
    [InlineData("/prepaid", 10.005, "BT-113 paid amount (10.005 has more than two decimals)")]
    [InlineData("/discount_total", -10.00, "BT-92 document level allowance amount (-10.00 is below 0); BT-117 VAT category tax amount (20 % of 110.00 is 22.00, not 20.00); "
        + "BT-109 total without VAT (the lines, less discounts and with charges, add up to 110.00, not 100.00); BT-112 total with VAT (total without VAT and VAT add up to 130.00, not 120.00)")]
    public void A_sum_that_does_not_hold_is_told_with_both_sides(string pointer, decimal value, string told) => Assert.Equal(told, Some.Gaps(Some.SmallInvoice((pointer, value))));

    [Fact]
    public void Printed_taxes_that_the_lines_do_not_give_are_told()
    {
        var invoice = Some.SmallInvoice(("/tax_breakdown", JsonNode.Parse("""[{"rate":20,"base":90.00,"amount":20.00},{"rate":7,"base":10.00,"amount":0.70},{"rate":0,"base":0.00,"amount":0.00}]""")));

        Assert.Equal(
            "BT-116 VAT category taxable amount (7 % is among the printed taxes, and no line has it); BT-116 VAT category taxable amount (the lines at 20 % give 100.00, not 90.00)",
            Some.Gaps(invoice));
    }

    [Fact]
    public void A_discount_of_which_nobody_knows_the_rate_is_told()
    {
        var invoice = Some.CompleteInvoice();
        invoice.Remove("tax_breakdown");

        Assert.StartsWith("BT-95 document level allowance VAT category code (there are several rates", Some.Gaps(invoice), StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_lacks_its_buyer_and_prices_with_tax_are_none_of_the_standard()
    {
        var receipt = JsonNode.Parse(
            """
            {
              "receipt_number": "7", "date": "2026-03-05", "currency": "EUR", "seller": { "name": "Corner Shop", "vat_id": "DE999999155" },
              "lines": [ { "description": "Tea", "quantity": 2, "unit": "pcs", "unit_price": 6.00, "tax_rate": 20, "amount": 12.00 } ], "tax_total": 2.00, "total": 12.00
            }
            """)!.AsObject();

        Assert.Equal(
            "BT-3 invoice type code; BT-44 buyer name; BT-55 buyer country code; BT-131 invoice line net amount (the printed amounts have the tax in them, and EN 16931 wants those without)",
            Some.Gaps(receipt));
    }

    [Fact]
    public void A_rate_of_0_percent_alone_does_not_say_why()
    {
        var invoice = Some.SmallInvoice(("/lines/0/tax_rate", 0), ("/tax_total", 0.00m), ("/total", 100.00m), ("/buyer/vat_id", null), ("/buyer/address", "Am Markt 1, Nebenan, France"));

        Assert.StartsWith("BT-151 invoiced item VAT category code (a rate of 0 % does not tell it", Some.Gaps(invoice), StringComparison.Ordinal);
        Assert.Equal("BT-120 VAT exemption reason text", Some.Gaps(invoice, ["BT-151=E"]));
        Assert.Equal("BT-48 buyer VAT identifier (the VAT category AE needs it)", Some.Gaps(invoice, ["BT-151=AE"]));
        Assert.Equal("BT-48 buyer VAT identifier (the VAT category K needs it); BT-72 actual delivery date; BT-80 deliver to country code", Some.Gaps(invoice, ["BT-151=K"]));
    }

    [Fact]
    public void The_due_date_alone_is_not_enough_for_a_credit_note_in_ubl()
    {
        var note = Some.SmallInvoice(("/invoice_type_code", "381"));

        Assert.Equal("BT-20 payment terms (a UBL credit note says when it is due only there)", Some.Gaps(note, syntax: EInvoiceSyntax.Ubl));
        Assert.Equal("", Some.Gaps(note, syntax: EInvoiceSyntax.Cii));
    }

    [Fact]
    public void What_somebody_knows_fills_gaps_and_never_takes_the_place_of_what_is_printed()
    {
        var invoice = Some.SmallInvoice(
            ("/invoice_type_code", null), ("/buyer/vat_id", null), ("/lines/0/unit", "a corpo"), ("/lines/0/quantity", null), ("/lines/0/unit_price", null));
        string[] known = ["BT-3=380", "BT-55=AT", "BT-40=FR", "BT-129=1", "BT-130=C62"];

        Assert.Equal("", Some.Gaps(invoice, known, ["A Corpo.=LS"]));
        var built = InvoiceBuilder.Build(new PrintedValues(invoice), new Assumptions(known, ["A Corpo.=LS"]), creditNotesNeedTerms: false).Invoice!;
        Assert.Equal(("380", "AT", "DE"), (built.TypeCode, built.Buyer.Address.Country, built.Seller.Address.Country));
        Assert.Equal((1m, "LS", 100m), (built.Lines[0].Quantity, built.Lines[0].Unit, built.Lines[0].Price));
    }

    [Fact]
    public void A_rate_that_somebody_knows_has_to_give_the_printed_tax()
    {
        var invoice = Some.SmallInvoice(("/lines/0/tax_rate", null));

        Assert.Equal("", Some.Gaps(invoice, ["BT-152=20"]));
        Assert.Equal("BT-117 VAT category tax amount (19 % of 100.00 is 19.00, not 20.00)", Some.Gaps(invoice, ["BT-152=19"]));
        Assert.Equal("", Some.Gaps(Some.SmallInvoice(), ["BT-152=19"]));
    }

    [Theory]
    [InlineData("BT-152=many", "wants a rate in percent")]
    [InlineData("BT-55", "--assume wants something such as BT-55=DE")]
    [InlineData("BT-55=Germany", "wants two capital letters")]
    [InlineData("BT-1=7", "may be one of BT-3, BT-40")]
    [InlineData("BT-151=S", "wants one of Z, E, AE, K, G")]
    [InlineData("BT-130=pieces", "wants a code of UN/ECE")]
    [InlineData("BT-129=2", "wants 1")]
    public void What_cannot_be_known_of_all_documents_is_refused(string assumed, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<FormatException>(() => new Assumptions([assumed], [])).Message, StringComparison.Ordinal);
}
