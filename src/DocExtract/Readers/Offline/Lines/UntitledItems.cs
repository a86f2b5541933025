using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>
/// Items of a document whose table has no titles: rows that begin in one column with words and end in an amount. They must prove
/// to be items: their amounts give the printed total or subtotal, or in most of them a quantity times a price gives the amount.
/// </summary>
internal static class UntitledItems
{
    private static readonly string[] Closing = ["/total", "/subtotal", "/amount_due"];

    /// <summary>Neither items nor the end of them: the tax of each item may stand beneath it.</summary>
    private static readonly string[] Between = ["/tax_total", "/prepaid", "/rounding"];

    public static ItemTables Read(Sheet sheet)
    {
        var none = new HashSet<int>();
        var sums = TableChoice.PrintedSums(sheet, none);
        return Blocks(sheet)
            .SelectMany(block => block.GroupBy(line => Math.Round(line.Row.Box.X0 / (2 * line.Row.Em))).Append<IEnumerable<Line>>(block))
            .Select(group => group.ToList())
            .Where(lines => IsProven(lines, sums))
            .OrderByDescending(lines => lines.Count)
            .Select(lines => new ItemTables([.. lines.Select(ItemOf)], lines.Select(line => line.Row.Index).ToHashSet()))
            .FirstOrDefault() ?? new ItemTables([], none);
    }

    /// <summary>Rows with words and an amount at their end, between the rows that print totals.</summary>
    private static IEnumerable<List<Line>> Blocks(Sheet sheet)
    {
        List<Line> block = [];
        foreach (var row in sheet.Rows)
        {
            if (IsTotal(sheet, row) || (block.Count > 0 && block[^1].Row.Page != row.Page))
            {
                yield return block;
                block = [];
            }
            else if (LineOf(sheet, row) is { } line)
            {
                block.Add(line);
            }
        }

        yield return block;
    }

    private static bool IsTotal(Sheet sheet, Row row) => ItemBody.IsCarried(sheet, row) || (sheet.MoneyOf(row).Any() && Begins(sheet, row, Closing));

    private static bool Begins(Sheet sheet, Row row, string[] fields) =>
        sheet.LabelsOf(row).Any(hit => fields.Any(hit.Is) && hit.Start == row.SegmentOf(hit.Start).Start);

    private static Line? LineOf(Sheet sheet, Row row)
    {
        var numbers = sheet.MoneyOf(row).ToList();
        bool ends = numbers is [.., var last] && row.Tokens.Count - last.End <= 1 && last.Value != 0 && row.Text(0, last.Start).Any(char.IsLetter);
        if (!ends || sheet.DatesOf(row).Any() || Begins(sheet, row, Between))
        {
            return null;
        }

        var line = PairOf(row, numbers);
        return line.Amount.HasDecimals || line.Pair is not null ? line : null;
    }

    /// <summary>Currencies without cents have whole amounts: they count where a product, perhaps less a printed percentage, proves them.</summary>
    private static Line PairOf(Row row, List<Money> numbers)
    {
        var amount = numbers[^1];
        var percents = ItemNumbers.Percents(row).Select(percent => percent.Value).Where(percent => percent > 0).ToList();
        var pairs = from quantity in numbers
                    from price in numbers
                    where quantity != price && quantity != amount && price != amount && quantity.Start < price.Start
                        && (price.HasDecimals || (quantity.Value != amount.Value && price.Value != amount.Value))
                    let whole = ItemNumbers.Product(quantity.Value, price.Value)
                    let discount = percents.Select(percent => ItemNumbers.Reduced(whole, percent, amount.Value)).FirstOrDefault(found => found is not null)
                    where Math.Abs(whole - amount.Value) <= 0.01m || discount is not null
                    select new Line(row, amount, (quantity, price), Math.Abs(whole - amount.Value) <= 0.01m ? null : discount);
        return pairs.LastOrDefault() ?? new Line(row, amount, null, null);
    }

    private static bool IsProven(List<Line> lines, IReadOnlySet<decimal> sums)
    {
        int products = lines.Count(line => line.Pair is not null);
        return (lines.Count > 1 && sums.Contains(lines.Sum(line => line.Amount.Value))) || (products > 0 && products >= 0.6 * lines.Count);
    }

    private static Item ItemOf(Line line)
    {
        var (row, amount, pair, discount) = line;
        int from = pair is { } numbers && numbers.Quantity.Start == 0 ? numbers.Quantity.End : 0;
        int to = pair is { } both && both.Quantity.Start > from ? both.Quantity.Start : pair is { } late && from > 0 ? late.Price.Start : amount.Start;
        string text = row.Text(from, to).Trim(' ', ':', '-', ',', 'x', '*', '@');
        return new Item
        {
            Description = text.Any(char.IsLetter) ? text : null,
            Quantity = pair?.Quantity.Value,
            UnitPrice = pair?.Price.Value,
            Discount = discount,
            Amount = amount.Value,
        };
    }

    private sealed record Line(Row Row, Money Amount, (Money Quantity, Money Price)? Pair, decimal? Discount);
}
