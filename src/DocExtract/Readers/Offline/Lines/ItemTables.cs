using System.Text.Json.Nodes;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>The items of a document, from all its tables, and the rows they stand in.</summary>
/// <param name="Items">In printed order.</param>
/// <param name="Rows">Indexes of the rows from each header to its last item: no totals stand there.</param>
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
        List<Row> body = [];
        foreach (var page in ItemBody.Of(sheet, header, headers))
        {
            // A page without a header goes on with the table only if there are items of it.
            bool isFirst = page.Count == 0 || page[0].Page == header.Rows[0].Page;
            if (!isFirst && ItemReader.Read(sheet, header, page).Items.Count == 0)
            {
                break;
            }

            body.AddRange(page);
        }

        var (items, rows) = ItemReader.Read(sheet, header, body);
        return new ItemTables(items, header.Rows.Concat(rows).Select(row => row.Index).ToHashSet());
    }
}
