using System.Text.Json.Nodes;
using DocExtract.Worker.Evaluation.Comparison;
using DocExtract.Worker.Evaluation.Truth;

namespace DocExtract.IntegrationTests.Evaluation;

public sealed class FieldComparisonTests
{
    private static readonly TruthDocument Document = Some.Truth("{}") with { SellerAliases = ["Nebelhorn"], OtherTotals = [10.05m] };

    [Theory]
    [InlineData("total", "12.50", "12.5", true)]
    [InlineData("total", "12.50", "12.05", false)]
    [InlineData("total", "10.03", "10.05", true)]
    [InlineData("subtotal", "10.03", "10.05", false)]
    [InlineData("invoice_number", "\"RE-2026.0417\"", "\"re 20260417\"", true)]
    [InlineData("invoice_number", "\"RE-2026/0417\"", "\"RE-20260417\"", false)]
    [InlineData("invoice_date", "\"2026-02-05\"", "\"2026-05-02\"", false)]
    [InlineData("seller.name", "\"Café Müßig & Söhne\"", "\"CAFE MUSSIG SOHNE\"", true)]
    [InlineData("seller.name", "\"Nebelhorn Werkzeugbau GmbH\"", "\"nebelhorn\"", true)]
    [InlineData("seller.name", "\"Nebelhorn Werkzeugbau GmbH\"", "\"Nebelhorn Werkzeug\"", false)]
    [InlineData("buyer.address", "\"Hauptstr. 5, 80331 München\"", "\"Hauptstr 5 80331 Munchen Germany\"", true)]
    [InlineData("buyer.address", "\"Hauptstr. 5, 80331 München\"", "\"Hauptstr 5\"", false)]
    public void Values_are_compared_by_the_rules_of_their_kind(string field, string truth, string found, bool isRight)
    {
        var result = FieldComparison.Compare(field, JsonNode.Parse(truth), JsonNode.Parse(found), Document);

        Assert.Equal(isRight ? Outcome.Right : Outcome.Wrong, result.Outcome);
    }

    [Fact]
    public void Number_made_by_a_program_equals_the_same_number_of_a_file() =>
        Assert.Equal(Outcome.Right, FieldComparison.Cell("quantity", JsonNode.Parse("3.0"), JsonValue.Create(3)).Outcome);

    [Theory]
    [InlineData("Nebelhorn Werkzeugbau GmbH", "Nebelhom Werkzeugbau GmbH", true)]
    [InlineData("Nebelhorn Werkzeugbau GmbH", "Werkzeugbau GmbH", false)]
    public void Seller_with_a_misread_letter_is_wrong_but_alike(string truth, string found, bool isAlike)
    {
        var result = FieldComparison.Compare("seller.name", JsonValue.Create(truth), JsonValue.Create(found), Some.Truth("{}"));

        Assert.Equal(Outcome.Wrong, result.Outcome);
        Assert.Equal(isAlike, result.IsAlike());
    }
}
