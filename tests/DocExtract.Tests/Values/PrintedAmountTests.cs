using DocExtract.Values;
using FsCheck.Xunit;

namespace DocExtract.Tests.Values;

/// <summary>Format, then parse: the value comes back, whatever the format.</summary>
public sealed class PrintedAmountTests
{
    [Property(MaxTest = 2000, EndSize = PrintedAmount.Sizes)]
    public void Amount_of_two_decimals_gives_its_value_back_first_in_every_format(int units, int fraction, int form)
    {
        var printed = PrintedAmount.Of(units, fraction, 2, form);

        Assert.Equal(printed.Amount, Amounts.Read(printed.Text)[0]);
    }

    [Property(MaxTest = 1000, EndSize = PrintedAmount.Sizes)]
    public void Price_of_four_decimals_gives_its_value_back_first_in_every_format(int units, int fraction, int form)
    {
        var printed = PrintedAmount.Of(units, fraction, 4, form);

        Assert.Equal(printed.Amount, Amounts.Read(printed.Text)[0]);
    }

    [Property(MaxTest = 1000, EndSize = PrintedAmount.Sizes)]
    public void Three_decimals_may_be_thousands_but_not_where_the_document_tells_its_separator(int units, int fraction, int form)
    {
        var printed = PrintedAmount.Of(units, fraction, 3, form);

        Assert.Contains(printed.Amount, Amounts.Read(printed.Text));
        Assert.Equal(printed.Amount, Amounts.Read(printed.Text, printed.Separator)[0]);
    }

    [Property(MaxTest = 1000, EndSize = PrintedAmount.Sizes)]
    public void Amount_never_means_one_that_is_printed_otherwise(int units, int fraction, int form)
    {
        var printed = PrintedAmount.Of(units, fraction, 2, form);

        // A credit may be meant either way; nothing else has two meanings.
        Assert.All(Amounts.Read(printed.Text), meaning => Assert.Equal(Math.Abs(printed.Amount), Math.Abs(meaning)));
    }

    [Property(MaxTest = 500, EndSize = PrintedAmount.Sizes)]
    public void Separator_that_an_amount_proves_is_the_one_it_was_printed_with(int units, int fraction, int form)
    {
        var printed = PrintedAmount.Of(units, fraction, 2, form);

        Assert.Equal(printed.Separator, Amounts.DecimalSeparatorOf(printed.Text));
    }

    [Property(MaxTest = 500, EndSize = PrintedAmount.Sizes)]
    public void Percentage_gives_its_rate_back(ushort tenths, bool before, bool comma)
    {
        decimal rate = tenths % 1000 / 10m;
        string number = rate.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture).Replace('.', comma ? ',' : '.');

        Assert.Equal([rate], Amounts.ReadPercent(before ? $"%{number}" : $"{number} %"));
    }
}
