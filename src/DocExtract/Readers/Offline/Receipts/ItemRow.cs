using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Lines;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>What a row of a receipt says of an item: how many, what, for how much each, and together.</summary>
internal static class ItemRow
{
    /// <summary>Nobody buys as many of one thing: larger numbers at the head of a row are article numbers.</summary>
    private const int MostItems = 1000;

    private static readonly char[] Times = [' ', 'x', 'X', '*', '@', '×'];

    /// <param name="row">The row.</param>
    /// <param name="money">Its numbers; the last is the amount.</param>
    /// <param name="above">The text of the row above, which names the item where this row holds nothing but numbers.</param>
    public static Item Of(Row row, List<Money> money, string? above)
    {
        var counts = money.Where(number => !number.HasDecimals && number.Value is > 0 and < MostItems).ToList();
        var prices = money.Where(number => number.HasDecimals).ToList();
        var first = money[0] is { Start: 0, HasDecimals: false } number ? number : null;
        int from = first?.End ?? 0;
        int to = money.Where(later => later.Start >= from).Select(later => later.Start).First();
        string own = row.Text(from, Math.Max(from, to)).Trim(Times);
        var count = Counted(counts, prices);
        return new Item
        {
            ItemNumber = first is not null && first.Value >= MostItems && first.Text.All(char.IsAsciiDigit) ? first.Text : null,
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
