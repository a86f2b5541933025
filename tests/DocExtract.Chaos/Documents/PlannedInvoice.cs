using System.Globalization;
using System.Text;
using DocExtract.Worker.Evaluation.LongTables;

namespace DocExtract.Chaos.Documents;

/// <summary>An invented invoice that no other is like: its number, its seller and its amounts follow from one number.</summary>
/// <param name="Ordinal">From 1.</param>
internal sealed record PlannedInvoice(int Ordinal)
{
    private static readonly string[] Sellers =
        ["Birchwood Paper Ltd", "Larkfield Tools Ltd", "Copperbrook Paint Ltd", "Saltmarsh Ropes Ltd", "Thistledown Linen Ltd", "Foxglove Ceramics Ltd", "Millrace Timber Ltd"];

    public string Number => Text($"R2026-{Ordinal:00000}");

    public decimal Total => UnitPrice * 12;

    private string Seller => Sellers[Ordinal % Sellers.Length];

    private decimal UnitPrice => 10 + (Ordinal / 100m);

    /// <summary>What a truthful model answers.</summary>
    /// <param name="withRows">Without its row when it is asked to go on after it.</param>
    public string Answer(bool withRows = true)
    {
        string row = withRows ? Text($$"""{"description":"Box of goods","quantity":"10","unit_price":"{{UnitPrice:0.00}}","amount":"{{UnitPrice * 10:0.00}}"}""") : "";
        return Text(
            $$"""
              {"invoice_number":"{{Number}}","invoice_date":"2026-03-02","currency":"EUR","seller":{"name":"{{Seller}}"},
              "subtotal":"{{UnitPrice * 10:0.00}}","tax_total":"{{UnitPrice * 2:0.00}}","total":"{{Total:0.00}}","lines":[{{row}}]}
              """);
    }

    /// <summary>A page with a text layer.</summary>
    public byte[] ToPdf()
    {
        string[] lines =
        [
            Seller, "", $"Invoice number: {Number}", "Invoice date: 2 March 2026", "",
            "Description   Quantity   Unit price   Amount", Text($"Box of goods   10   {UnitPrice:0.00}   {UnitPrice * 10:0.00}"), "",
            Text($"Subtotal EUR {UnitPrice * 10:0.00}"), Text($"VAT 20 % EUR {UnitPrice * 2:0.00}"), Text($"Total EUR {Total:0.00}"),
        ];
        var pdf = new PlainPdf();
        pdf.NewPage();
        foreach (var (i, line) in lines.Index().Where(line => line.Item.Length > 0))
        {
            pdf.Write(60, 780 - (i * 18), line, 11);
        }

        return pdf.ToBytes();
    }

    /// <summary>A bare UBL invoice, which is read without a model.</summary>
    public byte[] ToXml() => Encoding.UTF8.GetBytes(Text(
        $"""
         <?xml version="1.0" encoding="UTF-8"?>
         <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
                  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
                  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
           <cbc:ID>{Number}</cbc:ID><cbc:IssueDate>2026-03-02</cbc:IssueDate>
           <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
           <cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>{Seller}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
           <cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Harbour Office GmbH</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
           <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{UnitPrice * 2:0.00}</cbc:TaxAmount></cac:TaxTotal>
           <cac:LegalMonetaryTotal>
             <cbc:LineExtensionAmount currencyID="EUR">{UnitPrice * 10:0.00}</cbc:LineExtensionAmount>
             <cbc:TaxExclusiveAmount currencyID="EUR">{UnitPrice * 10:0.00}</cbc:TaxExclusiveAmount>
             <cbc:TaxInclusiveAmount currencyID="EUR">{Total:0.00}</cbc:TaxInclusiveAmount>
             <cbc:PayableAmount currencyID="EUR">{Total:0.00}</cbc:PayableAmount>
           </cac:LegalMonetaryTotal>
           <cac:InvoiceLine>
             <cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">10</cbc:InvoicedQuantity>
             <cbc:LineExtensionAmount currencyID="EUR">{UnitPrice * 10:0.00}</cbc:LineExtensionAmount>
             <cac:Item><cbc:Name>Box of goods</cbc:Name></cac:Item>
             <cac:Price><cbc:PriceAmount currencyID="EUR">{UnitPrice:0.00}</cbc:PriceAmount></cac:Price>
           </cac:InvoiceLine>
         </Invoice>
         """));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
