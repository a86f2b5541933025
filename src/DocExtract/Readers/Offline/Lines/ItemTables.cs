using System.Text.Json.Nodes;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>The items of a document, from all its tables, and the rows they stand in.</summary>
/// <param name="Items">In printed order.</param>
/// <param name="Rows">Indexes of the rows from each header to the end of its items: no totals stand there.</param>
internal sealed record ItemTables(IReadOnlyList<Item> Items, IReadOnlySet<int> Rows)
{
    /// <summary>The tables with a recognised header; without any, rows that prove by their sums or products to be items.</summary>
    public static ItemTables Read(Sheet sheet) => ReadTitled(sheet) is { Items.Count: > 0 } titled ? titled : UntitledItems.Read(sheet);

    /// <summary>The tables with a recognised header.</summary>
    public static ItemTables ReadTitled(Sheet sheet)
    {
        var headers = ItemHeader.Find(sheet).ToList();
        var first = headers.Select(header => header.Rows[0].Index).ToHashSet();
        List<ItemTables> tables = [];
        foreach (var header in headers.Where(header => !tables.Any(table => table.Rows.Contains(header.Rows[0].Index))))
        {
            if (Of(sheet, header, first) is { Items.Count: > 0 } table)
            {
                tables.Add(table);
            }
        }

        return TableChoice.Of(sheet, tables);
    }

    public static ItemTables Joined(IEnumerable<ItemTables> tables) => tables.Aggregate(
        new ItemTables([], new HashSet<int>()), (all, next) => new ItemTables([.. all.Items, .. next.Items], all.Rows.Concat(next.Rows).ToHashSet()));

    public JsonArray ToJson() => [.. Items.Select(item => (JsonNode)item.ToJson())];

    private static ItemTables Of(Sheet sheet, ItemHeader header, IReadOnlySet<int> headers)
    {
        List<ItemTables> pages = [];
        foreach (var body in ItemBody.Of(sheet, header, headers))
        {
            var items = ItemReader.Read(sheet, header, body);
            bool isFirst = body.Count == 0 || body[0].Page == header.Rows[0].Page;
            if (items.Count == 0 && !isFirst)
            {
                break;
            }

            // Beneath a header all rows are the table's; on a page without one only those from the first item on.
            IEnumerable<Row> rows = isFirst ? header.Rows.Concat(body) : body;
            pages.Add(new ItemTables(items, items.Count > 0 ? rows.Select(row => row.Index).ToHashSet() : []));
        }

        return Joined(pages);
    }
}
