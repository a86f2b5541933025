using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>Makes items of the rows of a table: a row with an amount in the amount column is an item, text without one belongs to an item near it.</summary>
internal static class ItemReader
{
    /// <returns>The items, and the rows from the top of the table to the end of the last of them.</returns>
    public static (IReadOnlyList<Item> Items, IReadOnlyList<Row> Rows) Read(Sheet sheet, ItemHeader header, IReadOnlyList<Row> body)
    {
        var titled = Numbers(sheet, header, body);
        var learned = header.Learn([.. titled.Values.Where(numbers => numbers.Proven)]);
        var items = Numbers(sheet, learned, body);
        header = header.Coded([.. items.Values]);
        if (items.Count == 0)
        {
            return ([], []);
        }

        var anchors = body.Where(row => items.ContainsKey(row.Index)).ToList();
        var texts = anchors.ToDictionary(row => row.Index, _ => new List<Row>());
        foreach (var row in body)
        {
            if (Owner(header, row, anchors, body) is { } anchor)
            {
                texts[anchor.Index].Add(row);
            }
        }

        double widest = Widest(header, texts, items);
        int last = texts.Values.Max(rows => rows[^1].Index);
        return (
            ItemPositions.Without([.. anchors
                .Select(row => ItemOf(sheet, header, row, items[row.Index], texts[row.Index], widest))
                .Where(item => item.Description is not null || item.Quantity is not null)]),
            [.. body.Where(row => row.Index <= last)]);
    }

    /// <summary>By the row of the amount. Of two rows that claim one amount, torn apart by a scan, the proven one has it.</summary>
    private static Dictionary<int, ItemNumbers> Numbers(Sheet sheet, ItemHeader header, IReadOnlyList<Row> body) => ItemSums.Without([.. body
        .Where(row => !IsSubtotal(sheet, row))
        .Select(row => ItemNumbers.Of(sheet, header, row, body.Where(other => IsBeside(other, row))))
        .OfType<ItemNumbers>()])
        .GroupBy(numbers => numbers.Amount.Row.Index)
        .ToDictionary(claims => claims.Key, claims => claims.FirstOrDefault(numbers => numbers.Proven) ?? claims.First());

    /// <summary>
    /// The item a row belongs to: its own, else the one above, unless it stands clearly nearer to the one below (numbers are then
    /// centred beside wrapped text). Text far beneath the last item, or across the columns, belongs to none; nor does a heading above
    /// an item that is named in its own row.
    /// </summary>
    private static Row? Owner(ItemHeader header, Row row, List<Row> anchors, IReadOnlyList<Row> body)
    {
        if (anchors.Find(anchor => anchor.Index == row.Index) is { } own)
        {
            return own;
        }

        var above = anchors.LastOrDefault(anchor => anchor.Index < row.Index && anchor.Page == row.Page);
        var below = anchors.Find(anchor => anchor.Index > row.Index && anchor.Page == row.Page);
        double up = above is null ? double.MaxValue : Span(body, above, row);
        double down = below is null ? double.MaxValue : Span(body, row, below);
        bool far = Math.Min(up, down) > 2.5 * row.Height;
        bool goesDown = down < 0.6 * up;
        bool heading = goesDown && down > 0.35 * row.Height && ItemText.Of(header, "description", below!)?.Any(char.IsLetter) == true;
        return far || heading || ItemText.IsProse(header, row) ? null : goesDown ? below : above;
    }

    /// <summary>The widest gap between two rows of a table: wrapped text is tight, items stand apart.</summary>
    private static double Span(IReadOnlyList<Row> body, Row from, Row to)
    {
        var between = body.Where(row => row.Index >= from.Index && row.Index <= to.Index).ToList();
        return between.Zip(between.Skip(1)).Select(pair => Math.Max(0, pair.Second.Box.Y0 - pair.First.Box.Y1) + (0.01 * pair.First.Height)).DefaultIfEmpty(0).Max();
    }

    private static bool IsSubtotal(Sheet sheet, Row row) =>
        sheet.LabelsOf(row).Any(hit => hit.Is("/subtotal") && hit.Start == row.SegmentOf(hit.Start).Start) && sheet.MoneyOf(row).Count() == 1;

    private static bool IsBeside(Row other, Row row) => other != row && other.Page == row.Page
        && Math.Min(other.Box.Y1, row.Box.Y1) - Math.Max(other.Box.Y0, row.Box.Y0) > -0.15 * row.Height;

    /// <summary>How far the names of a table and what stands beneath them reach to the right: what would have fitted there was not wrapped.</summary>
    private static double Widest(ItemHeader header, Dictionary<int, List<Row>> texts, Dictionary<int, ItemNumbers> items)
    {
        double limit = header.Column("description") is { } own
            ? header.Columns.Where(column => column.Box.X0 > own.Box.X1).Select(column => column.Box.X0).DefaultIfEmpty(1).Min() : 1;
        return texts.Values.SelectMany(rows => rows.Take(2))
            .Select(row => ItemText.Place(header, "description", row, items.GetValueOrDefault(row.Index))?.Box.X1 ?? 0)
            .Where(right => right < limit)
            .DefaultIfEmpty()
            .Max();
    }

    private static Item ItemOf(Sheet sheet, ItemHeader header, Row row, ItemNumbers numbers, List<Row> texts, double widest) => new()
    {
        Description = ItemName.Of(sheet, header, texts, numbers, widest),
        ItemNumber = ItemText.WithoutPosition(ItemText.Of(header, "item_number", row, numbers)),
        Quantity = numbers.Quantity?.Value,
        Unit = Unit(header, row, numbers),
        UnitPrice = numbers.UnitPrice?.Value,
        Discount = numbers.Discount,
        TaxRate = numbers.TaxRate,
        Amount = numbers.Amount.Value,
    };

    private static string? Unit(ItemHeader header, Row row, ItemNumbers numbers)
    {
        if (ItemText.Of(header, "unit", row, numbers) is { } unit)
        {
            return unit.Any(char.IsLetter) ? unit : null;
        }

        bool follows = numbers.Quantity is { } quantity && quantity.End < row.Tokens.Count && row.Gap(quantity.End) < 2;
        string text = follows ? row.Tokens[numbers.Quantity!.End].Text : "";
        return text.Length is > 0 and <= 8 && text.All(c => char.IsLetter(c) || c is '.' or '²' or '³') && char.IsLetter(text[0]) ? text : null;
    }
}
