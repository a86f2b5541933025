using DocExtract.Samples.Layouts;

namespace DocExtract.Samples.Model;

/// <summary>An invoice as its maker knows it. All sums are computed here, once; pages, truth and e-invoices take them from here.</summary>
internal sealed record Invoice
{
    public required Language Language { get; init; }

    public required Look Look { get; init; }

    public required Party Seller { get; init; }

    public required Party Buyer { get; init; }

    public required string Number { get; init; }

    public required DateOnly Date { get; init; }

    public required string Currency { get; init; }

    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    public DateOnly? Due { get; init; }

    public DateOnly? Delivered { get; init; }

    public string? OrderNumber { get; init; }

    public string? PaymentTerms { get; init; }

    /// <summary>Sentences below the totals.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public IReadOnlyList<Adjustment> Adjustments { get; init; } = [];

    public bool IsCreditNote { get; init; }

    /// <summary>Whether unit prices and row amounts include tax.</summary>
    public bool TaxIncluded { get; init; }

    public bool ReverseCharge { get; init; }

    public decimal Prepaid { get; init; }

    /// <summary>The smallest coin the total is rounded to; 0 for none.</summary>
    public decimal RoundedTo { get; init; }

    /// <summary>Added to the printed total only: a mistake of the seller's. The truth is what is printed.</summary>
    public decimal TotalMistake { get; init; }

    /// <summary>A sum printed in white on white, beside the real one.</summary>
    public decimal? HiddenTotal { get; init; }

    public decimal LineSum => Lines.Sum(line => line.Amount);

    public decimal DiscountTotal => -Adjustments.Where(adjustment => adjustment.Amount < 0).Sum(adjustment => adjustment.Amount);

    public decimal ChargeTotal => Adjustments.Where(adjustment => adjustment.Amount > 0).Sum(adjustment => adjustment.Amount);

    /// <summary>Highest rate first.</summary>
    public IReadOnlyList<TaxShare> Taxes =>
        [.. Lines.Select(line => (line.TaxRate, line.Amount))
            .Concat(Adjustments.Select(adjustment => (adjustment.TaxRate, adjustment.Amount)))
            .GroupBy(part => part.TaxRate, part => part.Amount)
            .OrderByDescending(group => group.Key)
            .Select(group => Share(group.Key, group.Sum()))];

    public decimal Subtotal => Taxes.Sum(share => share.Base);

    public decimal TaxTotal => Taxes.Sum(share => share.Amount);

    public decimal Rounding => RoundedTo == 0 ? 0 : Money.RoundTo(Subtotal + TaxTotal, RoundedTo) - Subtotal - TaxTotal;

    public decimal Total => Subtotal + TaxTotal + TotalMistake;

    public decimal AmountDue => Total + Rounding - Prepaid;

    /// <summary>Whether the amount due is printed apart from the total.</summary>
    public bool PrintsAmountDue => Prepaid != 0 || RoundedTo != 0;

    private TaxShare Share(decimal rate, decimal amount)
    {
        decimal tax = TaxIncluded ? Money.Round(amount * rate / (100 + rate)) : Money.Round(amount * rate / 100);
        return new TaxShare(rate, TaxIncluded ? amount - tax : amount, tax);
    }
}
