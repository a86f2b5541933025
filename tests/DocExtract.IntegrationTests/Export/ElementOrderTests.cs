using System.Text.Json.Nodes;
using System.Xml.Linq;
using DocExtract.Worker.Exporting.EInvoice;

namespace DocExtract.IntegrationTests.Export;

/// <summary>
/// Validators refuse elements that the schemas do not have at their place. Sources: OASIS UBL 2.1 (UBL-Invoice-2.1.xsd, UBL-CreditNote-2.1.xsd and
/// their common aggregate components), Factur-X 1.07.3 EN 16931 (the part of UN/CEFACT D16B that the standard uses).
/// </summary>
public sealed class ElementOrderTests
{
    /// <summary>The elements that we may write, in the order of their sequence.</summary>
    private static readonly Dictionary<string, string> Ubl = new()
    {
        ["Invoice"] = "CustomizationID ID IssueDate DueDate InvoiceTypeCode DocumentCurrencyCode OrderReference BillingReference AccountingSupplierParty AccountingCustomerParty Delivery PaymentMeans PaymentTerms AllowanceCharge TaxTotal LegalMonetaryTotal InvoiceLine",
        ["CreditNote"] = "CustomizationID ID IssueDate CreditNoteTypeCode DocumentCurrencyCode OrderReference BillingReference AccountingSupplierParty AccountingCustomerParty Delivery PaymentMeans PaymentTerms AllowanceCharge TaxTotal LegalMonetaryTotal CreditNoteLine",
        ["Party"] = "PostalAddress PartyTaxScheme PartyLegalEntity",
        ["PostalAddress"] = "StreetName AdditionalStreetName CityName PostalZone AddressLine Country",
        ["PartyTaxScheme"] = "CompanyID TaxScheme",
        ["Delivery"] = "ActualDeliveryDate DeliveryLocation",
        ["PaymentMeans"] = "PaymentMeansCode PaymentDueDate PayeeFinancialAccount",
        ["PayeeFinancialAccount"] = "ID FinancialInstitutionBranch",
        ["AllowanceCharge"] = "ChargeIndicator AllowanceChargeReason Amount TaxCategory",
        ["TaxTotal"] = "TaxAmount TaxSubtotal",
        ["TaxSubtotal"] = "TaxableAmount TaxAmount TaxCategory",
        ["TaxCategory"] = "ID Percent TaxExemptionReasonCode TaxExemptionReason TaxScheme",
        ["ClassifiedTaxCategory"] = "ID Percent TaxScheme",
        ["LegalMonetaryTotal"] = "LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount PrepaidAmount PayableRoundingAmount PayableAmount",
        ["InvoiceLine"] = "ID InvoicedQuantity LineExtensionAmount AllowanceCharge Item Price",
        ["CreditNoteLine"] = "ID CreditedQuantity LineExtensionAmount AllowanceCharge Item Price",
        ["Item"] = "Name SellersItemIdentification ClassifiedTaxCategory",
        ["Price"] = "PriceAmount BaseQuantity",
    };

    private static readonly Dictionary<string, string> Cii = new()
    {
        ["CrossIndustryInvoice"] = "ExchangedDocumentContext ExchangedDocument SupplyChainTradeTransaction",
        ["ExchangedDocument"] = "ID TypeCode IssueDateTime",
        ["SupplyChainTradeTransaction"] = "IncludedSupplyChainTradeLineItem ApplicableHeaderTradeAgreement ApplicableHeaderTradeDelivery ApplicableHeaderTradeSettlement",
        ["IncludedSupplyChainTradeLineItem"] = "AssociatedDocumentLineDocument SpecifiedTradeProduct SpecifiedLineTradeAgreement SpecifiedLineTradeDelivery SpecifiedLineTradeSettlement",
        ["SpecifiedTradeProduct"] = "SellerAssignedID Name",
        ["NetPriceProductTradePrice"] = "ChargeAmount BasisQuantity",
        ["SpecifiedLineTradeSettlement"] = "ApplicableTradeTax SpecifiedTradeAllowanceCharge SpecifiedTradeSettlementLineMonetarySummation",
        ["ApplicableHeaderTradeAgreement"] = "SellerTradeParty BuyerTradeParty BuyerOrderReferencedDocument",
        ["SellerTradeParty"] = "Name PostalTradeAddress SpecifiedTaxRegistration",
        ["BuyerTradeParty"] = "Name PostalTradeAddress SpecifiedTaxRegistration",
        ["PostalTradeAddress"] = "PostcodeCode LineOne LineTwo LineThree CityName CountryID",
        ["ApplicableHeaderTradeDelivery"] = "ShipToTradeParty ActualDeliverySupplyChainEvent",
        ["ApplicableHeaderTradeSettlement"] = "InvoiceCurrencyCode SpecifiedTradeSettlementPaymentMeans ApplicableTradeTax SpecifiedTradeAllowanceCharge SpecifiedTradePaymentTerms SpecifiedTradeSettlementHeaderMonetarySummation InvoiceReferencedDocument",
        ["SpecifiedTradeSettlementPaymentMeans"] = "TypeCode PayeePartyCreditorFinancialAccount PayeeSpecifiedCreditorFinancialInstitution",
        ["ApplicableTradeTax"] = "CalculatedAmount TypeCode ExemptionReason BasisAmount CategoryCode ExemptionReasonCode RateApplicablePercent",
        ["CategoryTradeTax"] = "TypeCode CategoryCode RateApplicablePercent",
        ["SpecifiedTradeAllowanceCharge"] = "ChargeIndicator ActualAmount Reason CategoryTradeTax",
        ["SpecifiedTradePaymentTerms"] = "Description DueDateDateTime",
        ["SpecifiedTradeSettlementHeaderMonetarySummation"] = "LineTotalAmount ChargeTotalAmount AllowanceTotalAmount TaxBasisTotalAmount TaxTotalAmount RoundingAmount GrandTotalAmount TotalPrepaidAmount DuePayableAmount",
    };

    public static TheoryData<string> Invoices => ["complete", "credit note", "untaxed, delivered abroad"];

    [Theory]
    [MemberData(nameof(Invoices))]
    public void Elements_of_ubl_stand_where_the_schemas_want_them(string invoice) => AssertOrder(Ubl, Write(invoice, EInvoiceSyntax.Ubl));

    [Theory]
    [MemberData(nameof(Invoices))]
    public void Elements_of_cii_stand_where_the_schemas_want_them(string invoice) => AssertOrder(Cii, Write(invoice, EInvoiceSyntax.Cii));

    private static string Write(string kind, EInvoiceSyntax syntax)
    {
        var invoice = Some.CompleteInvoice();
        invoice["seller"]!["address"] = "Haus 3, Beispielgasse 4, Hof 2, 00100 Musterhausen";
        switch (kind)
        {
            case "credit note":
                invoice["invoice_type_code"] = "381";
                return Some.EInvoice(invoice, syntax);
            case "untaxed, delivered abroad":
                JsonNode delivered = "2026-03-01";
                return Some.EInvoice(
                    Some.SmallInvoice(("/lines/0/tax_rate", 0), ("/tax_total", 0.00m), ("/total", 100.00m), ("/delivery_date", delivered)),
                    syntax, "BT-151=K", "BT-80=FR", "BT-120=Delivered within the Union");
            default:
                return Some.EInvoice(invoice, syntax);
        }
    }

    private static void AssertOrder(Dictionary<string, string> sequences, string xml)
    {
        foreach (var element in XDocument.Parse(xml).Descendants().Where(element => element.Elements().Skip(1).Any()))
        {
            string[] sequence = sequences[element.Name.LocalName].Split(' ');
            int[] places = [.. element.Elements().Select(child => Array.IndexOf(sequence, child.Name.LocalName))];
            Assert.True(
                !places.Contains(-1) && places.Order().SequenceEqual(places),
                $"{element.Name.LocalName} has {string.Join(", ", element.Elements().Select(child => child.Name.LocalName))}; the schemas want {string.Join(", ", sequence)}.");
        }
    }
}
