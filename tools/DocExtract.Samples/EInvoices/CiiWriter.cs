using System.Globalization;
using System.Xml.Linq;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.EInvoices;

/// <summary>Writes an invoice as Cross Industry Invoice (UN/CEFACT D16B) in the profile EN 16931, as Factur-X and ZUGFeRD 2 embed it.</summary>
internal static class CiiWriter
{
    private static readonly XNamespace Rsm = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
    private static readonly XNamespace Ram = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100";
    private static readonly XNamespace Udt = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100";

    public static byte[] Write(Invoice invoice) => Xml.ToBytes(new XElement(
        Rsm + "CrossIndustryInvoice",
        new XAttribute(XNamespace.Xmlns + "rsm", Rsm),
        new XAttribute(XNamespace.Xmlns + "ram", Ram),
        new XAttribute(XNamespace.Xmlns + "udt", Udt),
        new XElement(Rsm + "ExchangedDocumentContext", R("GuidelineSpecifiedDocumentContextParameter", R("ID", "urn:cen.eu:en16931:2017"))),
        new XElement(
            Rsm + "ExchangedDocument",
            R("ID", invoice.Number),
            R("TypeCode", invoice.IsCreditNote ? "381" : "380"),
            R("IssueDateTime", Date(invoice.Date))),
        new XElement(
            Rsm + "SupplyChainTradeTransaction",
            invoice.Lines.Select((line, index) => Line(invoice, line, index)),
            Agreement(invoice),
            R("ApplicableHeaderTradeDelivery", invoice.Delivered is { } date ? R("ActualDeliverySupplyChainEvent", R("OccurrenceDateTime", Date(date))) : null),
            Settlement(invoice))));

    private static XElement Line(Invoice invoice, InvoiceLine line, int index) => R(
        "IncludedSupplyChainTradeLineItem",
        R("AssociatedDocumentLineDocument", R("LineID", index + 1)),
        R("SpecifiedTradeProduct", line.ItemNumber is { } item ? R("SellerAssignedID", item) : null, R("Name", line.Description)),
        R("SpecifiedLineTradeAgreement", R("NetPriceProductTradePrice", R("ChargeAmount", Xml.Amount(line.UnitPrice)))),
        R("SpecifiedLineTradeDelivery", R("BilledQuantity", new XAttribute("unitCode", line.Unit ?? "C62"), Xml.Plain(line.Quantity))),
        R(
            "SpecifiedLineTradeSettlement",
            R("ApplicableTradeTax", R("TypeCode", "VAT"), R("CategoryCode", Xml.Category(invoice, line.TaxRate)), R("RateApplicablePercent", Xml.Plain(line.TaxRate))),
            R("SpecifiedTradeSettlementLineMonetarySummation", R("LineTotalAmount", Xml.Amount(line.Amount)))));

    private static XElement Agreement(Invoice invoice) => R(
        "ApplicableHeaderTradeAgreement",
        R("SellerTradeParty", Party(invoice.Seller)),
        R("BuyerTradeParty", Party(invoice.Buyer)),
        invoice.OrderNumber is { } order ? R("BuyerOrderReferencedDocument", R("IssuerAssignedID", order)) : null);

    private static IEnumerable<XElement?> Party(Party party) =>
    [
        R("Name", party.Name),
        party.Registration is { } registration ? R("SpecifiedLegalOrganization", R("ID", new XAttribute("schemeID", "0009"), registration)) : null,
        R("PostalTradeAddress", R("PostcodeCode", party.Postal.Postcode), R("LineOne", party.Postal.Street), R("CityName", party.Postal.City), R("CountryID", party.Country)),
        party.VatId is { } id ? R("SpecifiedTaxRegistration", R("ID", new XAttribute("schemeID", "VA"), id)) : null,
    ];

    private static XElement Settlement(Invoice invoice) => R(
        "ApplicableHeaderTradeSettlement",
        R("InvoiceCurrencyCode", invoice.Currency),
        R(
            "SpecifiedTradeSettlementPaymentMeans",
            R("TypeCode", "58"),
            R("PayeePartyCreditorFinancialAccount", R("IBANID", invoice.Seller.Iban)),
            R("PayeeSpecifiedCreditorFinancialInstitution", R("BICID", invoice.Seller.Bic))),
        invoice.Taxes.Select(share => R(
            "ApplicableTradeTax",
            R("CalculatedAmount", Xml.Amount(share.Amount)),
            R("TypeCode", "VAT"),
            R("BasisAmount", Xml.Amount(share.Base)),
            R("CategoryCode", Xml.Category(invoice, share.Rate)),
            R("RateApplicablePercent", Xml.Plain(share.Rate)))),
        invoice.Adjustments.Select(adjustment => R(
            "SpecifiedTradeAllowanceCharge",
            R("ChargeIndicator", new XElement(Udt + "Indicator", adjustment.Amount > 0 ? "true" : "false")),
            R("ActualAmount", Xml.Amount(Math.Abs(adjustment.Amount))),
            R("Reason", adjustment.Label),
            R(
                "CategoryTradeTax",
                R("TypeCode", "VAT"),
                R("CategoryCode", Xml.Category(invoice, adjustment.TaxRate)),
                R("RateApplicablePercent", Xml.Plain(adjustment.TaxRate))))),
        R(
            "SpecifiedTradePaymentTerms",
            invoice.PaymentTerms is { } terms ? R("Description", terms) : null,
            invoice.Due is { } due ? R("DueDateDateTime", Date(due)) : null),
        R(
            "SpecifiedTradeSettlementHeaderMonetarySummation",
            R("LineTotalAmount", Xml.Amount(invoice.LineSum)),
            R("ChargeTotalAmount", Xml.Amount(invoice.ChargeTotal)),
            R("AllowanceTotalAmount", Xml.Amount(invoice.DiscountTotal)),
            R("TaxBasisTotalAmount", Xml.Amount(invoice.Subtotal)),
            R("TaxTotalAmount", new XAttribute("currencyID", invoice.Currency), Xml.Amount(invoice.TaxTotal)),
            R("GrandTotalAmount", Xml.Amount(invoice.Total)),
            R("TotalPrepaidAmount", Xml.Amount(invoice.Prepaid)),
            R("DuePayableAmount", Xml.Amount(invoice.AmountDue))));

    /// <summary>UNTDID 2379 format 102.</summary>
    private static XElement Date(DateOnly date) =>
        new(Udt + "DateTimeString", new XAttribute("format", "102"), date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    private static XElement R(string name, params object?[] content) => new(Ram + name, content);
}
