using System.Text.RegularExpressions;
using DocExtract.Readers.Offline.Fields;
using DocExtract.Readers.Offline.Labels;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>What else a receipt prints: date, time, rounding, telephone, how it was paid.</summary>
internal static partial class ReceiptFields
{
    /// <summary>The date that is labelled or has a time beside it; else the first.</summary>
    public static Candidate<DateSpan>? Date(Sheet sheet) => sheet.Dates
        .Select(date => new Candidate<DateSpan>(date, Score(sheet, date), "by label, time and place"))
        .Best();

    public static string? Time(Sheet sheet)
    {
        var dated = Date(sheet)?.Value.Row;
        var rows = sheet.LabelsFor("/time").Select(hit => hit.Row).Concat(dated is null ? [] : [dated]).Concat(sheet.Rows);
        return rows.Select(row => TimeOf(row.Text(0, row.Tokens.Count))).FirstOrDefault(time => time is not null);
    }

    /// <summary>The total and the labelled parts of it.</summary>
    public static ReceiptSums Sums(Sheet sheet, Candidate<Money>? total)
    {
        decimal? Part(string field) => ReceiptTotals.PartOf(sheet, field, total)?.Value.Value;
        return new ReceiptSums(
            total?.Value.Value, Part("/subtotal"), Part("/tax_total"), Part("/tip"), Rounding(sheet, total?.Value.Value), Discount(sheet));
    }

    private static decimal? Discount(Sheet sheet)
    {
        var vouchers = Till.Vouchers(sheet).ToList();
        return Till.Beside(sheet, "/discount_total").Find(money => !vouchers.Exists(voucher => voucher.Row == money.Row))?.Value;
    }

    /// <summary>The rounding with the sign that leads from a printed amount to the total: brackets around it may only set it apart.</summary>
    private static decimal? Rounding(Sheet sheet, decimal? total)
    {
        var rounding = AmountFields.Find(sheet, "/rounding", new HashSet<int>()).Where(candidate => Math.Abs(candidate.Value.Value) < 1).Best(0.4)?.Value.Value;
        bool IsPrinted(decimal? amount) => sheet.Money.Any(money => money.Value == amount);
        return rounding is < 0 && !IsPrinted(total - rounding) && IsPrinted(total + rounding) ? -rounding : rounding;
    }

    public static string? PaymentMethod(Sheet sheet) => sheet.LabelsFor("/paid")
        .Where(hit => !hit.Key.StartsWith("amount", StringComparison.Ordinal) && sheet.MoneyOf(hit.Row).Any(money => Places.IsRight(money, hit) && money.Value != 0))
        .Select(hit => hit.Row.Text(hit.Start, hit.End).Trim(':', ' ', '*'))
        .FirstOrDefault();

    public static string? Phone(Sheet sheet) => (
        from hit in sheet.LabelsFor("/seller/phone")
        where hit.Box.CenterY < 0.5 && hit.Row.Page == 1
        let tokens = hit.Row.Tokens.Skip(hit.End).SkipWhile(token => !token.HasDigit && token.Key is "" or "no").TakeWhile(token => token.Text.All(IsPhoneSign))
        let phone = string.Join(' ', tokens.Select(token => token.Text)).Trim(':', '.', ' ', '/')
        where phone.Count(char.IsDigit) is >= 6 and <= 15
        select phone).FirstOrDefault();

    private static double Score(Sheet sheet, DateSpan date)
    {
        var label = sheet.LabelsOf(date.Row).LastOrDefault(hit => hit.End <= date.Start);
        bool labelled = label is not null && label.Is("/date");
        bool others = label is not null && label.Fields.Count == 0;
        bool timed = TimeOf(date.Row.Text(0, date.Row.Tokens.Count)) is not null;
        double early = 0.2 * (1 - ((double)date.Row.Index / sheet.Rows.Count));
        return 0.4 + (labelled ? 0.6 : 0) + (timed ? 0.4 : 0) + early - (others ? 0.5 : 0) - (date.Date.Year is < 2005 or > 2045 ? 0.5 : 0);
    }

    private static string? TimeOf(string text)
    {
        var match = ClockTime().Match(text);
        if (!match.Success)
        {
            return null;
        }

        int hour = match.Groups["h"].Value[0] - '0';
        hour = match.Groups["h"].Length == 2 ? (hour * 10) + match.Groups["h"].Value[1] - '0' : hour;
        string half = match.Groups["half"].Value.ToUpperInvariant();
        hour = half == "P" && hour < 12 ? hour + 12 : half == "A" && hour == 12 ? 0 : hour;
        return $"{(hour < 10 ? "0" : "")}{hour}:{match.Groups["m"].Value}{match.Groups["s"].Value.Replace(" ", "")}";
    }

    private static bool IsPhoneSign(char c) => char.IsDigit(c) || "+-()/.: ".Contains(c);

    [GeneratedRegex(@"(?<![\d.:])(?<h>[01]?\d|2[0-3]) ?: ?(?<m>[0-5]\d)(?<s> ?: ?[0-5]\d)?(?: ?(?<half>[APap])\.?[Mm])?(?![\d])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ClockTime();
}
