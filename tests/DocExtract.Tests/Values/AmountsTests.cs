using System.Globalization;
using DocExtract.Values;
using FsCheck.Xunit;

namespace DocExtract.Tests.Values;

public sealed class AmountsTests
{
    [Theory]
    [InlineData("1,234.56", "1234.56")]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1 234,56", "1234.56")]
    [InlineData("1\u00a0234,56", "1234.56")]
    [InlineData("1\u202f234,56", "1234.56")]
    [InlineData("1'234.56", "1234.56")]
    [InlineData("1’234.56", "1234.56")]
    [InlineData("12,34,567.89", "1234567.89")]
    [InlineData("12,34,567", "1234567")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("1234.5", "1234.5")]
    [InlineData("1234,5678", "1234.5678")]
    [InlineData(".99", "0.99")]
    [InlineData(",99", "0.99")]
    [InlineData("0.123", "0.123")]
    [InlineData("3 038,14", "3038.14")]
    [InlineData("180,00", "180")]
    [InlineData("180", "180")]
    [InlineData("12,-", "12")]
    [InlineData("12.--", "12")]
    [InlineData("12,—", "12")]
    [InlineData("1.234,-", "1234")]
    [InlineData("12.50-", "-12.50")]
    [InlineData("12,50 -", "-12.50")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("−12,50", "-12.50")]
    [InlineData("–12,50", "-12.50")]
    [InlineData("+12.50", "12.50")]
    [InlineData("(12.50)", "-12.50")]
    [InlineData("($12.50)", "-12.50")]
    [InlineData("$(12.50)", "-12.50")]
    [InlineData("12.50 DR", "12.50")]
    [InlineData("€12.50", "12.50")]
    [InlineData("12,50€", "12.50")]
    [InlineData("12,50 €", "12.50")]
    [InlineData("EUR 12,50", "12.50")]
    [InlineData("EUR12,50", "12.50")]
    [InlineData("$4.11 USD", "4.11")]
    [InlineData("US$ 1,000.00", "1000")]
    [InlineData("RM12.50", "12.50")]
    [InlineData("12 500,00 kr", "12500")]
    [InlineData("kr. 99,-", "99")]
    [InlineData("99,90zł", "99.90")]
    [InlineData("1 250,00 Kč", "1250")]
    [InlineData("CHF 1'250.05", "1250.05")]
    [InlineData("£1,250.00", "1250")]
    [InlineData("-€12", "-12")]
    [InlineData("€-12", "-12")]
    [InlineData("１，２３４．５６", "1234.56")]
    [InlineData("١٬٢٣٤٫٥٦", "1234.56")]
    [InlineData("123456789012345.67", "123456789012345.67")]
    public void An_amount_in_any_format_has_its_one_meaning(string text, string expected) =>
        Assert.Equal([Number(expected)], Amounts.Read(text));

    [Theory]
    [InlineData("1.234")]
    [InlineData("1,234")]
    public void One_separator_before_three_digits_is_thousands_first_and_decimals_second(string text) =>
        Assert.Equal([1234m, 1.234m], Amounts.Read(text));

    [Fact]
    public void A_credit_mark_means_negative_first() => Assert.Equal([-12.50m, 12.50m], Amounts.Read("12.50 CR"));

    [Theory]
    [InlineData("1.234", ',', "1234")]
    [InlineData("1.234", '.', "1.234")]
    [InlineData("1,234", '.', "1234")]
    [InlineData("1,234", ',', "1.234")]
    [InlineData("12,50", '.', "12.50")]
    public void A_known_separator_settles_what_is_ambiguous_and_nothing_else(string text, char separator, string expected) =>
        Assert.Equal([Number(expected)], Amounts.Read(text, separator));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("19%")]
    [InlineData("19 %")]
    [InlineData("01.02.2024")]
    [InlineData("1/2/2024")]
    [InlineData("2024-02-01")]
    [InlineData("+49 171 123")]
    [InlineData("+491711234567")]
    [InlineData("0171 1234567")]
    [InlineData("555-1234")]
    [InlineData("12:30")]
    [InlineData("DE89370400440532013000")]
    [InlineData("1234567890123456")]
    [InlineData("1,2,3")]
    [InlineData("12.34.56")]
    [InlineData("1 23")]
    [InlineData("ABC")]
    [InlineData("12A")]
    [InlineData("-12-")]
    [InlineData("(-12)")]
    [InlineData("€")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("007")]
    [InlineData("12.5O")]
    public void What_is_no_amount_has_no_meaning(string text) => Assert.Empty(Amounts.Read(text));

    [Fact]
    public void A_text_of_any_length_is_answered_at_once() => Assert.Empty(Amounts.Read(new string('1', 1_000_000)));

    [Theory]
    [InlineData("12,50", ',')]
    [InlineData("1.234,56", ',')]
    [InlineData("1.234.567", ',')]
    [InlineData("$1,234.56", '.')]
    [InlineData("0.999", '.')]
    [InlineData("1.234", null)]
    [InlineData("1234", null)]
    [InlineData("1 234", null)]
    public void An_amount_proves_its_decimal_separator_or_nothing(string text, char? expected) =>
        Assert.Equal(expected, Amounts.DecimalSeparatorOf(text));

    [Fact]
    public void Most_amounts_of_a_document_decide_its_separator() =>
        Assert.Equal(',', Amounts.DecimalSeparatorOf(["12,50", "1.234", "3,5", "9.99"]));

    [Theory]
    [InlineData("19 %", "19")]
    [InlineData("5,5%", "5.5")]
    [InlineData("%7", "7")]
    public void A_percentage_is_read_as_such(string text, string expected) => Assert.Equal([Number(expected)], Amounts.ReadPercent(text));

    [Property(EndSize = int.MaxValue)]
    public void An_amount_printed_in_any_format_gives_its_value_back_first(int hundredths, byte format)
    {
        decimal amount = hundredths / 100m;

        string printed = Print(amount, Formats[format % Formats.Length]);

        Assert.Equal(amount, Amounts.Read(printed)[0]);
    }

    [Property(EndSize = int.MaxValue)]
    public void A_whole_amount_in_any_grouping_gives_its_value_back_first(uint amount, byte format) =>
        Assert.Equal(amount, Amounts.Read(Print(amount, Formats[format % Formats.Length], decimals: 0))[0]);

    [Property]
    public void No_text_makes_it_throw(string text)
    {
        _ = Amounts.Read(text ?? "");
        _ = Amounts.DecimalSeparatorOf(text ?? "");
    }

    private static readonly (string Group, string Decimal, string Pattern)[] Formats =
    [
        (",", ".", "{0}"), (".", ",", "{0}"), (" ", ",", "{0}"), ("\u00a0", ",", "{0} €"), ("\u202f", ",", "EUR {0}"), ("'", ".", "CHF {0}"),
        ("’", ".", "{0}"), ("", ".", "${0}"), ("", ",", "{0}€"), (",", ".", "US$ {0}"), (".", ",", "{0} kr."), (" ", ".", "RM{0}"),
    ];

    private static string Print(decimal amount, (string Group, string Decimal, string Pattern) format, int decimals = 2)
    {
        var culture = new NumberFormatInfo { NumberGroupSeparator = format.Group, NumberDecimalSeparator = format.Decimal };
        return string.Format(CultureInfo.InvariantCulture, format.Pattern, amount.ToString($"N{decimals}", culture));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
