namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>An invoice or credit note by the semantic model of EN 16931: complete, and its sums hold. No syntax yet.</summary>
internal sealed record SemanticInvoice
{
    /// <summary>BT-1.</summary>
    public required string Number { get; init; }

    /// <summary>BT-2.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>BT-3.</summary>
    public required string TypeCode { get; init; }

    /// <summary>BT-5.</summary>
    public required string Currency { get; init; }

    /// <summary>BT-9.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>BT-72.</summary>
    public DateOnly? DeliveryDate { get; init; }

    /// <summary>BT-80; only where the VAT category asks for it.</summary>
    public string? DeliveryCountry { get; init; }

    /// <summary>BT-13.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>BT-25.</summary>
    public string? PrecedingNumber { get; init; }

    /// <summary>BT-20.</summary>
    public string? PaymentTerms { get; init; }

    /// <summary>BT-84.</summary>
    public string? Iban { get; init; }

    /// <summary>BT-86; only beside an account.</summary>
    public string? Bic { get; init; }

    /// <summary>BG-4.</summary>
    public required Party Seller { get; init; }

    /// <summary>BG-7.</summary>
    public required Party Buyer { get; init; }

    /// <summary>BG-25.</summary>
    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    /// <summary>BG-20 and BG-21.</summary>
    public required IReadOnlyList<AllowanceCharge> AllowancesAndCharges { get; init; }

    /// <summary>BG-23.</summary>
    public required IReadOnlyList<VatShare> Vat { get; init; }

    /// <summary>BG-22.</summary>
    public required Totals Totals { get; init; }
}

/// <summary>BG-4 or BG-7.</summary>
/// <param name="Name">BT-27, BT-44.</param>
/// <param name="VatId">BT-31, BT-48; begins with the letters of a country.</param>
/// <param name="TaxNumber">BT-32.</param>
/// <param name="Address">BG-5, BG-8.</param>
internal sealed record Party(string Name, string? VatId, string? TaxNumber, PostalAddress Address);

/// <summary>BG-5 or BG-8.</summary>
/// <param name="Lines">BT-35, BT-36 and BT-162, or the buyer's; as many of them as there are.</param>
/// <param name="Postcode">BT-38, BT-53.</param>
/// <param name="City">BT-37, BT-52.</param>
/// <param name="Country">BT-40, BT-55.</param>
internal sealed record PostalAddress(IReadOnlyList<string> Lines, string? Postcode, string? City, string Country);

/// <summary>A VAT category and its rate in percent: BT-151 and BT-152, BT-118 and BT-119, and so on.</summary>
internal readonly record struct VatRate(string Category, decimal Percent);

/// <summary>BG-25.</summary>
/// <param name="Number">BT-126.</param>
/// <param name="Description">BT-153.</param>
/// <param name="ItemNumber">BT-155.</param>
/// <param name="Quantity">BT-129.</param>
/// <param name="Unit">BT-130.</param>
/// <param name="Price">BT-146; never negative.</param>
/// <param name="PriceQuantity">BT-149; null for one.</param>
/// <param name="Discount">BT-136; where it is negative, BT-141.</param>
/// <param name="Vat">BT-151, BT-152.</param>
/// <param name="Amount">BT-131.</param>
internal sealed record InvoiceLine(
    int Number, string Description, string? ItemNumber, decimal Quantity, string Unit, decimal Price, decimal? PriceQuantity, decimal Discount, VatRate Vat, decimal Amount);

/// <summary>BG-20 or BG-21.</summary>
/// <param name="IsCharge">A charge, not an allowance.</param>
/// <param name="Amount">BT-92, BT-99.</param>
/// <param name="Vat">BT-95 and BT-96, BT-102 and BT-103.</param>
internal sealed record AllowanceCharge(bool IsCharge, decimal Amount, VatRate Vat);

/// <summary>BG-23.</summary>
/// <param name="Vat">BT-118, BT-119.</param>
/// <param name="Base">BT-116.</param>
/// <param name="Tax">BT-117.</param>
/// <param name="ExemptionReason">BT-120.</param>
/// <param name="ExemptionCode">BT-121.</param>
internal sealed record VatShare(VatRate Vat, decimal Base, decimal Tax, string? ExemptionReason, string? ExemptionCode);

/// <summary>BG-22.</summary>
/// <param name="Lines">BT-106.</param>
/// <param name="Allowances">BT-107.</param>
/// <param name="Charges">BT-108.</param>
/// <param name="Net">BT-109.</param>
/// <param name="Tax">BT-110.</param>
/// <param name="Gross">BT-112.</param>
/// <param name="Prepaid">BT-113.</param>
/// <param name="Rounding">BT-114.</param>
/// <param name="Due">BT-115.</param>
internal sealed record Totals(
    decimal Lines, decimal Allowances, decimal Charges, decimal Net, decimal Tax, decimal Gross, decimal Prepaid, decimal Rounding, decimal Due);
