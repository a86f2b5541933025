using DocExtract.Readers.Offline.Lines;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>What was bought.</summary>
/// <param name="Items">In printed order.</param>
/// <param name="HoldsDiscounts">Whether discounts stand among them, so that they are none on the whole receipt.</param>
internal sealed record ReceiptLines(IReadOnlyList<Item> Items, bool HoldsDiscounts)
{
    /// <summary>Every way in which the items can be read, the likeliest first: under column titles, else as rows that end in an amount.</summary>
    public static IReadOnlyList<ReceiptLines> Readings(Sheet sheet)
    {
        var table = new ReceiptLines(ItemTables.Read(sheet).Items, false);
        var free = new ReceiptLines(FreeItems.Read(sheet, withDiscounts: false), false);
        var discounted = new ReceiptLines(FreeItems.Read(sheet, withDiscounts: true), true);
        return [.. new[] { table, free, discounted }.Where(reading => reading.Items.Count > 0)];
    }

    /// <summary>The first reading that adds up with the amounts beneath it; none does, the likeliest.</summary>
    public static ReceiptLines Choose(IReadOnlyList<ReceiptLines> readings, ReceiptSums sums) =>
        readings.Select(reading => reading.Fitted(sums)).FirstOrDefault(reading => reading is not null)
        ?? (readings.Count > 0 ? readings[0] : new ReceiptLines([], false));

    /// <summary>These items, without trailing rows that repeat the sums beneath them; null when they do not add up.</summary>
    private ReceiptLines? Fitted(ReceiptSums sums)
    {
        for (int count = Items.Count; count > 0 && Items.Skip(count).All(item => sums.Repeats(item.Amount ?? 0)); count--)
        {
            if (sums.IsSumOf(Items.Take(count).Sum(item => item.Amount ?? 0)))
            {
                return this with { Items = [.. Items.Take(count)] };
            }
        }

        return null;
    }
}
