using System.Text.Json.Nodes;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Lines;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>What was bought: rows with an amount at their end, above the first subtotal or total, beneath the head of the receipt.</summary>
internal static class ReceiptLines
{
    private static readonly string[] Closing = ["/total", "/subtotal", "/tax_total", "/paid", "/change", "/rounding", "/discount_total", "/tip"];

    public static JsonArray Read(Sheet sheet, Candidate<Money>? total)
    {
        var table = ItemTables.ReadTitled(sheet);
        return table.Items.Count > 0 ? table.ToJson() : [.. Free(sheet, total).Select(item => (JsonNode)item.ToJson())];
    }

    private static IEnumerable<Item> Free(Sheet sheet, Candidate<Money>? total)
    {
        int last = total?.Value.Row.Index ?? sheet.Rows.Count;
        string? above = null;
        foreach (var row in sheet.Rows.Take(last).TakeWhile(row => !Closes(sheet, row)))
        {
            var money = sheet.MoneyOf(row).ToList();
            bool head = sheet.DatesOf(row).Any() || row.Box.CenterY < 0.08;
            if (head || money.LastOrDefault() is not { HasDecimals: true } amount || row.Tokens.Count - amount.End > 2)
            {
                above = head || sheet.LabelsOf(row).Any() ? null : row.Text(0, row.Tokens.Count);
                continue;
            }

            yield return ItemOf(row, money, above);
            above = null;
        }
    }

    private static bool Closes(Sheet sheet, Row row) =>
        sheet.LabelsOf(row).Any(hit => hit.Start == 0 && Closing.Any(hit.Is)) && sheet.MoneyOf(row).Any(money => money.HasDecimals);

    private static Item ItemOf(Row row, List<Money> money, string? above)
    {
        var counts = money.Where(number => !number.HasDecimals && number.Value is > 0 and < 1000).ToList();
        var prices = money.Where(number => number.HasDecimals).ToList();
        int from = counts.FirstOrDefault()?.Start == 0 ? counts[0].End : 0;
        int to = money.Where(number => number.Start > from).Select(number => number.Start).DefaultIfEmpty(row.Tokens.Count).First();
        string own = row.Text(from, Math.Max(from, to)).Trim(' ', 'x', 'X', '*', '@');
        string? text = own.Count(char.IsLetter) > 1 ? own : above;
        return new Item
        {
            Description = text,
            Quantity = counts.Count == 1 ? counts[0].Value : null,
            UnitPrice = prices.Count > 1 && counts.Count == 1 && counts[0].Value * prices[^2].Value == prices[^1].Value ? prices[^2].Value : null,
            Amount = prices[^1].Value,
        };
    }
}
