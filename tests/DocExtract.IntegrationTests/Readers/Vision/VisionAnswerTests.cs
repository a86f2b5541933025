using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.IntegrationTests.ModelServer;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>Every way in which an endpoint answers, and what becomes of it.</summary>
public sealed class VisionAnswerTests
{
    private readonly MemoryAccount _account = new();

    [Fact]
    public async Task Answer_becomes_values_with_exact_amounts_and_a_call_with_its_cost()
    {
        var reading = await ReadAsync(ModelStep.Answer(
            """{"number":"A-7","date":"2031-05-06","total":"1234567890123456.78","lines":[{"text":"Größe é","amount":"0.10"},{"text":null,"amount":null}]}"""));

        Assert.Equal("vision", reading.Reader);
        Assert.Equal("delivery note", reading.DocumentType);
        Assert.Equal(1234567890123456.78m, new FieldValue("/total", reading.Data["total"]!.AsValue()).AsDecimal());
        Assert.Equal("0.10", reading.Data["lines"]![0]!["amount"]!.ToJsonString());
        Assert.Equal("Größe é", (string?)reading.Data["lines"]![0]!["text"]);
        Assert.Single(reading.Data["lines"]!.AsArray());
        Assert.Empty(reading.Findings);
        var call = Assert.Single(_account.Calls);
        Assert.Equal(("some-model", "some-model-2031-01-01", "stop"), (call.Plan.Model, call.ResponseModel, call.FinishReason));
        Assert.Equal((1200L, 1024L, 80L), (call.InputTokens, call.CachedInputTokens, call.OutputTokens));
        Assert.Equal(64, call.Plan.PromptSha256.Length);
        Assert.True(call.Duration > TimeSpan.Zero);
    }

    [Fact]
    public async Task Endpoint_is_kept_without_the_secrets_in_its_address()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Answer("""{"number":"7"}"""));
        var address = new UriBuilder(server.Endpoint) { Query = "api-key=secret", UserName = "me", Password = "secret" }.Uri;

        var options = Some.Vision(address);
        var reading = await new VisionReader(options, TimeProvider.System).ReadAsync(Some.WhitePages(1), Some.DeliveryNote(), _account, CancellationToken.None);

        Assert.Equal(server.Endpoint.ToString(), _account.Calls[0].Plan.Endpoint);
        Assert.DoesNotContain("secret", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("```json\n{\"number\":\"7\"}\n```")]
    [InlineData("{\"number\":\"7\",\"total\":null}")]
    public async Task Usable_forms_of_the_same_answer_are_the_same(string content)
    {
        var reading = await ReadAsync(ModelStep.Answer(content));

        Assert.Equal("""{"number":"7"}""", reading.Data.ToJsonString());
        Assert.Empty(reading.Findings);
    }

    [Theory]
    [InlineData("content_filter", "content-filter")]
    [InlineData("abort", "not-json")]
    [InlineData("stop", "not-json")]
    [InlineData(null, "not-json")]
    public async Task Answer_that_breaks_off_keeps_what_was_complete_and_says_why(string? finishReason, string rule)
    {
        var reading = await ReadAsync(ModelStep.Answer(
            """{"number":"7","total":"3.00","lines":[{"text":"a","amount":"1.00"},{"text":"b","am""", finishReason));

        Assert.Equal("""{"number":"7","total":3.00,"lines":[{"text":"a","amount":1.00}]}""", reading.Data.ToJsonString());
        var finding = Assert.Single(reading.Findings);
        Assert.Equal((rule, Severity.Error), (finding.Rule, finding.Severity));
        Assert.Equal(finishReason, _account.Calls[0].FinishReason);
    }

    [Fact]
    public async Task Refusal_is_an_empty_reading_that_says_so()
    {
        var reading = await ReadAsync(ModelStep.Answer(null, "stop", "I can't help with that."));

        AssertEmpty(reading, "refused");
        Assert.Equal(80, _account.Calls[0].OutputTokens);
    }

    [Theory]
    [InlineData(null, "stop", "no-answer")]
    [InlineData("", "stop", "no-answer")]
    [InlineData("   ", null, "no-answer")]
    [InlineData(null, "content_filter", "content-filter")]
    [InlineData(null, "length", "truncated")]
    [InlineData("The total is 7.", "stop", "not-json")]
    [InlineData("[]", "stop", "not-json")]
    [InlineData("{\"number\":\"7\",\"number\":\"8\"}", "stop", "not-json")]
    public async Task Answer_without_values_is_an_empty_reading_that_says_why(string? content, string? finishReason, string rule)
    {
        var reading = await ReadAsync(ModelStep.Answer(content, finishReason));

        AssertEmpty(reading, rule);
    }

    [Fact]
    public async Task Empty_choices_are_an_empty_reading_whose_cost_counts()
    {
        var reading = await ReadAsync(ModelStep.Answer(null, completion => completion["choices"] = new JsonArray()));

        AssertEmpty(reading, "no-answer");
        Assert.Equal(1200, _account.Calls[0].InputTokens);
    }

    [Fact]
    public async Task Unknown_finish_reason_of_a_whole_answer_is_only_a_warning()
    {
        var reading = await ReadAsync(ModelStep.Answer("""{"number":"7"}""", "repetition"));

        Assert.Single(reading.Data);
        Assert.Equal(("finish-reason", Severity.Warning), (reading.Findings[0].Rule, reading.Findings[0].Severity));
    }

    [Fact]
    public async Task Server_that_counts_no_tokens_costs_an_unknown_number()
    {
        var reading = await ReadAsync(ModelStep.Answer("""{"number":"7"}""", completion => completion.Remove("usage")));

        Assert.Single(reading.Data);
        Assert.Equal((null, null, null), (_account.Calls[0].InputTokens, _account.Calls[0].CachedInputTokens, _account.Calls[0].OutputTokens));
    }

    [Fact]
    public async Task Characters_that_cannot_be_stored_are_removed_at_every_level()
    {
        var reading = await ReadAsync(ModelStep.Raw(
            200, """{"model":"m\u0000","choices":[{"message":{"content":"{\"number\":\"a\\u0000b\ud800c\\ud800d\"}"},"finish_reason":"stop"}]}"""));

        Assert.Equal("abcd", (string?)reading.Data["number"]);
        Assert.Equal("m", _account.Calls[0].ResponseModel);
    }

    [Fact]
    public async Task Pages_beyond_the_limit_are_not_sent_and_never_forgotten()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Answer("""{"number":"7"}"""));
        var reader = new VisionReader(Some.Vision(server.Endpoint) with { MaxPages = 8 }, TimeProvider.System);

        var reading = await reader.ReadAsync(Some.WhitePages(11), Some.DeliveryNote(), _account, CancellationToken.None);

        Assert.Equal(8, server.Requests[0].Images.Count());
        var finding = Assert.Single(reading!.Findings);
        Assert.Equal(("pages-not-read", Severity.Error), (finding.Rule, finding.Severity));
        Assert.Contains("pages 9 to 11", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_without_pages_is_not_for_this_reader()
    {
        await using var server = await ScriptedModelServer.StartAsync();
        var reader = new VisionReader(Some.Vision(server.Endpoint), TimeProvider.System);

        Assert.Null(await reader.ReadAsync(Some.WhitePages(0), Some.DeliveryNote(), _account, CancellationToken.None));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Documents_read_at_the_same_time_do_not_mix()
    {
        await using var server = await ScriptedModelServer.StartAsync(Enumerable.Range(0, 40).Select(i => ModelStep.Answer($$"""{"number":"{{i}}"}""")));
        var reader = new VisionReader(Some.Vision(server.Endpoint), TimeProvider.System);

        var readings = await Task.WhenAll(Enumerable.Range(0, 40).Select(
            _ => reader.ReadAsync(Some.WhitePages(2), Some.DeliveryNote(), _account, CancellationToken.None)));

        Assert.Equal(40, readings.Select(reading => (string?)reading!.Data["number"]).Distinct().Count());
        Assert.All(server.Requests, request => Assert.Null(request.Violation));
    }

    private async Task<Reading> ReadAsync(ModelStep step)
    {
        await using var server = await ScriptedModelServer.StartAsync(step);
        var reader = new VisionReader(Some.Vision(server.Endpoint), TimeProvider.System);
        var reading = await reader.ReadAsync(Some.WhitePages(1), Some.DeliveryNote(), _account, CancellationToken.None);
        Assert.Single(server.Requests);
        return reading!;
    }

    private void AssertEmpty(Reading reading, string rule)
    {
        Assert.Empty(reading.Data);
        Assert.Contains(reading.Findings, finding => finding.Rule == rule && finding.Severity == Severity.Error);
        Assert.Single(_account.Calls);
    }
}
