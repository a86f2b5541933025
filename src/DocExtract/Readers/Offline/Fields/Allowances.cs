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
        if (totals is not { AddUp: true, Subtotal: { } subtotal, Discount: null, Charge: null } || lines <= 0 || lines == subtotal.Value.Value)
        {
            return totals;
        }

        var explained =
            from discount in Options(sheet, "/discount_total", itemRows)
            from charge in Options(sheet, "/charge_total", itemRows)
            where !IsSame(discount, charge) && lines - Size(discount) + Size(charge) == subtotal.Value.Value
            orderby (discount?.Score ?? 0) + (charge?.Score ?? 0) descending
            select totals with { Discount = discount, Charge = charge };
        return explained.FirstOrDefault(totals);
    }

    private static IEnumerable<Candidate<Money>?> Options(Sheet sheet, string field, IReadOnlySet<int> itemRows) =>
        AmountFields.Find(sheet, field, itemRows).Take(Most).Cast<Candidate<Money>?>().Append(null);

    private static decimal Size(Candidate<Money>? amount) => Math.Abs(amount?.Value.Value ?? 0);

    private static bool IsSame(Candidate<Money>? one, Candidate<Money>? other) =>
        one is not null && other is not null && one.Value.Row == other.Value.Row && one.Value.Start == other.Value.Start;
}
