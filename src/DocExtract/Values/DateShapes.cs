namespace DocExtract.Values;

/// <summary>The orders in which day, month and year are printed.</summary>
internal static class DateShapes
{
    private const int OldestYear = 1950;
    private const int LatestYear = 2099;

    /// <summary>The first two-digit year that is of the last century.</summary>
    private const int FirstYearOfLastCentury = 80;

    /// <summary>Every order that gives a real date, most plausible first.</summary>
    internal static IReadOnlyList<DateOnly> Read(IReadOnlyList<DatePart> parts, DateOrder order)
    {
        var dates = parts.Count == 1 ? Compact(parts[0]) : parts.Any(part => part.IsName) ? Named(parts) : Numeric(parts, order);
        return [.. dates.OfType<DateOnly>().Distinct()];
    }

    /// <summary>The order that a numeric date proves.</summary>
    internal static DateOrder OrderOf(IReadOnlyList<DatePart> parts) => parts switch
    {
        [{ Digits: 1 or 2 } first, { Digits: 1 or 2 } second, { Digits: 2 or 4 } third] when Read(parts, DateOrder.Unknown).Count > 0 =>
            first.Number > 12 && (third.Digits == 4 || second.Separator != '-') ? DateOrder.DayFirst
            : second.Number > 12 ? DateOrder.MonthFirst
            : second.Separator == '.' ? DateOrder.DayFirst
            : DateOrder.Unknown,
        _ => DateOrder.Unknown,
    };

    private static IEnumerable<DateOnly?> Compact(DatePart part) =>
        part.Digits == 8 ? [Date(part.Number / 10000, 4, part.Number / 100 % 100, part.Number % 100)] : [];

    private static IEnumerable<DateOnly?> Named(IReadOnlyList<DatePart> parts)
    {
        int name = parts.Select((part, index) => (part, index)).First(pair => pair.part.IsName).index;
        DatePart[] numbers = [.. parts.Where(part => !part.IsName)];
        if (numbers.Length != 2)
        {
            return [];
        }

        var dayThenYear = Date(numbers[1].Number, numbers[1].Digits, parts[name].Number, Day(numbers[0]));
        var yearThenDay = Date(numbers[0].Number, numbers[0].Digits, parts[name].Number, Day(numbers[1]));
        return numbers[0].Digits == 4 ? [yearThenDay] : [dayThenYear];
    }

    private static IEnumerable<DateOnly?> Numeric(IReadOnlyList<DatePart> parts, DateOrder order)
    {
        var (first, second, third) = (parts[0], parts[1], parts[2]);
        if (second.Separator != third.Separator || second.Separator == '\0' || Day(second) == 0)
        {
            return [];
        }

        // Numbers in the columns of a table also stand apart by spaces: there only the full form is a date.
        if (second.Separator == ' ' && (first.Digits, second.Digits, third.Digits) is not ((2, 2, 4) or (4, 2, 2)))
        {
            return [];
        }

        var yearFirst = Date(first.Number, first.Digits, second.Number, Day(third));
        if (first.Digits == 4)
        {
            return [yearFirst];
        }

        var dayFirst = Date(third.Number, third.Digits, second.Number, Day(first));
        var monthFirst = Date(third.Number, third.Digits, first.Number, Day(second));
        var twoDigitYearFirst = third.Digits == 2 && first.Digits == 2 ? yearFirst : null;
        return order == DateOrder.MonthFirst ? [monthFirst, dayFirst, twoDigitYearFirst] : [dayFirst, monthFirst, twoDigitYearFirst];
    }

    private static int Day(DatePart part) => part.Digits <= 2 ? part.Number : 0;

    private static DateOnly? Date(int year, int yearDigits, int month, int day)
    {
        int full = (yearDigits, year) switch
        {
            (4, _) => year,
            (2, < FirstYearOfLastCentury) => 2000 + year,
            (2, _) => 1900 + year,
            _ => 0,
        };
        return full is >= OldestYear and <= LatestYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(full, month)
            ? new DateOnly(full, month, day)
            : null;
    }
}
