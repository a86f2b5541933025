namespace DocExtract.Readers.Offline.Receipts;

/// <summary>The sums beneath the items of a receipt, and what the items may come to because of them.</summary>
internal sealed record ReceiptSums(decimal? Total, decimal? Subtotal, decimal? Tax, decimal? Tip, decimal? Rounding, decimal? Discount)
{
    /// <summary>
    /// Items come to the subtotal or to the total, before or after its rounding; tax and service may be added to them, and a
    /// discount on the whole receipt taken off.
    /// </summary>
    public bool IsSumOf(decimal items) => Targets().Any(target => target == items);

    /// <summary>Whether an amount is one of the sums printed beneath the items.</summary>
    public bool Repeats(decimal amount) =>
        new[] { Total, Subtotal, Tax, Tip, Rounding, Discount, Total - Rounding, Subtotal + Tax }.Any(sum => sum is { } value && Math.Abs(value) == Math.Abs(amount));

    private IEnumerable<decimal> Targets() =>
        from sum in new[] { Subtotal, Total, Total - (Rounding ?? 0) }.OfType<decimal>()
        from tax in Optional(Tax)
        from tip in Optional(Tip)
        from discount in Optional(Discount)
        select sum - tax - tip + discount;

    private static IEnumerable<decimal> Optional(decimal? part) => part is { } amount and not 0 ? [0, amount] : [0];
}
