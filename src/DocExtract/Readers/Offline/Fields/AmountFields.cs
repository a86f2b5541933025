using DocExtract.Readers.Offline.Labels;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>Amounts that a label announces: in its row, the last one first, or at the foot of the column beneath it.</summary>
internal static class AmountFields
{
    /// <summary>Amounts of one column stand no further apart than this many line heights.</summary>
    private const double ColumnBreak = 3;

    /// <param name="sheet">The document.</param>
    /// <param name="field">Pointer of the field.</param>
    /// <param name="itemRows">Indexes of the rows of the item table: their amounts are no totals.</param>
    public static IReadOnlyList<Candidate<Money>> Find(Sheet sheet, string field, IReadOnlySet<int> itemRows) =>
    [
        .. sheet.LabelsFor(field)
            .Where(hit => !itemRows.Contains(hit.Row.Index))
            .SelectMany(hit => Of(sheet, hit, itemRows))
            .Where(candidate => candidate.Score > 0)
            .GroupBy(candidate => candidate.Value.Value)
            .Select(same => same.MaxBy(candidate => candidate.Score)!)
            .OrderByDescending(candidate => candidate.Score),
    ];

    private static IEnumerable<Candidate<Money>> Of(Sheet sheet, LabelHit hit, IReadOnlySet<int> itemRows)
    {
        var right = Right(sheet, hit, hit.Row).ToList();
        return right.Count > 0 ? right : Wrapped(sheet, hit).Concat(Beneath(sheet, hit, itemRows));
    }

    /// <summary>A label over two lines has its amount beside the second: "Total due" above "(in USD)   12.00".</summary>
    private static IEnumerable<Candidate<Money>> Wrapped(Sheet sheet, LabelHit hit) =>
        sheet.Below(hit.Row).FirstOrDefault() is { } next
        && next.Box.Y0 - hit.Box.Y1 < hit.Row.Height
        && Math.Abs(next.Tokens[0].Box.X0 - hit.Box.X0) < 2 * next.Em
        && !next.Tokens[0].HasDigit
        && !sheet.LabelsOf(next).Any(label => label.Fields.Any(field => field != "/currency"))
            ? Right(sheet, hit, next)
            : [];

    private static IEnumerable<Candidate<Money>> Right(Sheet sheet, LabelHit hit, Row row)
    {
        int end = row == hit.Row ? Places.EndOfRight(sheet, hit) : row.Tokens.Count;
        var found = sheet.MoneyOf(row)
            .Where(money => (row != hit.Row || Places.IsRight(money, hit)) && money.Start < end).Reverse().ToList();
        double late = 0.05 * (hit.Row.Index + 1) / sheet.Rows.Count;
        return found.Select((money, fromRight) =>
            new Candidate<Money>(money, hit.Weight + 0.3 + late + Shape(money) - (0.15 * fromRight), $"right of '{hit.Key}'"));
    }

    private static IEnumerable<Candidate<Money>> Beneath(Sheet sheet, LabelHit hit, IReadOnlySet<int> itemRows)
    {
        List<Money> column = [];
        double bottom = hit.Box.Y1;
        foreach (var row in sheet.Below(hit.Row).TakeWhile(row => !itemRows.Contains(row.Index)))
        {
            if (row.Box.Y0 - bottom > ColumnBreak * row.Height)
            {
                break;
            }

            if (sheet.MoneyOf(row).FirstOrDefault(money => Places.IsUnder(money.Box, hit, row.Em)) is { } money)
            {
                column.Add(money);
                bottom = row.Box.Y1;
            }
        }

        return column.Select((money, i) => new Candidate<Money>(
            money, hit.Weight + 0.1 + Shape(money) - (0.05 * (column.Count - 1 - i)), $"beneath '{hit.Key}'"));
    }

    /// <summary>A bare integer beside "total" may count pieces.</summary>
    private static double Shape(Money money) => (money.HasDecimals ? 0.1 : money.Currencies.Count > 0 ? 0.05 : -0.45) + (money.Currencies.Count > 0 ? 0.05 : 0);
}
