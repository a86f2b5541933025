using DocExtract.Readers.Offline.Fields;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>Makes items of the rows of a table: a row with an amount in the amount column is an item, text without one belongs to an item near it.</summary>
internal static class ItemReader
{
    public static IReadOnlyList<Item> Read(Sheet sheet, ItemHeader header, IReadOnlyList<Row> body)
    {
        var anchors = body.Where(row => AmountOf(sheet, header, row) is not null && !IsSubtotal(sheet, row)).ToList();
        if (anchors.Count == 0)
        {
            return [];
        }

        var texts = anchors.ToDictionary(row => row.Index, _ => new List<Row>());
        foreach (var row in body)
        {
            if (Owner(row, anchors, body) is { } anchor)
            {
                texts[anchor.Index].Add(row);
            }
        }

        return [.. anchors.Select(row => ItemOf(sheet, header, row, texts[row.Index])).Where(item => item.Description is not null || item.Quantity is not null)];
    }

    /// <summary>
    /// The item a row belongs to: its own, else the one above, unless it stands clearly nearer to the one below (numbers are then
    /// centred beside wrapped text). Text far beneath the last item belongs to none.
    /// </summary>
    private static Row? Owner(Row row, List<Row> anchors, IReadOnlyList<Row> body)
    {
        if (anchors.Find(anchor => anchor.Index == row.Index) is { } own)
        {
            return own;
        }

        var above = anchors.LastOrDefault(anchor => anchor.Index < row.Index);
        var below = anchors.Find(anchor => anchor.Index > row.Index);
        double up = above is null ? double.MaxValue : Span(body, above, row);
        double down = below is null ? double.MaxValue : Span(body, row, below);
        bool far = Math.Min(up, down) > 2.5 * row.Height;
        return far ? null : down < 0.6 * up ? below : above;
    }

    /// <summary>The widest gap between two rows of a table: wrapped text is tight, items stand apart.</summary>
    private static double Span(IReadOnlyList<Row> body, Row from, Row to)
    {
        var between = body.Where(row => row.Index >= from.Index && row.Index <= to.Index).ToList();
        return between.Zip(between.Skip(1)).Select(pair => Math.Max(0, pair.Second.Box.Y0 - pair.First.Box.Y1) + (0.01 * pair.First.Height)).DefaultIfEmpty(0).Max();
    }

    private static bool IsSubtotal(Sheet sheet, Row row) =>
        sheet.LabelsOf(row).Any(hit => hit.Is("/subtotal") && hit.Start == row.SegmentOf(hit.Start).Start) && sheet.MoneyOf(row).Count() == 1;

    private static Money? AmountOf(Sheet sheet, ItemHeader header, Row row) =>
        sheet.MoneyOf(row).LastOrDefault(money => ColumnOf(header, money, row)?.Field == "amount" && money.Box.X1 > header.Column("amount")!.Box.X0 - (2 * row.Em));

    /// <summary>The column whose title a number stands under: by the nearer of left edge, centre and right edge.</summary>
    private static ItemColumn? ColumnOf(ItemHeader header, Money money, Row row)
    {
        var box = money.Box;
        return header.Columns
            .Select(column => (column, distance: Math.Min(
                Math.Abs(column.Box.CenterX - box.CenterX),
                Math.Min(Math.Abs(column.Box.X0 - box.X0), Math.Abs(column.Box.X1 - box.X1)))))
            .Where(near => near.distance < 8 * row.Em)
            .OrderBy(near => near.distance)
            .Select(near => near.column)
            .FirstOrDefault();
    }

    private static Item ItemOf(Sheet sheet, ItemHeader header, Row row, List<Row> texts)
    {
        var numbers = sheet.MoneyOf(row)
            .Select(money => (money, field: ColumnOf(header, money, row)?.Field))
            .Where(cell => cell.field is { Length: > 0 })
            .ToLookup(cell => cell.field!, cell => cell.money);
        decimal? Number(string field) => numbers[field].Select(money => (decimal?)money.Value).LastOrDefault();
        return new Item
        {
            Description = Description(sheet, header, texts),
            ItemNumber = Text(header, "item_number", row),
            Quantity = Number("quantity"),
            Unit = Unit(header, row, numbers["quantity"].LastOrDefault()),
            UnitPrice = Number("unit_price"),
            TaxRate = Rates.Of(row).Select(rate => (decimal?)rate).LastOrDefault() ?? (Number("tax_rate") is { } rate && IsRate(rate) ? rate : null),
            Amount = AmountOf(sheet, header, row)!.Value,
        };
    }

    /// <summary>A column titled "tax" may also hold amounts: rates are whole or half percents.</summary>
    private static bool IsRate(decimal number) => number is >= 0 and <= 30 && number % 0.5m == 0;

    private static string? Description(Sheet sheet, ItemHeader header, List<Row> rows)
    {
        var texts = rows.Select(row => Text(header, "description", row)).Where(text => text is not null && text.Any(char.IsLetter));
        string text = string.Join(' ', texts).Trim(' ', ':', '-', ',');
        return text.Length > 0 ? text : null;
    }

    private static string? Unit(ItemHeader header, Row row, Money? quantity)
    {
        if (Text(header, "unit", row) is { } unit)
        {
            return unit.Any(char.IsLetter) ? unit : null;
        }

        bool follows = quantity is not null && quantity.End < row.Tokens.Count && row.Gap(quantity.End) < 2;
        string text = follows ? row.Tokens[quantity!.End].Text : "";
        return text.Length is > 0 and <= 8 && text.All(c => char.IsLetter(c) || c is '.' or '²' or '³') && char.IsLetter(text[0]) ? text : null;
    }

    /// <summary>The words of a row between a column's title and the next column.</summary>
    private static string? Text(ItemHeader header, string field, Row row)
    {
        if (header.Column(field) is not { } column)
        {
            return null;
        }

        // Titles over two rows may stand above each other: they share their column.
        var before = header.Columns.LastOrDefault(other => other.Box.X0 < column.Box.X0 - (2 * row.Em));
        var after = header.Columns.FirstOrDefault(other => other.Box.X0 > column.Box.X0 + (2 * row.Em));
        double left = before is null ? -1 : Border(before, column, row);
        double right = after is null ? 2 : Border(column, after, row);
        var words = row.Tokens.Where(token => token.Box.CenterX > left && token.Box.CenterX < right).Select(token => token.Text);
        string text = string.Join(' ', words);
        return text.Length > 0 ? text : null;
    }

    /// <summary>Left-aligned text may reach far beyond its title: the border is where the next column's words begin in this row.</summary>
    private static double Border(ItemColumn left, ItemColumn right, Row row)
    {
        var segment = row.Segments.FirstOrDefault(segment => segment.Box.X1 > right.Box.X0 - row.Em && segment.Box.X0 > left.Box.X0);
        double start = segment.Length > 0 ? Math.Min(segment.Box.X0, right.Box.X0) : right.Box.X0;
        return Math.Max(left.Box.X0, start - (0.5 * row.Em));
    }
}
