using System.Globalization;
using System.Xml.Linq;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.EInvoices;

/// <summary>Writes an invoice as UBL 2.1 in the specification XRechnung 3.0.</summary>
internal static class UblWriter
{
    private static readonly XNamespace Ubl = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    public static byte[] Write(Invoice invoice) => Xml.ToBytes(new XElement(
        Ubl + "Invoice",
        new XAttribute(XNamespace.Xmlns + "cac", Cac),
        new XAttribute(XNamespace.Xmlns + "cbc", Cbc),
        B("CustomizationID", "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"),
        B("ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"),
        B("ID", invoice.Number),
        B("IssueDate", Date(invoice.Date)),
        invoice.Due is { } due ? B("DueDate", Date(due)) : null,
        B("InvoiceTypeCode", "380"),
        invoice.Notes.Select(note => B("Note", note)),
        B("DocumentCurrencyCode", invoice.Currency),
        B("BuyerReference", invoice.OrderNumber ?? "n/a"),
        invoice.OrderNumber is { } order ? A("OrderReference", B("ID", order)) : null,
        A("AccountingSupplierParty", Party(invoice.Seller)),
        A("AccountingCustomerParty", Party(invoice.Buyer)),
        invoice.Delivered is { } delivered ? A("Delivery", B("ActualDeliveryDate", Date(delivered))) : null,
        A(
            "PaymentMeans",
            B("PaymentMeansCode", "58"),
            A("PayeeFinancialAccount", B("ID", invoice.Seller.Iban), A("FinancialInstitutionBranch", B("ID", invoice.Seller.Bic)))),
        invoice.PaymentTerms is { } terms ? A("PaymentTerms", B("Note", terms)) : null,
        invoice.Adjustments.Select(adjustment => A(
            "AllowanceCharge",
            B("ChargeIndicator", adjustment.Amount > 0 ? "true" : "false"),
            B("AllowanceChargeReason", adjustment.Label),
            Amount(invoice, "Amount", Math.Abs(adjustment.Amount)),
            Category("TaxCategory", invoice, adjustment.TaxRate))),
        TaxTotal(invoice),
        Totals(invoice),
        invoice.Lines.Select((line, index) => Line(invoice, line, index))));

    private static XElement TaxTotal(Invoice invoice) => A(
        "TaxTotal",
        Amount(invoice, "TaxAmount", invoice.TaxTotal),
        invoice.Taxes.Select(share => A(
            "TaxSubtotal",
            Amount(invoice, "TaxableAmount", share.Base),
            Amount(invoice, "TaxAmount", share.Amount),
            Category("TaxCategory", invoice, share.Rate))));

    private static XElement Totals(Invoice invoice) => A(
        "LegalMonetaryTotal",
        Amount(invoice, "LineExtensionAmount", invoice.LineSum),
        Amount(invoice, "TaxExclusiveAmount", invoice.Subtotal),
        Amount(invoice, "TaxInclusiveAmount", invoice.Total),
        Amount(invoice, "AllowanceTotalAmount", invoice.DiscountTotal),
        Amount(invoice, "ChargeTotalAmount", invoice.ChargeTotal),
        Amount(invoice, "PrepaidAmount", invoice.Prepaid),
        Amount(invoice, "PayableAmount", invoice.AmountDue));

    private static XElement Line(Invoice invoice, InvoiceLine line, int index) => A(
        "InvoiceLine",
        B("ID", index + 1),
        B("InvoicedQuantity", new XAttribute("unitCode", line.Unit ?? "C62"), Xml.Plain(line.Quantity)),
        Amount(invoice, "LineExtensionAmount", line.Amount),
        A(
            "Item",
            B("Name", line.Description),
            line.ItemNumber is { } item ? A("SellersItemIdentification", B("ID", item)) : null,
            Category("ClassifiedTaxCategory", invoice, line.TaxRate)),
        A("Price", Amount(invoice, "PriceAmount", line.UnitPrice)));

    private static XElement Party(Party party) => A(
        "Party",
        B("EndpointID", new XAttribute("schemeID", "EM"), party.Email ?? "post@buyer.example"),
        A("PostalAddress", B("StreetName", party.Postal.Street), B("CityName", party.Postal.City), B("PostalZone", party.Postal.Postcode), Country(party)),
        party.VatId is { } vat ? A("PartyTaxScheme", B("CompanyID", vat), A("TaxScheme", B("ID", "VAT"))) : null,
        party.TaxNumber is { } number ? A("PartyTaxScheme", B("CompanyID", number), A("TaxScheme", B("ID", "FC"))) : null,
        A("PartyLegalEntity", B("RegistrationName", party.Name)),
        party.Phone is { } phone ? A("Contact", B("Name", party.Name), B("Telephone", phone), B("ElectronicMail", party.Email)) : null);

    private static XElement Country(Party party) => A("Country", B("IdentificationCode", party.Country));

    private static XElement Category(string name, Invoice invoice, decimal rate) =>
        A(name, B("ID", Xml.Category(invoice, rate)), B("Percent", Xml.Plain(rate)), A("TaxScheme", B("ID", "VAT")));

    private static XElement Amount(Invoice invoice, string name, decimal amount) =>
        B(name, new XAttribute("currencyID", invoice.Currency), Xml.Amount(amount));

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static XElement A(string name, params object?[] content) => new(Cac + name, content);

    private static XElement B(string name, params object?[] content) => new(Cbc + name, content);
}
