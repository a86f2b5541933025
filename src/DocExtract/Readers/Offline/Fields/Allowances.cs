using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>
/// Discounts and charges of the whole invoice that stand between the sum of its lines and its subtotal (EN 16931, BT-107 and
/// BT-108): labelled amounts that explain the difference to the cent.
/// </summary>
internal static class Allowances
{
    private const int Most = 6;

    /// <summary>The totals with the discount, the charge or both that lead from the lines to the subtotal; unchanged where none are needed or none do.</summary>
    /// <param name="totals">Amounts that add up without either.</param>
    /// <param name="lines">The sum of the lines.</param>
    /// <param name="sheet">The document.</param>
    /// <param name="itemRows">Indexes of the rows of the item table.</param>
    public static Totals Between(Totals totals, decimal lines, Sheet sheet, IReadOnlySet<int> itemRows)
    {
        if (totals is not { AddUp: true, Subtotal: { } subtotal, Discount: null, Charge: null } || lines == 0 || lines == subtotal.Value.Value)
        {
            return totals;
        }

        int sign = Math.Sign(lines);
        var explained =
            from discount in Options(sheet, "/discount_total", itemRows)
            from charge in Options(sheet, "/charge_total", itemRows)
            where !IsSame(discount, charge) && lines - (sign * Size(discount)) + (sign * Size(charge)) == subtotal.Value.Value
            orderby (discount?.Score ?? 0) + (charge?.Score ?? 0) descending
            select totals with { Discount = discount, Charge = charge };
        return explained.FirstOrDefault() ?? InRow(totals, lines, subtotal.Value, sheet) ?? totals;
    }

    /// <summary>Where the totals stand in one row, the signed amounts between the sum of the lines and the subtotal lead from the one to the other.</summary>
    private static Totals? InRow(Totals totals, decimal lines, Money subtotal, Sheet sheet)
    {
        var before = sheet.MoneyOf(subtotal.Row).TakeWhile(money => money.Start < subtotal.Start).Where(money => money.HasDecimals).SkipWhile(money => money.Value != lines).ToList();
        var between = before.Skip(1).ToList();
        var against = between.FindAll(money => Math.Sign(money.Value) != Math.Sign(lines));
        var along = between.FindAll(money => Math.Sign(money.Value) == Math.Sign(lines));
        return between.Count > 0 && against.Count <= 1 && along.Count <= 1 && before.Sum(money => money.Value) == subtotal.Value
            ? totals with { Discount = Found(against), Charge = Found(along) }
            : null;
    }

    private static Candidate<Money>? Found(List<Money> amounts) =>
        amounts is [var only] ? new Candidate<Money>(only, 0.3, "between lines and subtotal") : null;

    private static IEnumerable<Candidate<Money>?> Options(Sheet sheet, string field, IReadOnlySet<int> itemRows) =>
        AmountFields.Find(sheet, field, itemRows).Take(Most).Cast<Candidate<Money>?>().Append(null);

    private static decimal Size(Candidate<Money>? amount) => Math.Abs(amount?.Value.Value ?? 0);

    private static bool IsSame(Candidate<Money>? one, Candidate<Money>? other) =>
        one is not null && other is not null && one.Value.Row == other.Value.Row && one.Value.Start == other.Value.Start;
}
