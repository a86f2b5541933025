using System.Globalization;
using System.Text.Json.Nodes;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;
using Xunit.Abstractions;

namespace DocExtract.IntegrationTests.Load;

/// <summary>Many documents through the whole worker while one call in five goes wrong.</summary>
public sealed class FaultyEndpointTests(Infrastructure infrastructure, ITestOutputHelper output) : IClassFixture<Infrastructure>
{
    private const decimal InputPrice = 1, OutputPrice = 10;

    private static readonly FaultPlan OneInFive = new() { Share = 0.2, Seed = 20, Capacity = 64 };

    /// <summary>Calls that a fault makes necessary; an answer without its usage is a right answer.</summary>
    private static int Forced(ServerBooks books) =>
        books.Faults.Where(fault => fault.Key != Fault.NoUsage).Sum(fault => fault.Value) + books.TurnedAway;

    [Fact]
    public async Task Five_hundred_documents_end_in_a_final_state_and_the_books_agree()
    {
        const int Documents = 500;
        await using var model = await FaultyModelServer.StartAsync(Answer, OneInFive);
        await using var pipeline = await RunAsync(model, Documents, dayBudget: 1000);

        var books = model.Books;
        var counts = await pipeline.ScalarAsync<string>(
            "select string_agg(status || ' ' || n, ', ' order by status) from (select status, count(*) n from docextract.documents group by status) s");
        output.WriteLine($"{counts}; {books.Requests} requests, {Forced(books)} forced by faults ({string.Join(", ", books.Faults.OrderBy(fault => fault.Key).Select(fault => $"{fault.Key} {fault.Value}"))}), {books.TurnedAway} turned away, {books.MostAtOneTime} at one time");

        Assert.Equal(Documents, await pipeline.ScalarAsync<int>("select count(*) from docextract.documents where status in ('accepted', 'needs_review')"));
        Assert.Equal(0, await pipeline.ScalarAsync<int>("select count(*) from docextract.documents where status = 'accepted' and total <> 120.00"));
        Assert.True(await pipeline.ScalarAsync<int>("select count(*) from docextract.documents where status = 'accepted'") > Documents * 0.95);
        Assert.Equal(0, books.Refused);
        Assert.InRange(books.Requests, Documents, (Documents + Forced(books)) * 1.05);

        Assert.Equal(books.Requests, await pipeline.ScalarAsync<int>("select count(*) from docextract.model_calls"));
        Assert.Equal(books.Reported, await pipeline.ScalarAsync<int>("select count(*) from docextract.model_calls where state = 'spent'"));
        Assert.Equal(books.Unreported, await pipeline.ScalarAsync<int>("select count(*) from docextract.model_calls where state = 'uncertain'"));
        Assert.Equal(0, await pipeline.ScalarAsync<int>("select count(*) from docextract.model_calls where state = 'reserved'"));
        Assert.Equal(books.Input, await pipeline.ScalarAsync<long>("select sum(input_tokens)::bigint from docextract.model_calls where state = 'spent'"));
        Assert.Equal(books.Output, await pipeline.ScalarAsync<long>("select sum(output_tokens)::bigint from docextract.model_calls where state = 'spent'"));
        Assert.Equal(
            ((books.Input * InputPrice) + (books.Output * OutputPrice)) / 1_000_000,
            await pipeline.ScalarAsync<decimal>("select sum(cost) from docextract.model_calls where state = 'spent'"));
    }

    [Fact]
    public async Task Day_budget_is_never_passed_and_the_rest_is_parked_for_a_person()
    {
        const int Documents = 60;
        const decimal Budget = 0.25m;
        await using var model = await FaultyModelServer.StartAsync(Answer, OneInFive);
        await using var pipeline = await RunAsync(model, Documents, Budget);

        decimal spent = await pipeline.ScalarAsync<decimal>("select sum(cost) from docextract.model_calls");
        int parked = await pipeline.ScalarAsync<int>("select count(distinct document_id) from docextract.findings where rule = 'budget'");
        output.WriteLine($"{spent} of {Budget} spent, {parked} of {Documents} documents parked");

        Assert.Equal(Documents, await pipeline.ScalarAsync<int>("select count(*) from docextract.documents where status in ('accepted', 'needs_review')"));
        Assert.InRange(spent, Budget * 0.7m, Budget);
        Assert.InRange(parked, 1, Documents - 1);
        Assert.Equal(0, await pipeline.ScalarAsync<int>("select count(*) from docextract.findings f join docextract.documents d on d.id = f.document_id where f.rule = 'budget' and d.status <> 'needs_review'"));
    }

    private async Task<Pipeline> RunAsync(FaultyModelServer model, int documents, decimal dayBudget)
    {
        var pipeline = await Pipeline.CreateAsync(
            infrastructure,
            ("Extraction:Readers", "vision"), ("Queue:Concurrency", "8"), ("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"),
            ("Vision:Profile", "openai"), ("Vision:ApiKey", "some-key"), ("Vision:RetryDelay", "00:00:00.010"), ("Vision:Timeout", "00:00:05"),
            ("Vision:MaxOutputTokens", "1000"), ("Vision:DayBudget", dayBudget.ToString(CultureInfo.InvariantCulture)),
            ("Vision:Price:Input", InputPrice.ToString(CultureInfo.InvariantCulture)), ("Vision:Price:Output", OutputPrice.ToString(CultureInfo.InvariantCulture)));
        await Parallel.ForAsync(0, documents, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            await pipeline.DropAsync($"invoice-{i}.pdf", Some.InvoicePdf(NumberOf(i))));
        await pipeline.StartAsync();
        await Pipeline.UntilAsync(
            async () => await pipeline.ScalarAsync<int>("select count(*) from docextract.documents where finished_at is not null") == documents,
            TimeSpan.FromMinutes(20));
        await pipeline.StopAsync();
        return pipeline;
    }

    private static string NumberOf(int document) => string.Create(CultureInfo.InvariantCulture, $"2026-{document:0000}");

    /// <summary>What a right model says: it sees the number on the page, and goes on after the one row when it is asked to.</summary>
    private static string Answer(JsonObject request)
    {
        string asked = string.Join('\n', request["messages"]![1]!["content"]!.AsArray().Select(part => (string?)part!["text"]));
        var answer = JsonNode.Parse(Some.TruthfulAnswer(request))!;
        if (asked.Contains("Your answer broke off", StringComparison.Ordinal))
        {
            answer["lines"] = new JsonArray();
        }

        return answer.ToJsonString();
    }
}
