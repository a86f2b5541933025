namespace DocExtract.Readers.Offline.Lines;

/// <summary>
/// Tells sums and strays from items where no label does, by arithmetic: in a table whose items have quantities and prices, a row with
/// neither that gives the sum of those above it is their sum; a rate of a base is tax; and money has decimals where its column has.
/// </summary>
internal static class ItemSums
{
    public static IEnumerable<ItemNumbers> Without(IReadOnlyList<ItemNumbers> rows)
    {
        bool counted = rows.Any(row => row.Proven);
        bool decimals = rows.Count(row => row.Amount.HasDecimals) > 0.7 * rows.Count;
        decimal all = 0, group = 0;
        bool complete = rows.Count > 0;
        foreach (var row in rows)
        {
            bool bare = row.Quantity is null && row.UnitPrice is null;
            if (counted && complete && bare && row.Amount.Value != 0 && (row.Amount.Value == all || row.Amount.Value == group))
            {
                group = 0;
                continue;
            }

            if ((counted && bare && row.Amount.Value == 0) || IsTax(row) || (decimals && !row.Amount.HasDecimals && !row.Proven))
            {
                continue;
            }

            complete &= !bare;
            (all, group) = (all + row.Amount.Value, group + row.Amount.Value);
            yield return row;
        }
    }

    private static bool IsTax(ItemNumbers row) => row is { Quantity: null, UnitPrice: { } basis, TaxRate: { } rate }
        && rate > 0 && Math.Abs((basis.Value * rate / 100) - row.Amount.Value) <= 0.01m;
}
