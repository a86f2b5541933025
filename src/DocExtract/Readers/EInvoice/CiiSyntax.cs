namespace DocExtract.Readers.EInvoice;

/// <summary>UN/CEFACT Cross Industry Invoice: Factur-X, ZUGFeRD, XRechnung. Element names as in <see cref="XmlSyntax.Modern"/>.</summary>
internal static class CiiSyntax
{
    private const string Agreement = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement";
    private const string Seller = $"{Agreement}/SellerTradeParty";
    private const string Buyer = $"{Agreement}/BuyerTradeParty";
    private const string Delivery = "SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery";
    private const string Settlement = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement";
    private const string Means = $"{Settlement}/SpecifiedTradeSettlementPaymentMeans";
    private const string Terms = $"{Settlement}/SpecifiedTradePaymentTerms";
    private const string Totals = $"{Settlement}/SpecifiedTradeSettlementMonetarySummation";

    private const string LineSettlement = "SpecifiedLineTradeSettlement";
    private const string LineAllowance = $"{LineSettlement}/SpecifiedTradeAllowanceCharge";
    private const string NetPrice = "SpecifiedLineTradeAgreement/NetPriceProductTradePrice";

    private static readonly IReadOnlyList<XmlField> Header =
    [
        new("/invoice_number", XmlKind.Text, "ExchangedDocument/ID"), // BT-1
        new("/invoice_type_code", XmlKind.Code, "ExchangedDocument/TypeCode"), // BT-3
        new("/invoice_date", XmlKind.Date, "ExchangedDocument/IssueDateTime/DateTimeString", "ExchangedDocument/IssueDateTime"), // BT-2
        new("/due_date", XmlKind.Date, $"{Terms}/DueDateDateTime/DateTimeString", $"{Terms}/DueDateDateTime"), // BT-9
        new("/delivery_date", XmlKind.Date, $"{Delivery}/ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"), // BT-72
        new("/purchase_order_number", XmlKind.Text, $"{Agreement}/BuyerOrderReferencedDocument/IssuerAssignedID", $"{Agreement}/BuyerOrderReferencedDocument/ID"), // BT-13
        new("/preceding_invoice_number", XmlKind.Text, $"{Settlement}/InvoiceReferencedDocument/IssuerAssignedID", $"{Settlement}/InvoiceReferencedDocument/ID"), // BT-25
        new("/currency", XmlKind.Code, $"{Settlement}/InvoiceCurrencyCode"), // BT-5
        new("/seller/name", XmlKind.Text, $"{Seller}/Name"), // BT-27
        new("/seller/vat_id", XmlKind.Code, $"{Seller}/SpecifiedTaxRegistration/ID[@schemeID='VA']"), // BT-31
        new("/seller/tax_number", XmlKind.Text, $"{Seller}/SpecifiedTaxRegistration/ID[@schemeID='FC']"), // BT-32
        new("/seller/address", XmlKind.Address, Address(Seller)), // BG-5
        new("/buyer/name", XmlKind.Text, $"{Buyer}/Name"), // BT-44
        new("/buyer/vat_id", XmlKind.Code, $"{Buyer}/SpecifiedTaxRegistration/ID[@schemeID='VA']"), // BT-48
        new("/buyer/address", XmlKind.Address, Address(Buyer)), // BG-8
        new("/discount_total", XmlKind.AmountUnlessZero, $"{Totals}/AllowanceTotalAmount"), // BT-107
        new("/charge_total", XmlKind.AmountUnlessZero, $"{Totals}/ChargeTotalAmount"), // BT-108
        new("/subtotal", XmlKind.Amount, $"{Totals}/TaxBasisTotalAmount"), // BT-109
        // BT-110; the same element in another currency is BT-111, and there are no more of them.
        new("/tax_total", XmlKind.Amount, $"({Totals}/TaxTotalAmount)[position()<=10][not(@currencyID) or @currencyID=../../InvoiceCurrencyCode[1]]"),
        new("/total", XmlKind.Amount, $"{Totals}/GrandTotalAmount"), // BT-112
        new("/prepaid", XmlKind.AmountUnlessZero, $"{Totals}/TotalPrepaidAmount"), // BT-113
        new("/rounding", XmlKind.AmountUnlessZero, $"{Totals}/RoundingAmount"), // BT-114
        new("/amount_due", XmlKind.Amount, $"{Totals}/DuePayableAmount"), // BT-115
        new("/payment_terms", XmlKind.Text, $"{Terms}/Description"), // BT-20
        new("/iban", XmlKind.Iban, $"{Means}/PayeePartyCreditorFinancialAccount/IBANID"), // BT-84
        new("/bic", XmlKind.Code, $"{Means}/PayeeSpecifiedCreditorFinancialInstitution/BICID"), // BT-86
    ];

    private static readonly IReadOnlyList<XmlTable> Tables =
    [
        new("tax_breakdown", $"{Settlement}/ApplicableTradeTax",
        [
            new("rate", XmlKind.Amount, "RateApplicablePercent"), // BT-119
            new("base", XmlKind.Amount, "BasisAmount"), // BT-116
            new("amount", XmlKind.Amount, "CalculatedAmount"), // BT-117
        ]),
        // Text-only rows of ZUGFeRD 1.0 have no amount; groups and information rows of EXTENDED repeat the amounts of others.
        new("lines",
            $"SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem[{LineSettlement}/*/LineTotalAmount]"
            + "[not(AssociatedDocumentLineDocument/LineStatusReasonCode='GROUP' or AssociatedDocumentLineDocument/LineStatusReasonCode='INFORMATION')]",
        [
            new("description", XmlKind.Text, "SpecifiedTradeProduct/Name", "SpecifiedTradeProduct/Description"), // BT-153
            new("item_number", XmlKind.Text, "SpecifiedTradeProduct/SellerAssignedID"), // BT-155
            new("quantity", XmlKind.Amount, "SpecifiedLineTradeDelivery/BilledQuantity"), // BT-129
            new("unit", XmlKind.Code, "SpecifiedLineTradeDelivery/BilledQuantity/@unitCode"), // BT-130
            new("unit_price", XmlKind.Amount, $"{NetPrice}/ChargeAmount"), // BT-146
            new("price_quantity", XmlKind.AmountUnlessOne, $"{NetPrice}/BasisQuantity"), // BT-149
            new("discount", XmlKind.Net, $"{LineAllowance}[ChargeIndicator/Indicator='false']/ActualAmount", $"{LineAllowance}[ChargeIndicator/Indicator='true']/ActualAmount"), // BT-136, BT-141
            new("tax_rate", XmlKind.Amount, $"{LineSettlement}/ApplicableTradeTax/RateApplicablePercent"), // BT-152
            new("amount", XmlKind.Amount, $"{LineSettlement}/SpecifiedTradeSettlementMonetarySummation/LineTotalAmount"), // BT-131
        ]),
    ];

    public static readonly XmlSyntax Current = new("Cross Industry Invoice", 2, Header, Tables);

    public static readonly XmlSyntax Zugferd1 = new("ZUGFeRD 1.0", 1, Header, Tables);

    private static string[] Address(string party)
    {
        string address = $"{party}/PostalTradeAddress";
        return [$"{address}/LineOne", $"{address}/LineTwo", $"{address}/LineThree", $"{address}/PostcodeCode", $"{address}/CityName"];
    }
}
