using DocExtract.Values;

namespace DocExtract.Tests.Values;

public sealed class CurrenciesTests
{
    [Theory]
    [InlineData("EUR", "EUR")]
    [InlineData("eur", "EUR")]
    [InlineData("€", "EUR")]
    [InlineData("(€)", "EUR")]
    [InlineData("US$", "USD")]
    [InlineData("$4.11 USD", "USD")]
    [InlineData("12,50€", "EUR")]
    [InlineData("RM12.50", "MYR")]
    [InlineData("99 zł", "PLN")]
    [InlineData("1 250,00 Kč", "CZK")]
    [InlineData("₹ 12,34,567.00", "INR")]
    [InlineData("S$12.50", "SGD")]
    public void A_printed_currency_names_its_code_first(string text, string code) => Assert.Equal(code, Currencies.Read(text)[0]);

    [Fact]
    public void A_symbol_of_many_countries_names_them_all()
    {
        Assert.Superset(new HashSet<string> { "USD", "CAD", "AUD", "SGD" }, Currencies.Read("$ 12.50").ToHashSet());
        Assert.Superset(new HashSet<string> { "SEK", "NOK", "DKK" }, Currencies.Read("kr").ToHashSet());
        Assert.Superset(new HashSet<string> { "JPY", "CNY" }, Currencies.Read("¥").ToHashSet());
    }

    [Theory]
    [InlineData("all")]
    [InlineData("try")]
    [InlineData("12.50")]
    [InlineData("EURO-PALETTE")]
    [InlineData("")]
    public void Words_and_bare_amounts_name_no_currency(string text) => Assert.Empty(Currencies.Read(text));

    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    [InlineData("CLF", 4)]
    [InlineData("DEM", 2)]
    [InlineData("XXY", 2)]
    public void Every_currency_has_its_minor_unit(string code, int digits) => Assert.Equal(digits, Currencies.MinorUnit(code));
}
