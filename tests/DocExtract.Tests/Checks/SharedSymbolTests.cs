using DocExtract.Checks;

namespace DocExtract.Tests.Checks;

/// <summary>"$", "kr" and "¥" are the signs of several currencies: the seller's country tells which, or nobody does and it is said.</summary>
public sealed class SharedSymbolTests
{
    [Theory]
    [InlineData("NOK", "kr 120,00", "IBAN NO93 8601 1117 947")]
    [InlineData("SEK", "120,00 kr", "IBAN SE45 5000 0000 0583 9825 7466")]
    [InlineData("DKK", "120,00 kr", "IBAN DK5000400440116243")]
    [InlineData("SEK", "120,00 kr", "VAT SE556677889901")]
    [InlineData("JPY", "¥1200", "Osaka, Japan")]
    [InlineData("CAD", "$120.00", "Halifax NS B3H 4R2, Canada")]
    public void Sellers_country_tells_which_currency_is_meant(string code, string amount, string place)
    {
        Assert.DoesNotContain(Findings(code, "invoice", $"{place}\nTotal {amount}"), IsAboutCurrency);
        Assert.DoesNotContain(Findings(code, "receipt", $"{place}\nTotal {amount}"), IsAboutCurrency);
    }

    [Theory]
    [InlineData("SEK", "kr 120,00")]
    [InlineData("USD", "$120.00")]
    [InlineData("CNY", "¥1200")]
    public void Symbol_that_nothing_explains_stops_an_invoice_and_is_told_of_a_receipt(string code, string amount)
    {
        Assert.Equal(Severity.Error, Assert.Single(Findings(code, "invoice", $"Total {amount}"), IsAboutCurrency).Severity);
        var told = Assert.Single(Findings(code, "receipt", $"Total {amount}"), IsAboutCurrency);
        Assert.Equal(Severity.Warning, told.Severity);
        Assert.Contains("share", told.Message);
    }

    private static bool IsAboutCurrency(Finding finding) => finding.Field == "/currency";

    private static IEnumerable<Finding> Findings(string code, string type, string layout)
    {
        var (reading, document) = (Some.Reading($$"""{ "currency": "{{code}}" }"""), Some.Document(Some.Page(layout)));
        var schema = Some.InstalledTypes.Get(type);
        var evidence = DocExtract.Evidence.EvidenceFinder.Find(reading, schema.Labels, document, CancellationToken.None);
        return ReadingChecker.Check(reading, evidence, schema, document, Some.Today);
    }
}
