namespace DocExtract.Readers.Offline.Lines;

/// <summary>
/// Which of several tables hold the items. A summary repeats in sums what another table lists, and a statement of payments looks
/// like a table of items: where all tables together do not give the printed total but some of them do, those are the items.
/// </summary>
internal static class TableChoice
{
    private const int Most = 6;

    private static readonly string[] Sums = ["/subtotal", "/total"];

    public static ItemTables Of(Sheet sheet, IReadOnlyList<ItemTables> tables)
    {
        var all = ItemTables.Joined(tables);
        var sums = PrintedSums(sheet, all.Rows);
        if (tables.Count is < 2 or > Most || sums.Contains(SumOf(all)))
        {
            return all;
        }

        return Enumerable.Range(1, (1 << tables.Count) - 1)
            .Select(chosen => ItemTables.Joined(tables.Where((_, i) => (chosen & (1 << i)) != 0)))
            .Where(choice => sums.Contains(SumOf(choice)))
            .OrderByDescending(Completeness)
            .ThenByDescending(choice => choice.Items.Count)
            .FirstOrDefault() ?? all;
    }

    /// <summary>Share of the items that say what and how many; to a tenth, so that a longer table wins over one stray.</summary>
    private static double Completeness(ItemTables choice) =>
        Math.Round((double)choice.Items.Count(item => item is { Quantity: not null, Description: not null }) / choice.Items.Count, 1);

    public static decimal SumOf(ItemTables table) => table.Items.Sum(item => item.Amount ?? 0);

    /// <summary>The amounts outside of tables beside or beneath a label of a total or subtotal.</summary>
    public static IReadOnlySet<decimal> PrintedSums(Sheet sheet, IReadOnlySet<int> itemRows) =>
        Sums.SelectMany(field => Fields.AmountFields.Find(sheet, field, itemRows))
            .Where(candidate => candidate.Value.HasDecimals || candidate.Value.Currencies.Count > 0)
            .Select(candidate => candidate.Value.Value)
            .Where(value => value != 0)
            .ToHashSet();
}
