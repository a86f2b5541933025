namespace DocExtract.Readers.EInvoice;

/// <summary>OASIS UBL 2.1 Invoice and CreditNote: XRechnung, Peppol BIS.</summary>
internal static class UblSyntax
{
    private const string Seller = "AccountingSupplierParty/Party";
    private const string Buyer = "AccountingCustomerParty/Party";
    private const string Totals = "LegalMonetaryTotal";

    /// <summary>
    /// The tax in the invoice's currency; a second TaxTotal may state it in the accounting currency (BT-111). The standard has no more than
    /// two: of a hundred thousand each would be compared with as many currencies.
    /// </summary>
    private const string Tax = "TaxTotal[position()<=10][not(TaxAmount/@currencyID) or TaxAmount[1]/@currencyID=/*/DocumentCurrencyCode[1]]";

    public static readonly XmlSyntax Invoice = new("UBL Invoice", 2, Header("DueDate", "InvoiceTypeCode"), Tables("InvoiceLine", "InvoicedQuantity"));

    public static readonly XmlSyntax CreditNote =
        new("UBL CreditNote", 2, Header("PaymentMeans/PaymentDueDate", "CreditNoteTypeCode"), Tables("CreditNoteLine", "CreditedQuantity"));

    private static IReadOnlyList<XmlField> Header(string dueDate, string typeCode) =>
    [
        new("/invoice_number", XmlKind.Text, "ID"), // BT-1
        new("/invoice_type_code", XmlKind.Code, typeCode), // BT-3
        new("/invoice_date", XmlKind.Date, "IssueDate"), // BT-2
        new("/due_date", XmlKind.Date, dueDate), // BT-9
        new("/delivery_date", XmlKind.Date, "Delivery/ActualDeliveryDate"), // BT-72
        new("/purchase_order_number", XmlKind.Text, "OrderReference/ID"), // BT-13
        new("/preceding_invoice_number", XmlKind.Text, "BillingReference/InvoiceDocumentReference/ID"), // BT-25
        new("/currency", XmlKind.Code, "DocumentCurrencyCode"), // BT-5
        new("/seller/name", XmlKind.Text, $"{Seller}/PartyLegalEntity/RegistrationName", $"{Seller}/PartyName/Name"), // BT-27, BT-28
        new("/seller/vat_id", XmlKind.Code, $"{Seller}/PartyTaxScheme[TaxScheme/ID='VAT']/CompanyID"), // BT-31
        new("/seller/tax_number", XmlKind.Text, $"{Seller}/PartyTaxScheme[not(TaxScheme/ID='VAT')]/CompanyID"), // BT-32
        new("/seller/address", XmlKind.Address, Address(Seller)), // BG-5
        new("/buyer/name", XmlKind.Text, $"{Buyer}/PartyLegalEntity/RegistrationName", $"{Buyer}/PartyName/Name"), // BT-44, BT-45
        new("/buyer/vat_id", XmlKind.Code, $"{Buyer}/PartyTaxScheme[TaxScheme/ID='VAT']/CompanyID"), // BT-48
        new("/buyer/address", XmlKind.Address, Address(Buyer)), // BG-8
        new("/discount_total", XmlKind.AmountUnlessZero, $"{Totals}/AllowanceTotalAmount"), // BT-107
        new("/charge_total", XmlKind.AmountUnlessZero, $"{Totals}/ChargeTotalAmount"), // BT-108
        new("/subtotal", XmlKind.Amount, $"{Totals}/TaxExclusiveAmount"), // BT-109
        new("/tax_total", XmlKind.Amount, $"{Tax}/TaxAmount"), // BT-110
        new("/total", XmlKind.Amount, $"{Totals}/TaxInclusiveAmount"), // BT-112
        new("/prepaid", XmlKind.AmountUnlessZero, $"{Totals}/PrepaidAmount"), // BT-113
        new("/rounding", XmlKind.AmountUnlessZero, $"{Totals}/PayableRoundingAmount"), // BT-114
        new("/amount_due", XmlKind.Amount, $"{Totals}/PayableAmount"), // BT-115
        new("/payment_terms", XmlKind.Text, "PaymentTerms/Note"), // BT-20
        new("/iban", XmlKind.Iban, "PaymentMeans/PayeeFinancialAccount/ID"), // BT-84
        new("/bic", XmlKind.Code, "PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID"), // BT-86
    ];

    private static IReadOnlyList<XmlTable> Tables(string line, string quantity) =>
    [
        new("tax_breakdown", $"{Tax}/TaxSubtotal",
        [
            new("rate", XmlKind.Amount, "TaxCategory/Percent"), // BT-119
            new("base", XmlKind.Amount, "TaxableAmount"), // BT-116
            new("amount", XmlKind.Amount, "TaxAmount"), // BT-117
        ]),
        new("lines", line,
        [
            new("description", XmlKind.Text, "Item/Name", "Item/Description"), // BT-153
            new("item_number", XmlKind.Text, "Item/SellersItemIdentification/ID"), // BT-155
            new("quantity", XmlKind.Amount, quantity), // BT-129
            new("unit", XmlKind.Code, $"{quantity}/@unitCode"), // BT-130
            new("unit_price", XmlKind.Amount, "Price/PriceAmount"), // BT-146
            new("price_quantity", XmlKind.AmountUnlessOne, "Price/BaseQuantity"), // BT-149
            new("discount", XmlKind.Net, "AllowanceCharge[ChargeIndicator='false']/Amount", "AllowanceCharge[ChargeIndicator='true']/Amount"), // BT-136, BT-141
            new("tax_rate", XmlKind.Amount, "Item/ClassifiedTaxCategory/Percent"), // BT-152
            new("amount", XmlKind.Amount, "LineExtensionAmount"), // BT-131
        ]),
    ];

    private static string[] Address(string party)
    {
        string address = $"{party}/PostalAddress";
        return [$"{address}/StreetName", $"{address}/AdditionalStreetName", $"{address}/AddressLine/Line", $"{address}/PostalZone", $"{address}/CityName"];
    }
}
