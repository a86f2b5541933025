using System.Text.Json.Nodes;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>One rate of a tax table: what it is taken of and how much it is.</summary>
internal sealed record TaxRow(decimal Rate, decimal? Base, decimal Amount);

/// <summary>Rows outside the items that print a rate, a base and an amount that fit together.</summary>
internal static class TaxRows
{
    public static IReadOnlyList<TaxRow> Read(Sheet sheet, IReadOnlySet<int> itemRows) =>
    [
        .. sheet.Rows
            .Where(row => !itemRows.Contains(row.Index))
            .SelectMany(row => Of(sheet, row))
            .OrderBy(tax => Math.Abs((tax.Base!.Value * tax.Rate / 100) - tax.Amount))
            .DistinctBy(tax => tax.Rate)
            .OrderBy(tax => tax.Rate),
    ];

    public static JsonArray ToJson(IReadOnlyList<TaxRow> rows) =>
        [.. rows.Select(tax => (JsonNode)new JsonObject().With("rate", tax.Rate).With("base", tax.Base).With("amount", tax.Amount))];

    private static IEnumerable<TaxRow> Of(Sheet sheet, Row row)
    {
        var amounts = sheet.MoneyOf(row).Where(money => money.LooksLikeMoney).ToList();
        var rates = Rates.Of(row).Concat(amounts.Count > 2 ? BareRates(sheet, row) : []);
        return from rate in rates
               from net in amounts
               from tax in amounts
               where net != tax && rate > 0 && net.Value != 0 && Math.Abs((net.Value * rate / 100) - tax.Value) <= 0.01m
               select new TaxRow(rate, net.Value, tax.Value);
    }

    /// <summary>In a column titled "%" the sign is not repeated.</summary>
    private static IEnumerable<decimal> BareRates(Sheet sheet, Row row) =>
        sheet.MoneyOf(row).Where(money => money.Value is > 0 and < 30 && !money.HasDecimals && money.Currencies.Count == 0).Select(money => money.Value);
}
