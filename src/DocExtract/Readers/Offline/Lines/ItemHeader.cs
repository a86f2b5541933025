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

    /// <summary>An unknown title above words of letters and digits without a space, in most items, is the item number's.</summary>
    public ItemHeader Coded(IReadOnlyList<ItemNumbers> items)
    {
        var code = Column("item_number") is not null ? null : Columns.FirstOrDefault(column => column.Field.Length == 0
            && items.Count(item => ItemText.WithoutPosition(ItemText.Under(this, column, item.Amount.Row, item)) is { } text && IsCode(text)) > 0.6 * items.Count);
        return code is null || items.Count < 2 ? this : this with { Columns = [.. Columns.Select(column => column == code ? column with { Field = "item_number" } : column)] };
    }

    private static bool IsCode(string text) => text.Length >= 3 && !text.Contains(' ') && text.Any(char.IsAsciiDigit) && text.Any(char.IsLetter)
        && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '.' or '/' or '_');

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
        return begins && IsItemHeader(columns) ? new ItemHeader(secondHelps ? [row, next!] : [row], Completed(row, columns)) : null;
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
        var hits = Joined([.. rows.SelectMany(sheet.LabelsOf).OrderByDescending(hit => hit.Box.CenterX)]);
        foreach (var hit in hits)
        {
            string field = Choose(hit, taken);
            taken.Add(field);
            columns.Add(new ItemColumn(field, BoxOf(sheet, hit)));
        }

        // One column of money, whatever its title, is the amounts.
        string other = taken.Contains("amount") ? "amount" : taken.Contains(Gross) ? Gross : taken.Contains("quantity") ? "amount" : "unit_price";
        return [.. columns.Select(column => column.Field == other ? column with { Field = "amount" } : column).OrderBy(column => column.Box.X0)];
    }

    /// <summary>"Value" above "gross" is one title, and the lower word tells which amount it is.</summary>
    private static List<LabelHit> Joined(List<LabelHit> hits) =>
        [.. hits.Where(hit => !hits.Any(lower => lower.Is(Prefix + Gross) && lower.Row.Index > hit.Row.Index && lower.Box.X0 < hit.Box.X1 && lower.Box.X1 > hit.Box.X0))];

    /// <summary>A title that fits several columns is the one not yet taken; from the right, so that the last "Total" is the amount.</summary>
    private static string Choose(LabelHit hit, HashSet<string> taken)
    {
        var fields = hit.Fields.Where(field => field.StartsWith(Prefix, StringComparison.Ordinal)).Select(field => field[Prefix.Length..]).ToList();
        if (fields.Count == 0 && (hit.Is("/total") || hit.Is("/subtotal")))
        {
            fields = ["amount"];
        }

        return fields.FirstOrDefault(field => field == "amount" && !taken.Contains(field)) ?? fields.FirstOrDefault(field => !taken.Contains(field)) ?? "";
    }

    /// <summary>
    /// Titles that no list knows are columns too: what stands under them belongs to no other. Where nothing is titled a description
    /// ("Services", "Treatments"), the first of them stands for it; a mere sign ("#") stands for the position.
    /// </summary>
    private static IReadOnlyList<ItemColumn> Completed(Row row, IReadOnlyList<ItemColumn> columns)
    {
        var unknown = row.Segments
            .Where(segment => !segment.Text.Any(char.IsDigit) && !columns.Any(column => column.Box.X0 < segment.Box.X1 && column.Box.X1 > segment.Box.X0))
            .Select(segment => new ItemColumn(segment.Text.Any(char.IsLetter) ? "" : "position", segment.Box)).ToList();
        int first = unknown.FindIndex(column => column.Field.Length == 0);
        if (first >= 0 && !columns.Any(column => column.Field == "description"))
        {
            unknown[first] = unknown[first] with { Field = "description" };
        }

        return [.. columns.Concat(unknown).OrderBy(column => column.Box.X0)];
    }

    /// <summary>Of a title that is only partly in a list ("Commodity description") all of it.</summary>
    private static Box BoxOf(Sheet sheet, LabelHit hit)
    {
        var segment = hit.Row.SegmentOf(hit.Start);
        bool alone = segment.Length <= 3 && sheet.LabelsOf(hit.Row).Count(other => other.Start >= segment.Start && other.Start < segment.End) == 1;
        return alone ? segment.Box : hit.Box;
    }
}
