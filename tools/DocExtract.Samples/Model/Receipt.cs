namespace DocExtract.Samples.Model;

/// <summary>One row of a receipt; prices include tax.</summary>
internal sealed record ReceiptLine(string Description, decimal Quantity, decimal UnitPrice)
{
    public decimal Amount => Money.Round(Quantity * UnitPrice);
}

/// <summary>A till receipt as its maker knows it. Prices include tax of one rate.</summary>
internal sealed record Receipt
{
    public required Language Language { get; init; }

    public required Party Seller { get; init; }

    public required string Number { get; init; }

    public required DateTime At { get; init; }

    public required string Currency { get; init; }

    public required IReadOnlyList<ReceiptLine> Lines { get; init; }

    public required decimal TaxRate { get; init; }

    /// <summary>As printed, such as <c>VISA</c>.</summary>
    public required string PaymentMethod { get; init; }

    /// <summary>Taken off the whole receipt; printed with this label.</summary>
    public (string Label, decimal Amount)? Discount { get; init; }

    /// <summary>Cash handed over; null where paid exactly.</summary>
    public decimal? Tendered { get; init; }

    public decimal? Tip { get; init; }

    public IReadOnlyList<string> Closing { get; init; } = [];

    public decimal Goods => Lines.Sum(line => line.Amount) - (Discount?.Amount ?? 0);

    public decimal TaxTotal => Money.Round(Goods * TaxRate / (100 + TaxRate));

    public decimal Subtotal => Goods - TaxTotal;

    public decimal Total => Goods + (Tip ?? 0);

    public decimal? Change => Tendered - Total;
}
