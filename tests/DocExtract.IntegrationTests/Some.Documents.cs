using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace DocExtract.IntegrationTests;

/// <summary>Documents that the tests send in.</summary>
internal static partial class Some
{
    /// <summary>What a truthful model answers about <see cref="InvoicePdf"/>.</summary>
    public const string InvoiceAnswer =
        """
        {"invoice_number":"2026-0042","invoice_date":"2026-03-02","currency":"EUR","seller":{"name":"Birchwood Paper Ltd"},
        "subtotal":"100.00","tax_total":"20.00","total":"120.00","lines":[{"description":"Printer paper","quantity":"10","unit_price":"10.00","amount":"100.00"}]}
        """;

    /// <summary>What a truthful model answers to a question about any <see cref="InvoicePdf"/>: with the number that stands on the page.</summary>
    public static string TruthfulAnswer(JsonObject request)
    {
        string asked = string.Join('\n', request["messages"]![1]!["content"]!.AsArray().Select(part => (string?)part!["text"]));
        return InvoiceAnswer.Replace("2026-0042", NumberOnPage().Match(asked).Value, StringComparison.Ordinal);
    }

    /// <summary>A one-page digital invoice over 120.00 EUR.</summary>
    public static byte[] InvoicePdf(string number = "2026-0042") => Pdf(
        "Birchwood Paper Ltd", "", "Invoice number: " + number, "Invoice date: 2 March 2026", "",
        "Description   Quantity   Unit price   Amount", "Printer paper   10   10.00   100.00", "",
        "Subtotal EUR 100.00", "VAT 20 % EUR 20.00", "Total EUR 120.00");

    /// <summary>A page with one line of Helvetica under the other.</summary>
    public static byte[] Pdf(params string[] lines)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0)
            {
                page.AddText(lines[i], 11, new PdfPoint(60, 780 - (i * 18)), font);
            }
        }

        return builder.Build();
    }

    /// <summary>A bare UBL invoice over 120.00 EUR with one line.</summary>
    public static byte[] InvoiceXml(string number = "2026-0042", string total = "120.00") => Encoding.UTF8.GetBytes(
        $"""
         <?xml version="1.0" encoding="UTF-8"?>
         <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
                  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
                  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
           <cbc:ID>{number}</cbc:ID>
           <cbc:IssueDate>2026-03-02</cbc:IssueDate>
           <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
           <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
           <cac:AccountingSupplierParty><cac:Party>
             <cac:PartyLegalEntity><cbc:RegistrationName>Birchwood Paper Ltd</cbc:RegistrationName></cac:PartyLegalEntity>
           </cac:Party></cac:AccountingSupplierParty>
           <cac:AccountingCustomerParty><cac:Party>
             <cac:PartyLegalEntity><cbc:RegistrationName>Harbour Office GmbH</cbc:RegistrationName></cac:PartyLegalEntity>
           </cac:Party></cac:AccountingCustomerParty>
           <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount></cac:TaxTotal>
           <cac:LegalMonetaryTotal>
             <cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
             <cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount>
             <cbc:TaxInclusiveAmount currencyID="EUR">{total}</cbc:TaxInclusiveAmount>
             <cbc:PayableAmount currencyID="EUR">{total}</cbc:PayableAmount>
           </cac:LegalMonetaryTotal>
           <cac:InvoiceLine>
             <cbc:ID>1</cbc:ID>
             <cbc:InvoicedQuantity unitCode="C62">10</cbc:InvoicedQuantity>
             <cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
             <cac:Item><cbc:Name>Printer paper</cbc:Name></cac:Item>
             <cac:Price><cbc:PriceAmount currencyID="EUR">10.00</cbc:PriceAmount></cac:Price>
           </cac:InvoiceLine>
         </Invoice>
         """);

    [GeneratedRegex("2026-[0-9]{4}(?![0-9-])")]
    private static partial Regex NumberOnPage();
}
