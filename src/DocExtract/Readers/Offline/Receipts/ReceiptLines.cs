using DocExtract.Readers.Offline.Lines;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>What was bought.</summary>
/// <param name="Items">In printed order.</param>
internal sealed record ReceiptLines(IReadOnlyList<Item> Items)
{
    /// <summary>Whether discounts stand among the items, so that they are none on the whole receipt.</summary>
    public bool HoldDiscounts => Items.Any(item => item.Amount < 0);

    /// <summary>Every way in which the items can be read, the likeliest first: under column titles, else as rows that end in an amount.</summary>
    public static IReadOnlyList<ReceiptLines> Readings(Sheet sheet)
    {
        var table = new ReceiptLines(ItemTables.ReadTitled(sheet).Items);
        var free = new ReceiptLines(FreeItems.Read(sheet, withDiscounts: false));
        var discounted = new ReceiptLines(FreeItems.Read(sheet, withDiscounts: true));
        return [.. new[] { table, discounted, free }.Where(reading => reading.Items.Count > 0)];
    }

    /// <summary>The first reading that adds up with the amounts beneath it; none does, the likeliest.</summary>
    public static ReceiptLines Choose(IReadOnlyList<ReceiptLines> readings, ReceiptSums sums) =>
        readings.Select(reading => reading.Fitted(sums)).FirstOrDefault(reading => reading is not null)
        ?? (readings.Count > 0 ? readings[0] : new ReceiptLines([]));

    /// <summary>These items, without trailing rows that repeat the sums beneath them; null when they do not add up.</summary>
    private ReceiptLines? Fitted(ReceiptSums sums)
    {
        for (int count = Items.Count; count > 0; count--)
        {
            decimal sum = Items.Take(count).Sum(item => item.Amount ?? 0);
            bool onlySumsFollow = Items.Skip(count).All(item => item.Amount == sum || sums.Repeats(item.Amount ?? 0));
            if (onlySumsFollow && sums.IsSumOf(sum))
            {
                return this with { Items = [.. Items.Take(count)] };
            }
        }

        return null;
    }
}
