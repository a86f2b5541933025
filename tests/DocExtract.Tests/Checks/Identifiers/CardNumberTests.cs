using DocExtract.Checks;
using DocExtract.Checks.Identifiers;
using DocExtract.Evidence;

namespace DocExtract.Tests.Checks.Identifiers;

/// <summary>The numbers are those that networks publish for tests.</summary>
public sealed class CardNumberTests
{
    [Theory]
    [InlineData("VISA 4111 1111 1111 1111", "VISA ************1111")]
    [InlineData("card 5555-5555-5555-4444 approved", "card ************4444 approved")]
    [InlineData("AMEX 378282246310005", "AMEX ************0005")]
    public void Of_a_cards_number_only_the_last_four_digits_are_kept(string read, string kept)
    {
        Assert.True(CardNumbers.IsIn(read));
        Assert.Equal(kept, CardNumbers.Masked(read));
        Assert.False(CardNumbers.IsIn(kept));
    }

    [Theory]
    [InlineData("VISA ****1111")]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("4006381333931")]
    [InlineData("order 1111111111111111111111")]
    [InlineData("DE02 1203 0000 0000 2020 51")]
    public void What_is_no_cards_number_is_left_alone(string text) => Assert.Equal(text, CardNumbers.Masked(text));

    [Fact]
    public void Reading_is_cut_and_told_and_the_evidence_quotes_no_more()
    {
        var schema = Some.InstalledTypes.Get("receipt");
        var reading = Some.Reading("""{ "payment_method": "VISA 4111 1111 1111 1111", "receipt_number": "17" }""") with { DocumentType = "receipt" };

        var cut = CardNumbers.Cut(reading, schema);

        Assert.Equal("VISA ************1111", (string?)cut.Data["payment_method"]);
        Assert.Equal(("/payment_method", Severity.Warning), (Assert.Single(cut.Findings).Field, cut.Findings[0].Severity));
        Assert.DoesNotContain("4111 1111", cut.Findings[0].Message);
        Assert.Equal("VISA 4111 1111 1111 1111", (string?)reading.Data["payment_method"]);
        var seen = new FieldEvidence("/payment_method", 1, null, "VISA 4111 1111 1111 1111", EvidenceSource.Ocr, 1);
        Assert.Equal("VISA ************1111", Assert.Single(CardNumbers.Cut([seen])).Text);
    }

    [Fact]
    public void Number_that_nobody_cut_is_an_error()
    {
        var data = Some.ReceiptData();
        data["payment_method"] = "VISA 4111111111111111";

        Assert.Contains(Some.FindingsOf(data, "receipt"), finding => finding is { Rule: "no-card-number", Severity: Severity.Error });
    }
}
