using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Lines;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>What a row of a receipt says of an item: how many, what, for how much each, and together.</summary>
internal static class ItemRow
{
    private static readonly char[] Times = [' ', 'x', 'X', '*', '@', '×'];

    /// <param name="row">The row.</param>
    /// <param name="money">Its numbers; the last is the amount.</param>
    /// <param name="above">The text of the row above, which names the item where this row holds nothing but numbers.</param>
    public static Item Of(Row row, List<Money> money, string? above)
    {
        var counts = money.Where(number => !number.HasDecimals && number.Value is > 0 and < 1000).ToList();
        var prices = money.Where(number => number.HasDecimals).ToList();
        int from = counts.FirstOrDefault()?.Start == 0 ? counts[0].End : 0;
        int to = money.Where(number => number.Start >= from).Select(number => number.Start).First();
        string own = row.Text(from, Math.Max(from, to)).Trim(Times);
        var count = Counted(counts, prices);
        return new Item
        {
            Description = own.Count(char.IsLetter) > 1 ? own : above,
            Quantity = count?.Value ?? (counts.Count == 1 ? counts[0].Value : null),
            UnitPrice = count is not null ? prices[^2].Value : null,
            Amount = prices[^1].Value,
        };
    }

    /// <summary>The number that multiplies the price to the amount.</summary>
    private static Money? Counted(List<Money> counts, List<Money> prices) =>
        prices.Count > 1 ? counts.Find(count => count.Value * prices[^2].Value == prices[^1].Value) : null;
}
