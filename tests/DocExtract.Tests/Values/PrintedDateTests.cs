using System.Globalization;
using DocExtract.Values;
using FsCheck.Xunit;

namespace DocExtract.Tests.Values;

/// <summary>Format, then parse: the day comes back; where day and month cannot be told apart, both meanings are given and reported.</summary>
public sealed class PrintedDateTests
{
    private static readonly string[] Months =
    [
        "January February March April May June July August September October November December",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    ];

    private static readonly string[] Named =
        ["{0} {1} {2}", "{0}. {1} {2}", "{1} {0}, {2}", "{0} de {1} de {2}", "{0}-{1}-{2}", "{2} {1} {0}", "{0} {1} '{3:D2}", "{1} {0} {2} 14:05"];

    private static readonly string[] Certain = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd", "yyyy年M月d日", "yyyy-MM-dd'T08:30:00'"];

    /// <summary>The digits of ASCII, of full width, Arabic-Indic, and its eastern form.</summary>
    private static readonly char[] Zeros = ['0', '０', '٠', '۰'];

    [Property(MaxTest = 1000, EndSize = ushort.MaxValue)]
    public void Named_month_gives_the_day_back_in_every_language(ushort days, byte language, byte shape)
    {
        var date = DayOf(days);
        string month = Months[language % Months.Length].Split(' ')[date.Month - 1];

        string printed = string.Format(CultureInfo.InvariantCulture, Named[shape % Named.Length], date.Day, month, date.Year, date.Year % 100);

        Assert.Equal([date], Dates.Read(printed));
    }

    [Property(MaxTest = 1000, EndSize = ushort.MaxValue)]
    public void Year_first_gives_the_day_back_in_every_script(ushort days, byte format, byte script)
    {
        var date = DayOf(days);

        Assert.Equal([date], Dates.Read(In(Zeros[script % Zeros.Length], date.ToString(Certain[format % Certain.Length], CultureInfo.InvariantCulture))));
    }

    [Property(MaxTest = 1000, EndSize = ushort.MaxValue)]
    public void Day_and_month_have_two_meanings_exactly_where_they_can_be_swapped(ushort days, bool isMonthFirst, byte separator, byte script)
    {
        var date = DayOf(days);
        char sign = "/-."[separator % 3];
        string printed = In(Zeros[script % Zeros.Length], date.ToString(isMonthFirst ? $"MM'{sign}'dd'{sign}'yyyy" : $"dd'{sign}'MM'{sign}'yyyy", CultureInfo.InvariantCulture));
        bool canBeSwapped = date.Day <= 12 && date.Day != date.Month;

        var meanings = Dates.Read(printed);

        Assert.Contains(date, meanings);
        Assert.Equal(canBeSwapped ? 2 : 1, meanings.Count);
        Assert.Equal(date, Dates.Read(printed, isMonthFirst ? DateOrder.MonthFirst : DateOrder.DayFirst)[0]);
    }

    [Property(MaxTest = 300, EndSize = ushort.MaxValue)]
    public void Date_that_nothing_tells_is_reported_and_no_other(ushort days)
    {
        var date = new DateOnly(2015, 1, 1).AddDays(days % 3650);
        string printed = date.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);
        var reading = Some.Reading($$"""{ "invoice_date": "{{date:yyyy-MM-dd}}" }""");

        bool isReported = Some.FindingsOf(reading, Some.Document(Some.Page($"Invoice date {printed}\nTotal 12.50"))).Any(finding => finding.Rule == "ambiguous-date");

        Assert.Equal(date.Day <= 12 && date.Day != date.Month, isReported);
    }

    private static DateOnly DayOf(ushort days) => new DateOnly(1990, 1, 1).AddDays(days % 30_000);

    private static string In(char zero, string text) => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(zero + c - '0') : c));
}
