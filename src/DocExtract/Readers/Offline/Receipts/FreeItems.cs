using DocExtract.Readers.Offline.Labels;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Lines;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>
/// Items without column titles: rows with an amount at their end, beneath the head of the receipt and above the first sum. What is
/// bought may stand in the row above its numbers, and how many for how much in the row beneath.
/// </summary>
internal static class FreeItems
{
    private static readonly string[] Closing = ["/total", "/subtotal", "/tax_total", "/paid", "/change", "/rounding", "/tip"];

    /// <summary>Letters of a tax rate and the like may stand behind an amount.</summary>
    private const int MostAfterAmount = 2;

    /// <summary>Amounts that end so many characters left of the others are prices.</summary>
    private const double ColumnWidth = 4;

    /// <summary>The shop's name, whatever numbers are in it, takes the first rows.</summary>
    private const int HeadRows = 1;

    /// <param name="sheet">The receipt.</param>
    /// <param name="withDiscounts">Whether labelled discounts between items are rows of their own, with a negative amount; behind the last item they are the whole receipt's.</param>
    public static IReadOnlyList<Item> Read(Sheet sheet, bool withDiscounts)
    {
        List<Item> items = [];
        int whole = 0;
        string? above = null;
        var rows = Body(sheet);
        double right = RightEdge(sheet, rows);
        foreach (var row in rows)
        {
            var money = sheet.MoneyOf(row).ToList();
            bool counted = items.Count > 0 && Priced(items[^1], money) is { } better && Replace(items, better);
            bool discount = IsDiscount(sheet, row);
            if (counted || (discount && !withDiscounts) || AmountOf(row, money, right) is not { } amount)
            {
                above = counted || sheet.LabelsOf(row).Any() ? null : row.Text(0, row.Tokens.Count);
                continue;
            }

            var item = ItemRow.Of(row, [.. money.TakeWhile(number => number != amount), amount], above);
            if (item is { Amount: 0, Quantity: null } && items.Count > 0)
            {
                // How an item was wanted ("no onions 0.00") is no item.
                continue;
            }

            items.Add(discount && item.Amount > 0 ? item with { Amount = -item.Amount } : item);
            whole = discount ? whole : items.Count;
            above = null;
        }

        return [.. items.Take(whole)];
    }

    /// <summary>The rows between the head and the first sum beneath an amount.</summary>
    private static List<Row> Body(Sheet sheet)
    {
        var header = ItemHeader.Find(sheet).FirstOrDefault();
        List<Row> body = [];
        bool begun = false;
        foreach (var row in sheet.Rows.Skip(header is null ? 0 : header.Rows[^1].Index + 1))
        {
            if (begun && Closes(sheet, row))
            {
                break;
            }

            bool head = (header is null && row.Index < HeadRows) || sheet.DatesOf(row).Any() || IsCount(sheet, row) || Closes(sheet, row);
            begun |= !head && sheet.MoneyOf(row).Any(money => money.HasDecimals);
            if (!head)
            {
                body.Add(row);
            }
        }

        return body;
    }

    /// <summary>A sum's label with its amount; behind a number it belongs to an item ("2 Summer rolls 8.00").</summary>
    private static bool Closes(Sheet sheet, Row row) => sheet.LabelsOf(row).Any(hit =>
        Closing.Any(hit.Is) && (hit.Start == row.SegmentOf(hit.Start).Start || hit is { Key.Length: > 4 } && (hit.Is("/total") || hit.Is("/subtotal")))
        && !sheet.MoneyOf(row).Any(money => money.HasDecimals && money.End <= hit.Start)
        && sheet.MoneyOf(row).Any(money => money.HasDecimals && Places.IsRight(money, hit)));

    /// <summary>"Total qty 3": known words at the head of a row, with nothing but a number behind them, say that it is no item.</summary>
    private static bool IsCount(Sheet sheet, Row row) => sheet.LabelsOf(row).Any(hit => hit is { Start: 0, Fields.Count: 0, Key.Length: > 5 }
        && row.Text(hit.End, sheet.MoneyOf(row).Where(money => Places.IsRight(money, hit)).Select(money => money.Start).DefaultIfEmpty(hit.End).First()).Count(char.IsLetter) < 3);

    /// <summary>A discount by its label; behind a price it is told of an item ("2 x 5.50 (Disc: 1.00)").</summary>
    private static bool IsDiscount(Sheet sheet, Row row) => sheet.LabelsOf(row).Any(hit =>
        hit.Key.Length > 3 && hit.Is("/discount_total") && !sheet.MoneyOf(row).Any(money => money.HasDecimals && money.End <= hit.Start));

    private static double RightEdge(Sheet sheet, List<Row> rows)
    {
        var edges = rows.SelectMany(row => sheet.MoneyOf(row).Where(money => money.HasDecimals).TakeLast(1)).Select(money => money.Box.X1).Order().ToList();
        return edges.Count == 0 ? 0 : edges[edges.Count / 2];
    }

    private static Money? AmountOf(Row row, List<Money> money, double right) =>
        money.LastOrDefault(number => number.HasDecimals) is { } amount
        && row.Tokens.Count - amount.End <= MostAfterAmount && amount.Box.X1 > right - (ColumnWidth * row.Em)
        && !(amount.Start > 0 && row.Tokens[amount.Start - 1].Text.EndsWith('@')) ? amount : null;

    /// <summary>The item above with count and price, when this row multiplies to its amount: "2 x 10.45" beneath "20.90".</summary>
    private static Item? Priced(Item item, List<Money> money) =>
        item.Quantity is null && money is [var count, { HasDecimals: true } price] && !count.HasDecimals && count.Value * price.Value == item.Amount
            ? item with { Quantity = count.Value, UnitPrice = price.Value } : null;

    private static bool Replace(List<Item> items, Item item)
    {
        items[^1] = item;
        return true;
    }
}
