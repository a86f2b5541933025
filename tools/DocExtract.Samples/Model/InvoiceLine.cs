namespace DocExtract.Samples.Model;

/// <summary>One row of an invoice.</summary>
/// <param name="Description">May be long: layouts wrap it.</param>
/// <param name="Quantity">In <see cref="Unit"/>s.</param>
/// <param name="UnitPrice">Without tax, unless the invoice's prices include it.</param>
/// <param name="TaxRate">In per cent.</param>
internal sealed record InvoiceLine(string Description, decimal Quantity, decimal UnitPrice, decimal TaxRate)
{
    public string? ItemNumber { get; init; }

    public string? Unit { get; init; }

    /// <summary>Amount taken off this row.</summary>
    public decimal Discount { get; init; }

    public decimal Amount => Money.Round((Quantity * UnitPrice) - Discount);
}

/// <summary>A discount (below zero) or charge on the whole invoice, taxed at a rate.</summary>
internal sealed record Adjustment(string Label, decimal Amount, decimal TaxRate);

/// <summary>What is taxed at one rate.</summary>
internal sealed record TaxShare(decimal Rate, decimal Base, decimal Amount);
