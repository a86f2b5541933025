using DocExtract.Checks;
using DocExtract.ModelServer;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>Answers as they should be, and what becomes of them. How they fall short: <see cref="WireFailureTests"/>.</summary>
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
}
