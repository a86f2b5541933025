using System.Globalization;
using DocExtract.Values;
using FsCheck.Xunit;

namespace DocExtract.Tests.Values;

public sealed class DatesTests
{
    [Theory]
    [InlineData("2024-03-05")]
    [InlineData("2024/03/05")]
    [InlineData("2024.03.05")]
    [InlineData("20240305")]
    [InlineData("2024年3月5日")]
    [InlineData("2024年 3月 5日")]
    [InlineData("2024-03-05T14:30:00Z")]
    [InlineData("05-Mar-2024")]
    [InlineData("05-MAR-24")]
    [InlineData("05MAR2024")]
    [InlineData("5. März 2024")]
    [InlineData("5.März 2024")]
    [InlineData("March 5, 2024")]
    [InlineData("March 5th, 2024")]
    [InlineData("5th of March 2024")]
    [InlineData("Mar 5 '24")]
    [InlineData("5 mars 2024")]
    [InlineData("5 de marzo de 2024")]
    [InlineData("5 marzo 2024")]
    [InlineData("5 maart 2024")]
    [InlineData("5 mrt. 2024")]
    [InlineData("5 de março de 2024")]
    [InlineData("5 marca 2024")]
    [InlineData("5 mar 2024 r.")]
    [InlineData("2024 March 5")]
    [InlineData("05 Mar 2024 14:30")]
    [InlineData("05Mar202414:30")]
    [InlineData("05-Mar-20248:01:11PM")]
    public void A_date_that_can_mean_one_day_only_means_it(string text) => Assert.Equal([new DateOnly(2024, 3, 5)], Dates.Read(text));

    [Theory]
    [InlineData("05.03.2024")]
    [InlineData("5.3.2024")]
    [InlineData("05/03/2024")]
    [InlineData("05-03-2024")]
    [InlineData("05 03 2024")]
    [InlineData("5. 3. 2024")]
    [InlineData("05.03.2024 14:30")]
    [InlineData("05/03/2024 02:30 PM")]
    public void Day_and_month_that_may_be_swapped_are_given_both_ways_day_first(string text) =>
        Assert.Equal([new DateOnly(2024, 3, 5), new DateOnly(2024, 5, 3)], Dates.Read(text));

    [Fact]
    public void A_known_order_comes_first()
    {
        Assert.Equal(new DateOnly(2024, 5, 3), Dates.Read("05/03/2024", DateOrder.MonthFirst)[0]);
        Assert.Equal(new DateOnly(2024, 3, 5), Dates.Read("05/03/2024", DateOrder.DayFirst)[0]);
    }

    [Fact]
    public void A_day_above_twelve_settles_the_order() => Assert.Equal([new DateOnly(2024, 3, 25)], Dates.Read("03/25/2024"));

    [Theory]
    [InlineData("31/12/24", 2024)]
    [InlineData("31/12/79", 2079)]
    [InlineData("31/12/85", 1985)]
    public void A_year_of_two_digits_is_of_this_century_unless_that_is_far_off(string text, int year) =>
        Assert.Equal(new DateOnly(year, 12, 31), Dates.Read(text)[0]);

    [Theory]
    [InlineData("")]
    [InlineData("31.02.2024")]
    [InlineData("32.01.2024")]
    [InlineData("13/13/2024")]
    [InlineData("1.234.567")]
    [InlineData("2024")]
    [InlineData("12345678")]
    [InlineData("March 2024")]
    [InlineData("12:30:45")]
    [InlineData("1 2 2024")]
    [InlineData("05/03-2024")]
    [InlineData("05.03.3024")]
    [InlineData("192.168.2.1")]
    [InlineData("5 apples 2024")]
    [InlineData("A5.03.2024")]
    public void What_is_no_date_has_no_meaning(string text) => Assert.Empty(Dates.Read(text));

    [Theory]
    [InlineData("Invoice date 5 March 2024 due", 2, 3)]
    [InlineData("Datum:05.03.2024 x", 0, 1)]
    [InlineData("am 5. März 2024, Ort", 1, 3)]
    [InlineData("(2024-03-05)", 0, 1)]
    [InlineData("5 de marzo de 2024", 0, 5)]
    public void Dates_are_found_among_words(string line, int start, int length)
    {
        var run = Assert.Single(Dates.FindIn(line.Split(' ')));

        Assert.Equal((start, length, new DateOnly(2024, 3, 5)), (run.Start, run.Length, run.Candidates[0]));
    }

    [Fact]
    public void Several_dates_in_a_line_are_all_found() =>
        Assert.Equal([1, 3], Dates.FindIn(["from", "01.03.2024", "to", "31.03.2024"]).Select(run => run.Start));

    [Property(EndSize = ushort.MaxValue)]
    public void A_date_printed_in_any_format_gives_its_day_back(ushort days, byte format)
    {
        var date = new DateOnly(1990, 1, 1).AddDays(days % 30_000);

        string printed = date.ToString(Formats[format % Formats.Length], CultureInfo.InvariantCulture);

        Assert.Equal(date, Dates.Read(printed)[0]);
    }

    [Property(EndSize = ushort.MaxValue)]
    public void A_short_year_gives_its_day_back_first(ushort days)
    {
        var date = new DateOnly(1990, 1, 1).AddDays(days % 30_000);

        Assert.Equal(date, Dates.Read(date.ToString("dd/MM/yy", CultureInfo.InvariantCulture))[0]);
    }

    [Property(EndSize = ushort.MaxValue)]
    public void A_date_printed_month_first_is_among_its_meanings(ushort days)
    {
        var date = new DateOnly(1990, 1, 1).AddDays(days % 30_000);

        Assert.Contains(date, Dates.Read(date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture)));
    }

    [Property]
    public void No_text_makes_it_throw(string text)
    {
        _ = Dates.Read(text ?? "");
        _ = Dates.FindIn((text ?? "").Split(' '));
    }

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "dd-MM-yyyy", "dd-MMM-yyyy", "ddMMMyyyy", "d MMMM yyyy",
        "MMMM d, yyyy", "MMM dd yyyy", "dd. MMMM yyyy", "yyyy年M月d日", "dd.MM.yyyy '14:05'", "yyyy-MM-dd'T00:00:00'",
    ];
}
