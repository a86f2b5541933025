using DocExtract.Readers.Offline.Fields;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>
/// What a receipt came to: the labelled total that agrees with cash minus change, with cash rounding and with its repetitions;
/// without a label, what was paid minus what was given back.
/// </summary>
internal sealed class ReceiptTotals(Sheet sheet)
{
    /// <summary>Candidates up to this score stand without a label that calls them the total.</summary>
    public const double Guess = 0.1;

    private static readonly HashSet<int> NoRows = [];

    private readonly List<Money> _cash = Amounts(sheet, "/paid");
    private readonly List<Money> _change = Amounts(sheet, "/change");
    private readonly List<Money> _money = [.. sheet.Money.Where(money => money.LooksLikeMoney)];

    public Candidate<Money>? Find()
    {
        int summary = sheet.LabelsFor("/tax_summary").Where(hit => hit.Box.CenterY > 0.3).Select(hit => hit.Row.Index).DefaultIfEmpty(int.MaxValue).Min();
        var labelled = AmountFields.Find(sheet, "/total", NoRows)
            .Select(candidate => candidate with { Score = candidate.Score + Support(candidate.Value, summary) })
            .Best(0.3);
        var found = labelled ?? FromCash() ?? Largest();
        return found is null ? null : Rounded(found);
    }

    /// <summary>A labelled part of the total; never more than the total.</summary>
    public static Candidate<Money>? PartOf(Sheet sheet, string field, Candidate<Money>? total) => AmountFields.Find(sheet, field, NoRows)
        .Where(part => total is null || Math.Abs(part.Value.Value) <= Math.Abs(total.Value.Value) + 0.05m)
        .Best(0.6);

    private static List<Money> Amounts(Sheet sheet, string field) =>
        [.. AmountFields.Find(sheet, field, NoRows).Select(candidate => candidate.Value).Where(money => money.LooksLikeMoney)];

    private double Support(Money money, int summary)
    {
        bool paid = _cash.Any(cash => _change.Any(change => cash.Value - Math.Abs(change.Value) == money.Value));
        int repeated = _money.Count(other => other.Value == money.Value) - 1;
        return (paid ? 0.5 : 0) + (0.1 * Math.Min(4, repeated)) - (money.Row.Index > summary ? 0.8 : 0) - (money.Value <= 0 ? 1 : 0);
    }

    private Candidate<Money>? FromCash()
    {
        var printed = from cash in _cash
                      from change in _change
                      from money in _money
                      where money.Value == cash.Value - Math.Abs(change.Value) && money != cash
                      select money;
        return printed.FirstOrDefault() is { } paid ? new Candidate<Money>(paid, 0.3, "cash less change")
            : _cash.FirstOrDefault() is { } cashOnly ? new Candidate<Money>(cashOnly, Guess, "what was paid")
            : null;
    }

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
