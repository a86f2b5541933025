using DocExtract.Readers.Offline.Fields;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>
/// What a receipt came to. Labelled amounts, what was paid less the change, and where nothing else is left the largest amount are
/// candidates; the one that the rest of the receipt agrees with is chosen.
/// </summary>
internal sealed class ReceiptTotals(Sheet sheet, Till till)
{
    /// <summary>Candidates up to this score stand without a label that calls them the total.</summary>
    public const double Guess = 0.1;

    private const string WorkedOut = "cash less change is the sum of the items";

    private static readonly HashSet<int> NoRows = [];

    private readonly List<Money> _money = [.. sheet.Money.Where(money => money.LooksLikeMoney)];

    public Candidate<Money>? Find()
    {
        int summary = sheet.LabelsFor("/tax_summary").Where(hit => hit.Box.CenterY > 0.3).Select(hit => hit.Row.Index).DefaultIfEmpty(int.MaxValue).Min();
        var found = AmountFields.Find(sheet, "/total", NoRows)
            .Select(candidate => candidate with { Score = candidate.Score + Shape(candidate.Value, summary) + till.Support(candidate.Value) })
            .Concat(FromCash())
            .Best(0.3);
        found ??= PaidOnly() ?? Largest();
        return found is null ? null : Rounded(found);
    }

    /// <summary>A labelled part of the total; never more than the total.</summary>
    public static Candidate<Money>? PartOf(Sheet sheet, string field, Candidate<Money>? total) => AmountFields.Find(sheet, field, NoRows)
        .Where(part => total is null || Math.Abs(part.Value.Value) <= Math.Abs(total.Value.Value) + 0.05m)
        .Best(0.6);

    /// <summary>A labelled total that says something other than one that was worked out; null where there is none.</summary>
    public decimal? Contradicted(Candidate<Money> total) => total.Reason != WorkedOut ? null
        : AmountFields.Find(sheet, "/total", NoRows).Select(labelled => labelled.Value)
            .FirstOrDefault(labelled => labelled.HasDecimals && labelled.Value != total.Value.Value)?.Value;

    private double Shape(Money money, int summary)
    {
        int repeated = _money.Count(other => other.Value == money.Value) - 1;
        return (0.1 * Math.Min(4, repeated)) - (money.Row.Index > summary ? 0.8 : 0) - (money.Value <= 0 ? 1 : 0);
    }

    /// <summary>Cash less change, where it is printed; where OCR lost it, only if the items come to the same.</summary>
    private IEnumerable<Candidate<Money>> FromCash()
    {
        foreach (var (paid, change) in till.Exchanges)
        {
            decimal rest = paid.Value - change.Value;
            if (_money.Find(money => money.Value == rest && money.Row != paid.Row && money.Row != change.Row) is { } printed)
            {
                yield return new Candidate<Money>(printed, 0.3 + till.Support(printed), "cash less change");
            }
            else if (till.IsSumOfItems(rest))
            {
                var worked = change with { Value = rest };
                yield return new Candidate<Money>(worked, 0.3 + till.Support(worked), WorkedOut);
            }
        }
    }

    private Candidate<Money>? PaidOnly() => till.Paid.Count > 0 ? new Candidate<Money>(till.Paid[0], Guess, "what was paid") : null;

    private Candidate<Money>? Largest() =>
        _money.MaxBy(money => money.Value) is { } money ? new Candidate<Money>(money, Guess, "the largest amount") : null;

    /// <summary>Where cash is rounded to five cents, the printed rounded amount is the total.</summary>
    private Candidate<Money> Rounded(Candidate<Money> total)
    {
        bool rounds = sheet.LabelsFor("/rounding").Any() && total.Value.Value % 0.05m != 0;
        var rounded = _money
            .Where(money => rounds && money.Value % 0.05m == 0 && Math.Abs(money.Value - total.Value.Value) <= 0.03m)
            .GroupBy(money => money.Value)
            .MaxBy(same => same.Count());
        return rounded is null ? total : new Candidate<Money>(rounded.First(), total.Score, "rounded to five cents");
    }
}
