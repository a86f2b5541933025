using DocExtract.Readers.Offline.Fields;
using DocExtract.Readers.Offline.Labels;
using DocExtract.Readers.Offline.Lines;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>The sums that a till prints around the total, and how far they bear out or contradict an amount as the total.</summary>
internal sealed class Till
{
    /// <summary>Cash is rounded to five or ten cents: so far may what was paid lie from what was owed.</summary>
    private const decimal CashRounding = 0.05m;

    /// <summary>A receipt prints few payments; a till's journal of a day prints hundreds, which are no receipt.</summary>
    private const int MostPayments = 12;

    private static readonly HashSet<int> NoRows = [];

    private readonly Sheet _sheet;
    private readonly HashSet<decimal> _itemSums;
    private readonly List<Money> _change;
    private readonly List<decimal> _subtotals;
    private readonly List<decimal> _taxes;

    /// <param name="sheet">The receipt.</param>
    /// <param name="items">Every way in which the items can be read.</param>
    public Till(Sheet sheet, IReadOnlyList<IReadOnlyList<Item>> items)
    {
        _sheet = sheet;
        _itemSums = [.. items.SelectMany(reading => Sums(reading).Skip(1))];
        Paid = [.. Beside(sheet, "/paid").Take(MostPayments), .. Vouchers(sheet).Take(MostPayments)];
        _change = [.. Beside(sheet, "/change").Take(MostPayments)];
        _subtotals = [.. Amounts("/subtotal").Select(money => money.Value)];
        _taxes = [.. Amounts("/tax_total").Select(money => money.Value)];
        var payments = Paid.DistinctBy(paid => paid.Value).ToList();
        var together = payments.Count > 1 ? payments.Take(1).Select(paid => paid with { Value = payments.Sum(payment => payment.Value) }) : [];
        Exchanges = [.. from paid in Paid.Concat(together) from change in _change where paid.Row != change.Row && paid.Value >= change.Value select (paid, change)];
    }

    /// <summary>What was paid, best labelled first.</summary>
    public IReadOnlyList<Money> Paid { get; }

    /// <summary>What was handed over with what was given back.</summary>
    public IReadOnlyList<(Money Paid, Money Change)> Exchanges { get; }

    /// <summary>Money that changes hands or is taken off stands beside its label, never beneath it, and counts whatever its sign.</summary>
    public static List<Money> Beside(Sheet sheet, string field) =>
    [
        .. from hit in sheet.LabelsFor(field)
           orderby hit.Weight descending
           let money = sheet.MoneyOf(hit.Row).LastOrDefault(money => Places.IsRight(money, hit) && money.LooksLikeMoney)
           where money is not null
           select money.Value < 0 ? money with { Value = -money.Value } : money,
    ];

    /// <summary>What is taken off beneath the last total is no discount but a way to pay: a coupon, a voucher.</summary>
    public static IEnumerable<Money> Vouchers(Sheet sheet)
    {
        int last = sheet.LabelsFor("/total").Where(hit => sheet.MoneyOf(hit.Row).Any(money => money.HasDecimals && Places.IsRight(money, hit))).Select(hit => hit.Row.Index).DefaultIfEmpty(int.MaxValue).Max();
        int paid = sheet.LabelsFor("/paid").Select(hit => hit.Row.Index).DefaultIfEmpty(0).Max();
        return Beside(sheet, "/discount_total").Where(money => money.Row.Index > last && money.Row.Index < paid);
    }

    /// <summary>How many of the other sums lead to this amount, as a score; below zero when they contradict it.</summary>
    public double Support(Money money)
    {
        bool paidLessChange = Exchanges.Any(pair => pair.Paid.Value - pair.Change.Value == money.Value);
        bool paidOut = _change.Count == 0 && Paid.Any(paid => paid.Row != money.Row && paid.Value == money.Value);
        bool netAndTax = _subtotals.Any(net => _taxes.Any(tax => tax != 0 && net + tax == money.Value));
        bool tooMuch = Paid.Count > 0 && Paid.Max(paid => paid.Value) < money.Value - CashRounding;
        return (paidLessChange ? 0.5 : 0) + (paidOut ? 0.3 : 0) + (IsSumOfItems(money.Value) ? 0.2 : 0) + (netAndTax ? 0.2 : 0) - (tooMuch ? 0.4 : 0);
    }

    /// <summary>Whether two or more items, from the first on, come to an amount.</summary>
    public bool IsSumOfItems(decimal amount) => _itemSums.Contains(amount);

    /// <summary>Why what was paid and given back does not go with a total; null when it does or nothing is printed of it.</summary>
    public string? Contradiction(decimal total)
    {
        if (Paid.Count == 0)
        {
            return null;
        }

        decimal all = Paid.Select(paid => paid.Value).Distinct().Sum();
        bool changed = _change.Exists(change => change.Value != 0);
        bool agrees = Exchanges.Any(pair => IsNear(pair.Paid.Value - pair.Change.Value, total))
            || (!changed && Paid.Any(paid => IsNear(paid.Value, total)))
            || (!changed && IsNear(all, total));
        decimal most = Paid.Max(paid => paid.Value);
        return agrees || (!changed && most > total) ? null
            : changed ? $"{most} was paid and {_change[0].Value} given back, which is not {total}"
            : $"{most} was paid, which is less than {total}";
    }

    private static bool IsNear(decimal amount, decimal total) => Math.Abs(amount - total) < CashRounding;

    /// <summary>What the items come to after the first, after the second, and so on.</summary>
    private static IEnumerable<decimal> Sums(IReadOnlyList<Item> items)
    {
        decimal sum = 0;
        foreach (var item in items)
        {
            yield return sum += item.Amount ?? 0;
        }
    }

    private List<Money> Amounts(string field) =>
        [.. AmountFields.Find(_sheet, field, NoRows).Select(candidate => candidate.Value).Where(money => money.LooksLikeMoney)];
}
