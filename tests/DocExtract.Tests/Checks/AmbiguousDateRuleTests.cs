using DocExtract.Checks;

namespace DocExtract.Tests.Checks;

public sealed class AmbiguousDateRuleTests
{
    [Theory]
    [InlineData("2024-04-03")]
    [InlineData("2024-03-04")]
    public void A_date_whose_day_and_month_nothing_tells_apart_is_an_error_in_either_reading(string date)
    {
        var finding = Assert.Single(Findings(date, "Invoice date 03/04/2024\nTotal 12.50"));

        Assert.Equal(("/invoice_date", Severity.Error), (finding.Field, finding.Severity));
        Assert.Contains("2024-04-03", finding.Message);
        Assert.Contains("2024-03-04", finding.Message);
    }

    [Theory]
    [InlineData("2024-04-03", "Invoice date 03/04/2024\nDue date 25/04/2024")]
    [InlineData("2024-04-03", "Invoice date 03.04.2024\nTotal 12.50")]
    [InlineData("2024-04-03", "Invoice date 03/04/2024\nTotal EUR 12.50")]
    [InlineData("2024-04-03", "Invoice date 03/04/2024\nTotal £12.50")]
    [InlineData("2024-04-03", "Invoice date 03/04/2024\nTotal RM12.50")]
    [InlineData("2024-04-03", "Invoice date 03/04/2024\nTotal MYR 12.50")]
    [InlineData("2024-04-03", "Invoice date 03/04/2024\nPerth WA 6000\nTotal $12.50")]
    [InlineData("2024-03-04", "Invoice date 03/04/2024\nTotal USD 12.50")]
    [InlineData("2024-03-04", "Invoice date 03/04/2024\nDallas, TX 75001\nTotal $12.50")]
    [InlineData("2024-04-03", "Invoice date 03/04/2024\nShipped 3 April 2024")]
    [InlineData("2024-03-03", "Invoice date 03/03/2024")]
    public void Another_date_the_currency_or_the_country_tells_the_order(string date, string layout) =>
        Assert.Empty(Findings(date, layout));

    [Fact]
    public void A_currency_and_a_country_that_contradict_each_other_tell_nothing() =>
        Assert.Single(Findings("2024-03-04", "Invoice date 03/04/2024\nBerlin, Germany\nTotal USD 12.50"));

    [Fact]
    public async Task Offline_reader_reads_the_order_that_the_address_tells() =>
        Assert.Equal("2024-03-04", (await Some.OfflineData("invoice", "Acme Tools LLC\nDallas, TX 75001\nInvoice date: 03/04/2024\nTotal $12.50")).At("invoice_date"));

    private static IEnumerable<Finding> Findings(string date, string layout) =>
        Some.FindingsOf(Some.Reading($$"""{ "invoice_date": "{{date}}" }"""), Some.Document(Some.Page(layout))).Where(finding => finding.Rule is "ambiguous-date" or "not-on-page");
}
