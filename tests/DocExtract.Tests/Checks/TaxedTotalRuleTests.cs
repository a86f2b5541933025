using DocExtract.Checks;

namespace DocExtract.Tests.Checks;

public sealed class TaxedTotalRuleTests
{
    [Fact]
    public void Amount_before_tax_is_not_the_total_where_the_sum_with_tax_is_printed()
    {
        var finding = Assert.Single(Judge("Amount   286.23\nTax   8.59\nTo be settled   294.82"));

        Assert.Equal(("/total", TaxedTotalRule.Name, Severity.Error), (finding.Field, finding.Rule, finding.Severity));
        Assert.Contains("294.82", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Amount   286.23\nTax included   8.59\nTotal   286.23")]
    [InlineData("Amount   286.23\nTax included   8.59\nTotal   286.23\nOrder   29482")]
    public void Prices_may_include_the_tax(string layout) => Assert.Empty(Judge(layout));

    private static IEnumerable<Finding> Judge(string layout) => TaxedTotalRule.Judge(
        Some.Reading("""{ "subtotal": 286.23, "tax_total": 8.59, "total": 286.23 }"""), Some.Labels(), Some.Document(Some.Page(layout)));
}
