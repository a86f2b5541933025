using DocExtract.Checks;

namespace DocExtract.Tests.Checks;

public sealed class CurrencyOnPageTests
{
    [Theory]
    [InlineData("USD", "Total $12.50")]
    [InlineData("AUD", "Total $12.50")]
    [InlineData("SEK", "Total 12,50 kr")]
    [InlineData("CNY", "Total ¥12")]
    [InlineData("USD", "Toronto, Canada\nBill to Dallas, TX 75001\nTotal $12.50")]
    [InlineData("USD", "Perth WA 6000\nTotal $12.50")]
    [InlineData("AUD", "Dallas, TX 75001\nTotal $12.50")]
    [InlineData("USD", "Customer ID 12345\nTotal $12.50")]
    [InlineData("USD", "Acme Tools CO 12345\nTotal $12.50")]
    [InlineData("CAD", "All amounts in USD\nTotal $12.50")]
    public void A_symbol_that_several_currencies_share_proves_none_of_them(string currency, string layout)
    {
        var finding = Assert.Single(Findings(currency, layout));

        Assert.Equal(("/currency", "not-on-page", Severity.Error), (finding.Field, finding.Rule, finding.Severity));
        Assert.Contains("share", finding.Message);
    }

    [Theory]
    [InlineData("USD", "Total USD 12.50")]
    [InlineData("USD", "All amounts in USD\nTotal $12.50")]
    [InlineData("USD", "Total US$12.50")]
    [InlineData("AUD", "Total A$12.50")]
    [InlineData("USD", "Dallas, TX 75001\nTotal $12.50")]
    [InlineData("USD", "Springfield, United States\nTotal $12.50")]
    [InlineData("CAD", "Toronto ON M5V 2T6\nTotal $12.50")]
    [InlineData("AUD", "ABN 51 824 753 556\nTotal $12.50")]
    [InlineData("AUD", "Tel. +61 8 5550 0101\nTotal $12.50")]
    [InlineData("DKK", "CVR DK12345678\nTotal 12,50 kr")]
    [InlineData("GBP", "Total £12.50")]
    [InlineData("MYR", "Total RM12.50")]
    public void A_code_or_the_country_tells_which_currency_a_symbol_means(string currency, string layout) =>
        Assert.Empty(Findings(currency, layout));

    [Fact]
    public void Two_currencies_beside_amounts_are_told()
    {
        var finding = Assert.Single(Findings("EUR", "Total EUR 12.50\nThat is 13.40 USD"));

        Assert.Equal(("/currency", "currencies", Severity.Warning), (finding.Field, finding.Rule, finding.Severity));
    }

    [Fact]
    public async Task Offline_reader_gives_the_most_likely_currency_but_it_is_not_accepted()
    {
        const string layout = "Acme Tools LLC\nInvoice no. A-17\nInvoice date: 13/04/2024\nTotal $12.50";

        Assert.Equal("USD", (await Some.OfflineData("invoice", layout)).At("currency"));
        Assert.Contains(await Some.OfflineFindings("invoice", layout), finding => finding is { Field: "/currency", Severity: Severity.Error });
    }

    private static IEnumerable<Finding> Findings(string currency, string layout) =>
        Some.FindingsOf(Some.Reading($$"""{ "currency": "{{currency}}" }"""), Some.Document(Some.Page(layout))).Where(finding => finding.Rule != "missing");
}
