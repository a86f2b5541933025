using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Spans;
using DocExtract.Values;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>
/// The numbers of an item row. Quantity and price are chosen together: a pair whose product is the amount wins over titles that
/// stand a little nearer, since titles are misread, wrapped or not in any list, and products are not chance.
/// </summary>
internal sealed record ItemNumbers(Money Amount, Money? Quantity, Money? UnitPrice, decimal? Discount, decimal? TaxRate, bool Proven)
{
    private const double Reach = 8;

    /// <summary>No quantity and no unit price is as large; the product of two longer ones would no longer be a decimal.</summary>
    private const decimal LongestNumber = 10_000_000_000m;

    /// <param name="sheet">The document.</param>
    /// <param name="header">Of the table.</param>
    /// <param name="row">That may be an item's.</param>
    /// <param name="beside">Rows that stand partly beside it, without an amount of their own: cells of different height are centred.</param>
    public static ItemNumbers? Of(Sheet sheet, ItemHeader header, Row row, IEnumerable<Row> beside)
    {
        var numbers = sheet.MoneyOf(row).ToList();
        if ((AmountOf(header, row, numbers) ?? Product(row, numbers)) is not { } titled)
        {
            return null;
        }

        var others = numbers.Concat(beside.Where(other => AmountOf(header, other, [.. sheet.MoneyOf(other)]) is null).SelectMany(sheet.MoneyOf))
            .Where(money => money != titled && ColumnOf(header, money.Box, row)?.Field is not ("position" or "item_number")).ToList();
        var rates = Percents(row).Select(percent => percent.Value).Concat(others.Where(money => IsRate(money.Value)).Select(money => money.Value)).ToList();
        var amount = others.LastOrDefault(net =>
            ColumnOf(header, net.Box, row)?.Field != "unit_price" && IsNet(net, titled, others, rates)) ?? titled;
        others.Remove(amount);
        var discounts = Discounts(header, row, others);
        var best = (from quantity in others
                    from price in others
                    where quantity != price && IsProduct(quantity.Value, price.Value, amount.Value, discounts)
                        && Counts(header, quantity, price) && Counts(header, price, quantity)
                    orderby Fit(header, row, quantity, "quantity") + Fit(header, row, price, "unit_price") + (quantity.Box.X0 < price.Box.X0 ? 0.1 : 0)
                        + (price.HasDecimals && !quantity.HasDecimals ? 0.02 : 0) descending
                    select ((Money Quantity, Money Price)?)(quantity, price)).FirstOrDefault();
        var (count, each) = best is { } pair ? (pair.Quantity, pair.Price) : (Under("quantity"), Under("unit_price"));
        return new ItemNumbers(amount, count, each, DiscountOf(count, each, amount, discounts), RateOf(header, row, others), best is not null);

        Money? Under(string field) => others.LastOrDefault(money => ColumnOf(header, money.Box, row)?.Field == field);
    }

    /// <summary>The column whose title a box stands under: by the nearer of left edge, centre and right edge.</summary>
    public static ItemColumn? ColumnOf(ItemHeader header, Box box, Row row) => header.Columns
        .Select(column => (column, distance: Distance(column, box)))
        .Where(near => near.distance < Reach * row.Em)
        .OrderBy(near => near.distance)
        .Select(near => near.column)
        .FirstOrDefault();

    private static Money? AmountOf(ItemHeader header, Row row, List<Money> numbers) => numbers.LastOrDefault(money =>
        ColumnOf(header, money.Box, row)?.Field == "amount" && money.Box.X1 > header.Column("amount")!.Box.X0 - (2 * row.Em));

    /// <summary>A line may print its amount without tax, the tax and both together: then the first is its amount.</summary>
    private static bool IsNet(Money net, Money gross, List<Money> others, List<decimal> rates) => net.LooksLikeMoney && others.Any(tax =>
        tax != net && tax.LooksLikeMoney && tax.Value != 0 && net.Value + tax.Value == gross.Value && rates.Any(rate => IsClose(net.Value * rate / 100, tax.Value)));

    /// <summary>Where nothing stands under the title of the amounts: the last number of a row, if it is the product of two others.</summary>
    private static Money? Product(Row row, List<Money> numbers) =>
        numbers is [.., { HasDecimals: true } last] && numbers.Count > 2 && last.End == row.Tokens.Count
        && numbers.Any(quantity => quantity != last && quantity.Value != 1
            && numbers.Any(price => price != last && price.Start > quantity.Start && IsProduct(quantity.Value, price.Value, last.Value, [])))
            ? last : null;

    /// <summary>
    /// One times anything is anything: a 1 counts only under the title of the quantity or in a cell of its own, and the other number
    /// under the title of the price.
    /// </summary>
    private static bool Counts(ItemHeader header, Money one, Money other) => one.Value != 1
        || ((Fit(header, one.Row, one, "quantity") > 0 || one.Row.SegmentOf(one.Start).Start == one.Start)
            && (header.Column("unit_price") is null || Fit(header, other.Row, other, "unit_price") > 0));

    private static double Distance(ItemColumn column, Box box) => Math.Min(
        Math.Abs(column.Box.CenterX - box.CenterX),
        Math.Min(Math.Abs(column.Box.X0 - box.X0), Math.Abs(column.Box.X1 - box.X1)));

    /// <summary>1 right under the title, 0 beyond its reach or without one.</summary>
    private static double Fit(ItemHeader header, Row row, Money money, string field) =>
        header.Column(field) is { } column ? Math.Max(0, 1 - (Distance(column, money.Box) / (Reach * row.Em))) : 0;

    private static bool IsProduct(decimal quantity, decimal price, decimal amount, IReadOnlyList<decimal> discounts) =>
        amount != 0 && (IsClose(Product(quantity, price), amount) || discounts.Any(discount => Reduced(Product(quantity, price), discount, amount) is not null));

    private static decimal? DiscountOf(Money? quantity, Money? price, Money amount, IReadOnlyList<decimal> discounts) =>
        quantity is null || price is null || IsClose(Product(quantity.Value, price.Value), amount.Value) ? null
        : discounts.Select(discount => Reduced(Product(quantity.Value, price.Value), discount, amount.Value)).FirstOrDefault(found => found is not null);

    /// <summary>Quantity × price; nothing for numbers so long that they identify rather than count (a telephone, a serial number).</summary>
    public static decimal Product(decimal quantity, decimal price) =>
        Math.Abs(quantity) < LongestNumber && Math.Abs(price) < LongestNumber ? quantity * price : 0;

    /// <summary>By how much a line was reduced, if a printed discount, in percent or as an amount, gives its amount.</summary>
    public static decimal? Reduced(decimal whole, decimal discount, decimal amount) => discount == 0 ? null
        : IsClose(whole * (1 - (Math.Abs(discount) / 100)), amount) ? Math.Round(whole, 2) - amount
        : IsClose(whole - Math.Abs(discount), amount) ? Math.Abs(discount)
        : null;

    /// <summary>Lines are rounded to the cent.</summary>
    private static bool IsClose(decimal exact, decimal printed) => Math.Abs(exact - printed) <= 0.01m;

    private static List<decimal> Discounts(ItemHeader header, Row row, List<Money> numbers) => header.Column("discount") is null ? []
        : [.. numbers.Where(money => ColumnOf(header, money.Box, row)?.Field == "discount").Select(money => money.Value),
           .. Percents(row).Where(percent => ColumnOf(header, percent.Box, row)?.Field == "discount").Select(percent => percent.Value)];

    private static decimal? RateOf(ItemHeader header, Row row, List<Money> numbers)
    {
        var percents = Percents(row).Where(percent => ColumnOf(header, percent.Box, row)?.Field != "discount").ToList();
        var titled = numbers.LastOrDefault(money => ColumnOf(header, money.Box, row)?.Field == "tax_rate" && IsRate(money.Value));
        return percents.Count > 0 ? percents[^1].Value : titled?.Value;
    }

    /// <summary>A column titled "tax" may also hold amounts: rates are whole or half percents.</summary>
    private static bool IsRate(decimal number) => number is >= 0 and <= 30 && number % 0.5m == 0;

    /// <summary>The percentages of a row and where they stand.</summary>
    public static IEnumerable<(decimal Value, Box Box)> Percents(Row row)
    {
        for (int i = 0; i < row.Tokens.Count; i++)
        {
            bool apart = i + 1 < row.Tokens.Count && row.Tokens[i + 1].Text.StartsWith('%');
            string text = row.Tokens[i].Text.Trim('(', ')', ',', ':', ';');
            if (Amounts.ReadPercent(apart ? text + "%" : text) is [var percent, ..] && Math.Abs(percent) <= 100)
            {
                yield return (percent, row.Tokens[i].Box);
            }
        }
    }
}
