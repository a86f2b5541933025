using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Readers.Vision;
using DocExtract.Schemas;

namespace DocExtract.Tests.Readers.Vision;

public sealed class AnswerReaderTests
{
    [Theory]
    [InlineData("\"1234567890123456.78\"", "1234567890123456.78")]
    [InlineData("\"-0.10\"", "-0.10")]
    [InlineData("\"100.00\"", "100.00")]
    [InlineData("\"9999999999999999999999999.999\"", "9999999999999999999999999.999")]
    [InlineData("1234567890123456.78", "1234567890123456.78")]
    [InlineData("42", "42")]
    public void Amount_survives_digit_for_digit(string written, string expected)
    {
        var (data, findings) = Read($$"""{"total":{{written}}}""");

        Assert.Equal($$"""{"total":{{expected}}}""", data.ToJsonString());
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), new FieldValue("/total", data["total"]!.AsValue()).AsDecimal());
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("\"1,234.56\"")]
    [InlineData("\"12,50\"")]
    [InlineData("\"EUR 12.50\"")]
    [InlineData("\" 12.50\"")]
    [InlineData("\"12.50\\n\"")]
    [InlineData("\"1e3\"")]
    [InlineData("1e3")]
    [InlineData("\"NaN\"")]
    [InlineData("\"１２\"")]
    [InlineData("\"12345678901234567890123456789.01\"")]
    [InlineData("\"0.12345678901234567890123456789\"")]
    [InlineData("true")]
    [InlineData("[12.50]")]
    public void Anything_else_in_the_place_of_an_amount_is_left_out_and_told(string written)
    {
        var (data, findings) = Read($$"""{"number":"7","total":{{written}}}""");

        Assert.Equal("""{"number":"7"}""", data.ToJsonString());
        var finding = Assert.Single(findings);
        Assert.Equal(("/total", "schema", Severity.Error), (finding.Field, finding.Rule, finding.Severity));
    }

    [Fact]
    public void Nulls_blanks_and_parts_without_a_value_are_not_printed()
    {
        var (data, findings) = Read(
            """{"number":" ","date":null,"total":"","paid":false,"seller":{"name":null,"vat_id":null},"lines":[{"text":null,"amount":null},{"text":"a","amount":null}],"notes":[]}""");

        Assert.Equal("""{"paid":false,"lines":[{"text":"a"}]}""", data.ToJsonString());
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("\"2024-02-30\"")]
    [InlineData("\"30.02.2024\"")]
    [InlineData("\"2024-02\"")]
    public void Date_that_does_not_exist_is_left_out_and_told(string written)
    {
        var (data, findings) = Read($$"""{"date":{{written}}}""");

        Assert.Empty(data);
        Assert.Equal("/date", Assert.Single(findings).Field);
    }

    [Fact]
    public void Choice_that_the_schema_does_not_offer_is_left_out_and_told()
    {
        var (data, findings) = Read("""{"kind":"gift"}""");

        Assert.Empty(data);
        Assert.Contains("order, return", Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Number_in_the_place_of_a_text_keeps_its_digits()
    {
        var (data, findings) = Read("""{"number":100200300400500600700}""");

        Assert.Equal("""{"number":"100200300400500600700"}""", data.ToJsonString());
        Assert.Empty(findings);
    }

    [Fact]
    public void Unknown_fields_are_dropped_and_told_once_for_all_rows()
    {
        var (data, findings) = Read("""{"number":"7","sum":"1","lines":[{"text":"a","colour":"red"},{"text":"b","colour":"red"}]}""");

        Assert.Equal("""{"number":"7","lines":[{"text":"a"},{"text":"b"}]}""", data.ToJsonString());
        Assert.Equal(2, findings.Count);
        Assert.All(findings, finding => Assert.Equal(("schema", Severity.Warning), (finding.Rule, finding.Severity)));
        Assert.Contains(findings, finding => finding.Message.Contains("/lines/*/colour", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_that_were_left_out_do_not_shift_the_place_that_a_finding_names()
    {
        var (data, findings) = Read("""{"lines":[{"text":null},{"text":"a","amount":"x"}]}""");

        Assert.Equal("a", (string?)data["lines"]![0]!["text"]);
        Assert.Equal("/lines/0/amount", Assert.Single(findings).Field);
    }

    [Theory]
    [InlineData("```json\n{\"number\":\"7\"}\n```")]
    [InlineData("```\n{\"number\":\"7\"}\n```\n")]
    [InlineData("  \n{\"number\":\"7\"}  ")]
    public void Code_fence_and_white_space_around_the_answer_do_no_harm(string text)
    {
        var (data, findings) = Read(text);

        Assert.Equal("""{"number":"7"}""", data.ToJsonString());
        Assert.Empty(findings);
    }

    [Fact]
    public void Characters_that_cannot_be_stored_are_removed()
    {
        var (data, findings) = Read("""{"number":"a\u0000b\ud800c\udc00d\ud83d\ude00e\\u0000"}""");

        Assert.Equal("abcd😀e\\u0000", (string?)data["number"]);
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("""{"number":"7","number":"8"}""")]
    [InlineData("""{"number":"7",}""")]
    [InlineData("""{"number":"7"} and more""")]
    [InlineData("""[{"number":"7"}]""")]
    [InlineData("Here it is: seven")]
    [InlineData("{'number':'7'}")]
    [InlineData("\"7\"")]
    public void Answer_that_is_no_strict_JSON_object_is_told(string text)
    {
        var (_, findings) = Read(text);

        Assert.Contains(findings, finding => finding is { Rule: "not-json", Severity: Severity.Error });
    }

    [Fact]
    public void Answer_nested_without_end_is_told_not_followed()
    {
        var (data, findings) = Read(string.Concat(Enumerable.Repeat("{\"seller\":", 5000)));

        Assert.Empty(data);
        Assert.Equal("not-json", Assert.Single(findings).Rule);
    }

    [Fact]
    public void Truncated_answer_keeps_its_complete_rows()
    {
        var (data, findings) = Read(
            """{"number":"7","total":"3.00","lines":[{"text":"a","amount":"1.00"},{"text":"b","amount":"2.00"},{"text":"c","amou""", "length");

        Assert.Equal("""{"number":"7","total":3.00,"lines":[{"text":"a","amount":1.00},{"text":"b","amount":2.00}]}""", data.ToJsonString());
        var finding = Assert.Single(findings);
        Assert.Equal(("truncated", Severity.Error), (finding.Rule, finding.Severity));
    }

    [Fact]
    public void Whole_answer_followed_by_white_space_up_to_the_limit_is_only_a_warning()
    {
        var (data, findings) = Read("""{"number":"7"}""" + new string('\n', 500), "length");

        Assert.Single(data);
        Assert.Equal(("truncated", Severity.Warning), (findings[0].Rule, findings[0].Severity));
    }

    [Theory]
    [InlineData("content_filter", "content-filter")]
    [InlineData("length", "truncated")]
    [InlineData("stop", "no-answer")]
    [InlineData(null, "no-answer")]
    [InlineData("abort", "no-answer")]
    public void Missing_answer_is_told_with_its_reason(string? finishReason, string rule)
    {
        var (data, findings) = Read(null, finishReason);

        Assert.Empty(data);
        var finding = Assert.Single(findings);
        Assert.Equal((rule, Severity.Error), (finding.Rule, finding.Severity));
    }

    [Fact]
    public void Refusal_is_told_in_the_models_words()
    {
        var values = AnswerReader.Read(Some.Answer(null, "stop", "I cannot read identity papers."), Some.ModelFacingSchema());

        Assert.Empty(values.Data);
        Assert.Contains("identity papers", Assert.Single(values.Findings, finding => finding.Rule == "refused").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("repetition", "finish-reason", Severity.Warning)]
    [InlineData("content_filter", "content-filter", Severity.Error)]
    public void Unusual_end_of_a_whole_answer_is_told(string finishReason, string rule, Severity severity)
    {
        var (data, findings) = Read("""{"number":"7"}""", finishReason);

        Assert.Single(data);
        Assert.Equal((rule, severity), (findings[0].Rule, findings[0].Severity));
    }

    private static (JsonObject Data, IReadOnlyList<Finding> Findings) Read(string? text, string? finishReason = "stop") =>
        AnswerReader.Read(Some.Answer(text, finishReason), Some.ModelFacingSchema()) is var values ? (values.Data, values.Findings) : default;
}
