using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>
/// Chooses total, subtotal, tax, discount and charge jointly: of all combinations of candidates the one whose labels fit best and
/// whose arithmetic holds. A sum that adds up outweighs a nearer label.
/// </summary>
internal sealed class TotalsSolver(Sheet sheet, IReadOnlySet<int> itemRows)
{
    private const int Most = 8;

    private readonly HashSet<decimal> _rates = [.. sheet.Rows.SelectMany(Rates.Of)];
    private readonly HashSet<decimal> _printed = [.. sheet.Money.Where(money => money.LooksLikeMoney).Select(money => Math.Abs(money.Value))];
    private readonly decimal _largest = sheet.Money.Where(money => money.LooksLikeMoney).Select(money => Math.Abs(money.Value)).DefaultIfEmpty().Max();

    public Totals Solve()
    {
        var choices =
            from total in Options("/total")
            from subtotal in Options("/subtotal")
            from tax in Options("/tax_total")
            from discount in Options("/discount_total", 2)
            from charge in Options("/charge_total", 2)
            select Judge(new Totals { Total = total, Subtotal = subtotal, Tax = tax, Discount = discount, Charge = charge });
        return Completed(choices.Aggregate((best, next) => next.Score > best.Score ? next : best));
    }

    /// <summary>
    /// Fills in what no label announces but the arithmetic does: the printed difference of total and subtotal is the tax, and two
    /// amounts in the row of the total that give it are subtotal and tax.
    /// </summary>
    private Totals Completed(Totals choice) => choice switch
    {
        { Total: { } total, Subtotal: { } net, Tax: null } when Printed(total.Value.Value - net.Value.Value, [total.Value.Row, net.Value.Row]) is { } tax =>
            choice with { Tax = new Candidate<Money>(tax, 0.3, "total less subtotal"), AddUp = true },
        { Total: { } total, Subtotal: null, Tax: null } => Split(total.Value) is var (net, tax)
            ? choice with
            {
                Subtotal = new Candidate<Money>(net, 0.3, "in the row of the total"),
                Tax = new Candidate<Money>(tax, 0.3, "in the row of the total"),
                AddUp = true,
            }
            : choice,
        _ => choice,
    };

    private Money? Printed(decimal value, IReadOnlyList<Row> rows) => value == 0 ? null
        : rows.SelectMany(sheet.MoneyOf).FirstOrDefault(money => money.HasDecimals && money.Value == value);

    private (Money Subtotal, Money Tax)? Split(Money total)
    {
        var others = sheet.LabelsFor("/total").Select(hit => hit.Row).Append(total.Row).Distinct()
            .SelectMany(sheet.MoneyOf).Where(money => money.HasDecimals && Math.Abs(money.Value) < Math.Abs(total.Value)).ToList();
        var pairs = from net in others
                    from tax in others
                    where net.Row == tax.Row && net.Value > tax.Value && net.Value + tax.Value == total.Value
                    select ((Money, Money)?)(net, tax);
        return pairs.FirstOrDefault();
    }

    private List<Candidate<Money>?> Options(string field, int most = Most) => [.. AmountFields.Find(sheet, field, itemRows).Take(most), null];

    private Totals Judge(Totals choice)
    {
        bool complete = choice is { Total: not null, Subtotal: not null, Tax: not null };
        bool addUp = complete && Sum(choice) == choice.Total!.Value.Value;
        bool small = choice.Discount is null && choice.Charge is null;
        double labels = (2 * Score(choice.Total)) + Score(choice.Subtotal) + Score(choice.Tax) + (0.2 * (Score(choice.Discount) + Score(choice.Charge)));
        return choice with { AddUp = addUp, Score = labels + (addUp ? small ? 1.7 : 1.1 : 0) + Support(choice) - Contradictions(choice, addUp) };
    }

    private static decimal Sum(Totals choice) =>
        choice.Subtotal!.Value.Value + choice.Tax!.Value.Value
        - Math.Abs(choice.Discount?.Value.Value ?? 0) + Math.Abs(choice.Charge?.Value.Value ?? 0);

    private static double Score(Candidate<Money>? candidate) => candidate?.Score ?? 0;

    /// <summary>What else on the page speaks for a choice: the rate between tax and subtotal, the rest of a sum, the largest amount.</summary>
    private double Support(Totals choice)
    {
        var (total, subtotal, tax) = (choice.Total?.Value.Value, choice.Subtotal?.Value.Value, choice.Tax?.Value.Value);
        bool rate = subtotal is { } net && tax is { } share && net != 0 && share != 0 && _rates.Any(rate => Math.Abs((net * rate / 100) - share) <= 0.02m);
        bool rest = subtotal is null && tax is { } part && part != 0 && total is { } whole && _printed.Contains(Math.Abs(whole - part));
        bool largest = total is { } sum && Math.Abs(sum) == _largest;
        return (rate ? 0.4 : 0) + (rest ? 0.3 : 0) + (largest ? 0.25 : 0);
    }

    /// <summary>
    /// The same printed number cannot be two things, a tax exceeds neither total nor subtotal, and a subtotal above the total needs a discount.
    /// </summary>
    private static double Contradictions(Totals choice, bool addUp)
    {
        var (total, subtotal, tax) = (choice.Total?.Value, choice.Subtotal?.Value, choice.Tax?.Value);
        bool shared = (tax is not null && (Same(tax, total) || Same(tax, subtotal))) || (total is not null && Same(total, subtotal));
        bool taxTooLarge = tax is not null && total is not null && Math.Abs(tax.Value) > Math.Abs(total.Value) / 2;
        bool subtotalTooLarge = !addUp && subtotal is not null && total is not null && Math.Abs(subtotal.Value) > Math.Abs(total.Value);
        bool alone = choice.Total is null && (choice.Subtotal is not null || choice.Tax is not null);
        return (shared ? 1.5 : 0) + (taxTooLarge ? 1 : 0) + (subtotalTooLarge ? 0.6 : 0) + (alone ? 0.4 : 0);
    }

    private static bool Same(Money one, Money? other) => other is not null && one.Row == other.Row && one.Start == other.Start;
}
