using System.Text.Json.Nodes;
using System.Xml.Linq;
using DocExtract.Worker.Exporting.EInvoice;

namespace DocExtract.IntegrationTests.Export;

/// <summary>Documents as e-invoices by EN 16931, read once more by our own reader.</summary>
public sealed class EInvoiceTests
{
    private const string Cac = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}";
    private const string Cbc = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}";
    private const string Ram = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}";

    public static TheoryData<string> Syntaxes => ["ubl", "cii"];

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void What_is_written_is_read_as_it_was(string syntax)
    {
        var invoice = Some.CompleteInvoice();

        var read = Some.ReadEInvoice(Some.EInvoice(invoice, Of(syntax)));

        Assert.Equal(Some.Values(invoice), read);
    }

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void What_the_standard_computes_is_computed_where_it_is_not_printed(string syntax)
    {
        var invoice = Some.SmallInvoice(("/subtotal", null), ("/tax_total", null));

        var read = Some.ReadEInvoice(Some.EInvoice(invoice, Of(syntax)));

        Assert.Equal(
            ["/amount_due 120", "/subtotal 100", "/tax_breakdown/0/amount 20", "/tax_breakdown/0/base 100", "/tax_breakdown/0/rate 20", "/tax_total 20"],
            read.Except(Some.Values(invoice)));
        Assert.Empty(Some.Values(invoice).Except(read));
    }

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void A_credit_note_says_with_its_type_that_amounts_are_credited(string syntax)
    {
        var printedBelowZero = Some.SmallInvoice(
            ("/invoice_type_code", "381"), ("/preceding_invoice_number", "0"), ("/payment_terms", "Will be refunded"), ("/lines/0/quantity", -2), ("/lines/0/amount", -100.00m),
            ("/subtotal", -100.00m), ("/tax_total", -20.00m), ("/total", -120.00m));
        var printedAbove = Some.SmallInvoice(("/invoice_type_code", "381"), ("/preceding_invoice_number", "0"), ("/payment_terms", "Will be refunded"));

        var below = Some.ReadEInvoice(Some.EInvoice(printedBelowZero, Of(syntax)));
        var above = Some.ReadEInvoice(Some.EInvoice(printedAbove, Of(syntax)));

        Assert.Equal(above, below);
        Assert.Contains("/total 120", above);
        Assert.Contains("/preceding_invoice_number 0", above);
        Assert.Contains("/due_date 2026-04-04", above);
        Assert.Empty(Some.Values(printedAbove).Except(above));
    }

    [Fact]
    public void A_credit_note_is_a_document_of_its_own_in_ubl_and_a_type_of_invoice_in_cii()
    {
        var note = Some.SmallInvoice(("/invoice_type_code", "381"), ("/payment_terms", "Will be refunded"));

        Assert.Equal("CreditNote", XDocument.Parse(Some.EInvoice(note, EInvoiceSyntax.Ubl)).Root!.Name.LocalName);
        Assert.Equal("381", XDocument.Parse(Some.EInvoice(note, EInvoiceSyntax.Cii)).Descendants(Ram + "TypeCode").First().Value);
    }

    [Fact]
    public void A_discount_printed_as_a_line_below_zero_is_a_quantity_below_zero_as_the_standard_allows_no_such_price()
    {
        var invoice = Some.SmallInvoice(("/subtotal", 90.00m), ("/tax_total", 18.00m), ("/total", 108.00m));
        invoice["lines"]!.AsArray().Add(JsonNode.Parse("""{ "description": "Loyalty", "quantity": 1, "unit": "C62", "unit_price": -10.00, "tax_rate": 20, "amount": -10.00 }"""));

        var read = Some.ReadEInvoice(Some.EInvoice(invoice, EInvoiceSyntax.Ubl));

        Assert.Contains("/lines/1/quantity -1", read);
        Assert.Contains("/lines/1/unit_price 10", read);
        Assert.Contains("/lines/1/amount -10", read);
    }

    [Theory]
    [InlineData("AE", "Reverse charge: VAT is owed by the recipient", "VATEX-EU-AE")]
    [InlineData("AE", "Steuerschuldnerschaft des Leistungsempfängers, zahlbar sofort", "VATEX-EU-AE")]
    [InlineData("E", "Kein Ausweis von Umsatzsteuer: Kleinunternehmer gemäß § 19 UStG", null)]
    public void Why_no_vat_is_charged_is_taken_from_the_words_of_the_law(string category, string words, string? code)
    {
        var invoice = Untaxed(("/payment_terms", words));

        var ubl = XDocument.Parse(Some.EInvoice(invoice, EInvoiceSyntax.Ubl)).Descendants(Cac + "TaxCategory").Single();
        var cii = XDocument.Parse(Some.EInvoice(invoice, EInvoiceSyntax.Cii)).Root!.Descendants(Ram + "ApplicableTradeTax").Last();

        Assert.Equal((category, "0", code, words), Told(ubl, Cbc + "ID", Cbc + "Percent", Cbc + "TaxExemptionReasonCode", Cbc + "TaxExemptionReason"));
        Assert.Equal((category, "0", code, words), Told(cii, Ram + "CategoryCode", Ram + "RateApplicablePercent", Ram + "ExemptionReasonCode", Ram + "ExemptionReason"));
    }

    [Theory]
    [InlineData("Z", null, "BT-151=Z")]
    [InlineData("E", "Art. 132", "BT-151=E", "BT-120=Art. 132")]
    [InlineData("AE", null, "BT-151=AE")]
    [InlineData("G", null, "BT-151=G")]
    [InlineData("K", null, "BT-151=K", "BT-80=FR")]
    public void Where_words_say_nothing_it_is_what_somebody_knows(string category, string? reason, params string[] assumed)
    {
        var invoice = Untaxed(("/delivery_date", "2026-03-01"));

        var xml = XDocument.Parse(Some.EInvoice(invoice, EInvoiceSyntax.Ubl, assumed));

        var told = xml.Descendants(Cac + "TaxCategory").Single();
        Assert.Equal((category, reason), (told.Element(Cbc + "ID")!.Value, told.Element(Cbc + "TaxExemptionReason")?.Value));
        Assert.Equal(category == "K" ? ["DE", "DE", "FR"] : ["DE", "DE"], xml.Descendants(Cbc + "IdentificationCode").Select(country => country.Value));
    }

    [Fact]
    public void Taxed_and_untaxed_lines_are_a_share_each()
    {
        var invoice = Some.SmallInvoice(("/subtotal", 150.00m), ("/total", 170.00m), ("/payment_terms", "Reverse charge for software"));
        invoice["lines"]!.AsArray().Add(JsonNode.Parse("""{ "description": "Software", "quantity": 1, "unit": "C62", "unit_price": 50.00, "tax_rate": 0, "amount": 50.00 }"""));

        var shares = XDocument.Parse(Some.EInvoice(invoice, EInvoiceSyntax.Ubl)).Descendants(Cac + "TaxSubtotal");

        Assert.Equal(
            ["S 100.00 20.00", "AE 50.00 0.00"],
            shares.Select(share => $"{share.Element(Cac + "TaxCategory")!.Element(Cbc + "ID")!.Value} {share.Element(Cbc + "TaxableAmount")!.Value} {share.Element(Cbc + "TaxAmount")!.Value}"));
    }

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void Texts_are_escaped_and_lose_only_what_xml_cannot_hold(string syntax)
    {
        var invoice = Some.SmallInvoice(
            ("/seller/name", "M\u00fcller & <S\u00f6hne> \"\u0001\u001bGmbH\" ]]> \ud83d\ude00\ufffe"), ("/lines/0/description", "Sch\u00e4kel\u000b 5 < 7"), ("/invoice_number", "&1;\ud800"));

        var read = Some.ReadEInvoice(Some.EInvoice(invoice, Of(syntax)));

        Assert.Contains("/seller/name M\u00fcller & <S\u00f6hne> \"GmbH\" ]]> \ud83d\ude00", read);
        Assert.Contains("/lines/0/description Sch\u00e4kel 5 < 7", read);
        Assert.Contains("/invoice_number &1;", read);
    }

    [Theory]
    [InlineData("Pier Road 6, Ballymarrow, Ireland", "IE", "/buyer/address Pier Road 6, Ballymarrow")]
    [InlineData("Turmplatz 4, 00996 Nebelfurt, Germania", "DE", "/buyer/address Turmplatz 4, 00996 Nebelfurt")]
    [InlineData("Seeweg 1, CH-8000 Wolkenheim", "CH", "/buyer/address Seeweg 1, CH-8000 Wolkenheim")]
    [InlineData("Kanaalkade 12, 0099 ZZ Duinwaard, Nederland", "NL", "/buyer/address Kanaalkade 12, 0099 ZZ Duinwaard")]
    [InlineData("Great Hall, Tower 2, Floor 3, Room 4, Nebenan", "FR", "/buyer/address Great Hall, Tower 2, Floor 3, Room 4, Nebenan")]
    public void The_country_is_the_one_that_the_address_names_else_that_of_the_vat_identifier(string address, string country, string read)
    {
        var invoice = Some.SmallInvoice(("/buyer/address", address), ("/buyer/vat_id", "FR12000999003"));

        string xml = Some.EInvoice(invoice, EInvoiceSyntax.Cii);

        Assert.Equal(["DE", country], XDocument.Parse(xml).Descendants(Ram + "CountryID").Select(element => element.Value));
        Assert.Contains(read, Some.ReadEInvoice(xml));
    }

    [Theory]
    [InlineData("Stück", "H87")]
    [InlineData("Std.", "HUR")]
    [InlineData("PCS", "H87")]
    [InlineData("m²", "MTK")]
    [InlineData("KGM", "KGM")]
    [InlineData("XPP", "XPP")]
    public void A_printed_unit_has_its_code(string printed, string code) =>
        Assert.Contains($"/lines/0/unit {code}", Some.ReadEInvoice(Some.EInvoice(Some.SmallInvoice(("/lines/0/unit", printed)), EInvoiceSyntax.Ubl)));

    [Fact]
    public void What_remains_says_what_was_paid_and_a_total_may_stand_after_its_rounding()
    {
        var paid = Some.ReadEInvoice(Some.EInvoice(Some.SmallInvoice(("/amount_due", 0.00m)), EInvoiceSyntax.Ubl));
        var rounded = Some.ReadEInvoice(Some.EInvoice(
            Some.SmallInvoice(("/lines/0/unit_price", 50.01m), ("/lines/0/amount", 100.02m), ("/subtotal", 100.02m), ("/total", 120.00m), ("/rounding", -0.02m)), EInvoiceSyntax.Ubl));

        Assert.Contains("/prepaid 120", paid);
        Assert.Contains("/total 120.02", rounded);
        Assert.Contains("/amount_due 120", rounded);
    }

    [Fact]
    public void Elements_stand_in_the_order_of_the_schemas()
    {
        var ubl = XDocument.Parse(Some.EInvoice(Some.CompleteInvoice(), EInvoiceSyntax.Ubl)).Root!;
        var cii = XDocument.Parse(Some.EInvoice(Some.CompleteInvoice(), EInvoiceSyntax.Cii)).Root!;

        Assert.Equal(
            "CustomizationID ID IssueDate DueDate InvoiceTypeCode DocumentCurrencyCode OrderReference BillingReference AccountingSupplierParty AccountingCustomerParty Delivery "
            + "PaymentMeans PaymentTerms AllowanceCharge AllowanceCharge TaxTotal LegalMonetaryTotal InvoiceLine InvoiceLine InvoiceLine",
            Names(ubl));
        Assert.Equal(
            "LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount PrepaidAmount PayableRoundingAmount PayableAmount",
            Names(ubl.Element(Cac + "LegalMonetaryTotal")!));
        Assert.Equal("ID InvoicedQuantity LineExtensionAmount AllowanceCharge Item Price", Names(ubl.Elements(Cac + "InvoiceLine").ElementAt(1)));
        Assert.Equal("StreetName AdditionalStreetName CityName PostalZone Country", Names(ubl.Descendants(Cac + "PostalAddress").First()));
        Assert.Equal("PostalAddress PartyTaxScheme PartyTaxScheme PartyLegalEntity", Names(ubl.Descendants(Cac + "Party").First()));
        Assert.Equal(
            "InvoiceCurrencyCode SpecifiedTradeSettlementPaymentMeans ApplicableTradeTax ApplicableTradeTax SpecifiedTradeAllowanceCharge SpecifiedTradeAllowanceCharge "
            + "SpecifiedTradePaymentTerms SpecifiedTradeSettlementHeaderMonetarySummation InvoiceReferencedDocument",
            Names(cii.Descendants(Ram + "ApplicableHeaderTradeSettlement").Single()));
        Assert.Equal(
            "LineTotalAmount ChargeTotalAmount AllowanceTotalAmount TaxBasisTotalAmount TaxTotalAmount RoundingAmount GrandTotalAmount TotalPrepaidAmount DuePayableAmount",
            Names(cii.Descendants(Ram + "SpecifiedTradeSettlementHeaderMonetarySummation").Single()));
        Assert.Equal("CalculatedAmount TypeCode BasisAmount CategoryCode RateApplicablePercent", Names(cii.Descendants(Ram + "ApplicableTradeTax").Last()));
        Assert.Equal("Name PostalTradeAddress SpecifiedTaxRegistration SpecifiedTaxRegistration", Names(cii.Descendants(Ram + "SellerTradeParty").Single()));

        static string Names(XElement parent) => string.Join(' ', parent.Elements().Select(element => element.Name.LocalName));
    }

    private static EInvoiceSyntax Of(string name) => name == "ubl" ? EInvoiceSyntax.Ubl : EInvoiceSyntax.Cii;

    private static JsonObject Untaxed(params (string Pointer, JsonNode? Value)[] changes) =>
        Some.SmallInvoice([("/lines/0/tax_rate", 0), ("/tax_total", 0.00m), ("/total", 100.00m), .. changes]);

    private static (string?, string?, string?, string?) Told(XElement category, params string[] names) =>
        (category.Element(names[0])?.Value, category.Element(names[1])?.Value, category.Element(names[2])?.Value, category.Element(names[3])?.Value);
}
