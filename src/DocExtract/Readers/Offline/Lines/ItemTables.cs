using System.Text.Json.Nodes;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>The items of a document, from all its tables with a recognised header, and the rows they stand in.</summary>
/// <param name="Items">In printed order.</param>
/// <param name="Rows">Indexes of the rows from each header to the end of its items: no totals stand there.</param>
internal sealed record ItemTables(IReadOnlyList<Item> Items, IReadOnlySet<int> Rows)
{
    public static ItemTables Read(Sheet sheet)
    {
        List<Item> items = [];
        HashSet<int> rows = [];
        foreach (var header in ItemHeader.Find(sheet).Where(header => !rows.Contains(header.Rows[0].Index)))
        {
            var body = ItemBody.Of(sheet, header);
            if (ItemReader.Read(sheet, header, body) is { Count: > 0 } found)
            {
                items.AddRange(found);
                rows.UnionWith(header.Rows.Concat(body).Select(row => row.Index));
            }
        }

        return new ItemTables(items, rows);
    }

    public JsonArray ToJson() => [.. Items.Select(item => (JsonNode)item.ToJson())];
}

/// <summary>One item as it is printed.</summary>
internal sealed record Item
{
    public string? Description { get; init; }

    public string? ItemNumber { get; init; }

    public decimal? Quantity { get; init; }

    public string? Unit { get; init; }

    public decimal? UnitPrice { get; init; }

    public decimal? TaxRate { get; init; }

    public decimal? Amount { get; init; }

    public JsonObject ToJson() => new JsonObject()
        .With("description", Description)
        .With("item_number", ItemNumber)
        .With("quantity", Quantity)
        .With("unit", Unit)
        .With("unit_price", UnitPrice)
        .With("tax_rate", TaxRate)
        .With("amount", Amount);
}
