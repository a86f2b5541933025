using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>Wrong amounts: each slip once in what is to be paid, and once in another amount of the document.</summary>
internal static class AmountFaults
{
    private const string Total = "/total";

    private static readonly (string Name, Func<string, IReadOnlyList<string>> Of)[] Slips =
        [("digit changed", Digits.Changed), ("digits swapped", Digits.Swapped), ("decimal moved", Digits.Moved), ("separator misread", Digits.Misread)];

    /// <summary>Amounts of the whole document, and those of rows that are printed in them.</summary>
    private static readonly string[] Others = ["/subtotal", "/tax_total", "/amount_due", "/prepaid", "/discount_total", "/charge_total", "/tip", "/lines/*/amount", "/lines/*/unit_price"];

    public static IEnumerable<Fault> Of(string document, JsonObject truth, IReadOnlyList<decimal> rightTotals, Printed printed)
    {
        var total = FieldValue.Find(truth, Total);
        var others = Others.SelectMany(pattern => FieldValue.Select(truth, pattern)).Where(IsAmount).ToList();
        foreach (var (name, slip) in Slips)
        {
            if (total is { } field && Slip(document, truth, field, new FaultKind($"{name}, total", IsMoney: true, IsTotal: true), slip, rightTotals) is { } wrongTotal)
            {
                yield return wrongTotal;
            }

            var kind = new FaultKind($"{name}, other amount", IsMoney: true);
            var other = new Draw(document, kind.Name).Of(others);
            if (others.Count > 0 && Slip(document, truth, other, kind, slip, []) is { } wrongAmount)
            {
                yield return wrongAmount;
            }
        }

        foreach (var fault in total is { } paid ? FromElsewhere(document, truth, paid, rightTotals, printed) : [])
        {
            yield return fault;
        }

        if (RateAsTax(document, truth, printed) is { } rate)
        {
            yield return rate;
        }
    }

    private static bool IsAmount(FieldValue field) => field.AsDecimal() is not (null or 0);

    private static Fault? Slip(
        string document, JsonObject truth, FieldValue field, FaultKind kind, Func<string, IReadOnlyList<string>> slip, IReadOnlyList<decimal> right) =>
        field.AsDecimal() is { } amount
        && new Draw(document, kind.Name + field.Pointer).Of([.. slip(Digits.Of(amount)).Where(text => IsWrong(text, amount, right))]) is { } wrong
            ? Lie.Amount(kind, truth, field, wrong)
            : null;

    private static bool IsWrong(string text, decimal amount, IReadOnlyList<decimal> right) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) is var value && value != amount && !right.Contains(value);

    private static IEnumerable<Fault> FromElsewhere(
        string document, JsonObject truth, FieldValue total, IReadOnlyList<decimal> right, Printed printed)
    {
        decimal amount = total.AsDecimal() ?? 0;
        var wrong = printed.Amounts.Where(other => other.Value != Math.Abs(amount) && !right.Contains(other.Value)).ToList();
        var kind = new FaultKind("total from another line", IsMoney: true, IsTotal: true);
        if (wrong.Count > 0)
        {
            yield return Lie.Amount(kind, truth, total, Digits.Of(new Draw(document, kind.Name).Of(wrong).Value));
        }

        int[] pages = [.. printed.Amounts.Where(other => other.Value == Math.Abs(amount)).Select(other => other.Page)];
        var elsewhere = wrong.Where(other => pages.Length > 0 && !pages.Contains(other.Page)).ToList();
        kind = new FaultKind("total from another page", IsMoney: true, IsTotal: true);
        if (elsewhere.Count > 0)
        {
            yield return Lie.Amount(kind, truth, total, Digits.Of(new Draw(document, kind.Name).Of(elsewhere).Value));
        }
    }

    private static Fault? RateAsTax(string document, JsonObject truth, Printed printed)
    {
        var kind = new FaultKind("tax rate as tax total", IsMoney: true);
        var rates = FieldValue.Select(truth, "/tax_breakdown/*/rate").Concat(FieldValue.Select(truth, "/lines/*/tax_rate"))
            .Select(rate => rate.AsDecimal() ?? 0).Where(rate => rate > 0).Distinct().ToList();
        var given = rates.Count > 0 ? rates : printed.Rates;
        return FieldValue.Find(truth, "/tax_total") is { } tax && new Draw(document, kind.Name).Of(given) is var rate && rate > 0 && rate != tax.AsDecimal()
            ? Lie.Amount(kind, truth, tax, Digits.Of(rate))
            : null;
    }
}
