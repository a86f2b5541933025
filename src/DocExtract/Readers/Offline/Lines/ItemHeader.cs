using DocExtract.Pages;
using DocExtract.Readers.Offline.Labels;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>One column of an item table.</summary>
/// <param name="Field">Last part of the field's pointer, such as <c>unit_price</c>; empty for a column that is not read.</param>
/// <param name="Box">Of its title.</param>
internal sealed record ItemColumn(string Field, Box Box);

/// <summary>The header of an item table: one or two rows of column titles.</summary>
internal sealed record ItemHeader(IReadOnlyList<Row> Rows, IReadOnlyList<ItemColumn> Columns)
{
    private const string Prefix = "/lines/*/";

    /// <summary>An amount with tax: the amount of a line where none without tax is printed.</summary>
    private const string Gross = "gross_amount";

    public ItemColumn? Column(string field) => Columns.FirstOrDefault(column => column.Field == field);

    /// <summary>Whether a title stands beneath another: its values then stand in the second line of each item.</summary>
    public bool IsStacked(string field) => Column(field) is { } column
        && Columns.Any(other => other.Box.Y1 < column.Box.CenterY && Math.Abs(other.Box.X0 - column.Box.X0) < 2 * Rows[0].Em);

    /// <summary>The same columns, with quantity and price where rows whose product is right have them: titles may stand elsewhere.</summary>
    public ItemHeader Learn(IReadOnlyList<ItemNumbers> proven)
    {
        if (proven.Count < 2)
        {
            return this;
        }

        var quantity = proven.Select(numbers => numbers.Quantity!.Box).Aggregate((all, box) => all.Union(box));
        var price = proven.Select(numbers => numbers.UnitPrice!.Box).Aggregate((all, box) => all.Union(box));
        bool apart = quantity.X1 < price.X0 || price.X1 < quantity.X0;
        return !apart ? this : this with
        {
            Columns =
            [
                .. Columns.Where(column => column.Field is not ("quantity" or "unit_price")),
                new ItemColumn("quantity", quantity),
                new ItemColumn("unit_price", price),
            ],
        };
    }

    /// <summary>Rows with at least three column titles, among them an amount and what it is for.</summary>
    public static IEnumerable<ItemHeader> Find(Sheet sheet)
    {
        foreach (var row in sheet.Rows)
        {
            if (!sheet.MoneyOf(row).Any(money => money.LooksLikeMoney) && Of(sheet, row) is { } header)
            {
                yield return header;
            }
        }
    }

    private static ItemHeader? Of(Sheet sheet, Row row)
    {
        var next = sheet.Below(row).FirstOrDefault(below => below.Box.Y0 - row.Box.Y1 < 0.8 * row.Height && !sheet.MoneyOf(below).Any());
        var alone = Titles(sheet, [row]);
        var both = next is null ? alone : Titles(sheet, [row, next]);
        bool secondHelps = both.Count > alone.Count;
        var columns = secondHelps ? both : alone;
        bool begins = alone.Count(column => column.Field.Length > 0) >= 2;
        return begins && IsItemHeader(columns) ? new ItemHeader(secondHelps ? [row, next!] : [row], Described(row, columns)) : null;
    }

    private static bool IsItemHeader(IReadOnlyList<ItemColumn> columns)
    {
        var fields = columns.Select(column => column.Field).ToHashSet();
        int known = fields.Count(field => field.Length > 0);
        return fields.Contains("amount") && (fields.Contains("description") || fields.Contains("quantity")) && known >= 2
            && (known >= 3 || fields.Contains("description"));
    }

    private static List<ItemColumn> Titles(Sheet sheet, IReadOnlyList<Row> rows)
    {
        List<ItemColumn> columns = [];
        HashSet<string> taken = [];
        var hits = rows.SelectMany(sheet.LabelsOf).OrderByDescending(hit => hit.Box.CenterX).ToList();
        foreach (var hit in hits)
        {
            string field = Choose(hit, taken);
            taken.Add(field);
            columns.Add(new ItemColumn(field, hit.Box));
        }

        bool onlyGross = !taken.Contains("amount");
        return [.. columns.Select(column => onlyGross && column.Field == Gross ? column with { Field = "amount" } : column).OrderBy(column => column.Box.X0)];
    }

    /// <summary>A title that fits several columns is the one not yet taken; from the right, so that the last "Total" is the amount.</summary>
    private static string Choose(LabelHit hit, HashSet<string> taken)
    {
        var fields = hit.Fields.Where(field => field.StartsWith(Prefix, StringComparison.Ordinal)).Select(field => field[Prefix.Length..]).ToList();
        return fields.FirstOrDefault(field => field == "amount" && !taken.Contains(field)) ?? fields.FirstOrDefault(field => !taken.Contains(field)) ?? "";
    }

    /// <summary>No list holds every word for what is sold ("Services", "Treatments"): without one, the first title that is not known stands for it.</summary>
    private static IReadOnlyList<ItemColumn> Described(Row row, IReadOnlyList<ItemColumn> columns)
    {
        if (columns.Any(column => column.Field == "description"))
        {
            return columns;
        }

        var unknown = row.Segments.FirstOrDefault(segment => segment.Text.Any(char.IsLetter)
            && !columns.Any(column => column.Box.X0 < segment.Box.X1 && column.Box.X1 > segment.Box.X0));
        return unknown.Length == 0 ? columns : [.. columns.Append(new ItemColumn("description", unknown.Box)).OrderBy(column => column.Box.X0)];
    }
}
