using DocExtract.ModelServer;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Worker.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocExtract.IntegrationTests.Engine;

/// <summary>Several models: cheap ones first, and one that stands in while another is away.</summary>
public sealed class VisionTiersTests
{
    private readonly MemoryAccount _account = new();

    [Fact]
    public async Task Stronger_model_is_asked_only_about_what_the_cheap_one_could_not_prove()
    {
        await using var server = await ScriptedModelServer.StartAsync(
            ModelStep.Answer(Some.InvoiceAnswer.Replace("120.00", "999.00", StringComparison.Ordinal)), ModelStep.Answer(Some.InvoiceAnswer));

        var extraction = await ExtractAsync(
            ("Endpoint", server.Endpoint.ToString()), ("RepairRounds", "0"), ("Profile", "openai"), ("ApiKey", "some-key"),
            ("Tiers:0:Model", "gpt-4o-mini"), ("Tiers:0:Detail", "Low"), ("Tiers:1:Model", "gpt-4o"), ("Tiers:1:Detail", "High"));

        Assert.Equal(Verdict.Accepted, extraction.Verdict);
        Assert.Equal(["gpt-4o-mini", "gpt-4o"], server.Requests.Select(request => (string)request.Body["model"]!));
        Assert.Equal(["low", "high"], server.Requests.Select(request => (string)request.Parts.First(part => part["image_url"] is not null)["image_url"]!["detail"]!));
    }

    [Fact]
    public async Task Document_that_the_cheap_model_proves_costs_no_second_call()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));

        var extraction = await ExtractAsync(("Endpoint", server.Endpoint.ToString()), ("Tiers:0:Model", "small"), ("Tiers:1:Model", "large"));

        Assert.Equal(Verdict.Accepted, extraction.Verdict);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Page_that_is_too_much_for_the_cheap_model_is_shown_to_the_next()
    {
        await using var server = await ScriptedModelServer.StartAsync(
            ModelStep.Error(400, "context_length_exceeded", "Too long."), ModelStep.Answer(Some.InvoiceAnswer));

        var extraction = await ExtractAsync(("Endpoint", server.Endpoint.ToString()), ("Tiers:0:Model", "small"), ("Tiers:1:Model", "large"));

        Assert.Equal(Verdict.Accepted, extraction.Verdict);
        Assert.Equal("small, large", string.Join(", ", server.Requests.Select(request => (string)request.Body["model"]!)));
    }

    [Fact]
    public async Task Price_of_one_model_is_not_taken_for_anothers()
    {
        var unpriced = await Assert.ThrowsAsync<FormatException>(() => ExtractAsync(
            ("Endpoint", "http://127.0.0.1:9/v1"), ("Model", "small"), ("Price:Input", "1"), ("Price:Output", "2"), ("DayBudget", "5"), ("Tiers:0:Model", "large")));

        Assert.Contains("large", unpriced.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fallback_is_asked_while_the_endpoint_is_away_and_never_sees_its_key()
    {
        await using var away = await ScriptedModelServer.StartAsync(Enumerable.Range(0, 5).Select(_ => ModelStep.Error(503, null, "Down.")));
        await using var other = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));

        var extraction = await ExtractAsync(
            ("Endpoint", away.Endpoint.ToString()), ("ApiKey", "secret"), ("Model", "first"), ("Attempts", "2"), ("RetryDelay", "00:00:00"),
            ("Fallback:Endpoint", other.Endpoint.ToString()), ("Fallback:Model", "second"));

        Assert.Equal(Verdict.Accepted, extraction.Verdict);
        Assert.Equal(2, away.Requests.Count);
        Assert.Equal("Bearer secret", away.Requests[0].Authorization);
        Assert.Null(Assert.Single(other.Requests).Authorization);
        Assert.Equal([CallState.Failed, CallState.Failed, CallState.Spent], _account.Calls.Select(call => call.State));
    }

    [Fact]
    public async Task Wrong_key_is_not_covered_up_by_the_fallback()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Error(401, "invalid_api_key", "No."));
        await using var other = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => ExtractAsync(
            ("Endpoint", server.Endpoint.ToString()), ("Model", "first"), ("Fallback:Endpoint", other.Endpoint.ToString()), ("Fallback:Model", "second")));

        Assert.Equal(401, failure.Status);
        Assert.Empty(other.Requests);
    }

    private async Task<Extraction> ExtractAsync(params (string Key, string Value)[] vision)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            vision.Select(setting => KeyValuePair.Create($"Vision:{setting.Key}", (string?)setting.Value))
                .Append(KeyValuePair.Create("Extraction:Readers", (string?)"vision"))).Build();
        await using var services = new ServiceCollection().AddEngine(configuration).BuildServiceProvider();
        return await services.GetRequiredService<Extractor>().ExtractAsync("invoice.pdf", Some.InvoicePdf(), "invoice", _account, CancellationToken.None);
    }
}
