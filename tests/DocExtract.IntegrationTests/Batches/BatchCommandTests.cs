using System.Text.Json.Nodes;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.Batches;

public sealed class BatchCommandTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    // 1200 tokens of question and 80 of answer, online and in a batch.
    private const string Online = "0.00152", Half = "0.00076";

    private static readonly ModelStep Good = ModelStep.Answer(Some.TruthfulAnswer);

    [Fact]
    public async Task Three_documents_go_the_whole_way_at_half_price_and_what_the_batch_left_is_asked_online()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure, Good, Good)).With("a", "b", "c");
        bench.Desk.Cue(new BatchCue { Fails = line => line == 0, Loses = line => line == 1 });

        var submitted = await bench.SubmitAsync();
        var waiting = await bench.StatusesAsync();
        var collected = await bench.CollectAsync("--rest", "online");
        var again = await bench.CollectAsync();

        Assert.Equal((0, ""), (submitted.ExitCode, submitted.Errors));
        Assert.Contains("3 files: 3 wait for a batch (3 new questions in 1 batches)", submitted.Output, StringComparison.Ordinal);
        Assert.Equal("a.pdf queued, b.pdf queued, c.pdf queued", waiting);
        Assert.Equal((0, ""), (collected.ExitCode, collected.Errors));
        Assert.Contains("1 batches collected, 0 not ended yet. 3 documents are read now; 2 questions have no answer and are asked online, at the full price.", collected.Output, StringComparison.Ordinal);
        Assert.Equal("a.pdf accepted 120.00, b.pdf accepted 120.00, c.pdf accepted 120.00", await bench.StatusesAsync());
        Assert.Contains("0 batches collected", again.Output, StringComparison.Ordinal);

        // One answer remembered and given, one question failed for nothing, one that may have been charged; two asked online.
        string lost = await bench.Database.ScalarAsync<string>("select trim_scale(cost)::text from report.calls where state = 'uncertain'") ?? "";
        Assert.Equal($"cached 0, failed 0, spent {Half}, spent {Online}, spent {Online}, uncertain {lost}", await bench.CallsAsync());
        Assert.Equal(2, bench.Model.Requests.Count);
        Assert.Single(bench.Desk.Batches);
        Assert.True(await bench.Database.ScalarAsync<bool>(
            "select (select cost from docextract.model_days) = (select sum(cost) from report.calls) and (select sum(model_cost) from docextract.documents) = (select sum(cost) from report.calls)"));
    }

    [Fact]
    public async Task A_question_in_a_batch_is_the_one_that_is_asked_online_but_for_the_stream()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure, Good)).With("a");
        bench.Desk.Cue(new BatchCue { Fails = _ => true });

        await bench.SubmitAsync();
        await bench.CollectAsync("--rest", "online");

        var online = Assert.Single(bench.Model.Requests).Body;
        Assert.True((bool?)online["stream"]);
        online.Remove("stream");
        online.Remove("stream_options");
        Assert.True(JsonNode.DeepEquals(online, Assert.Single(bench.Questions).Value));
    }

    [Fact]
    public async Task A_batch_that_has_not_ended_is_shown_and_left_alone()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a", "b");
        bench.Desk.Cue(new BatchCue { PollsInProgress = 2 });
        await bench.SubmitAsync();

        var shown = await bench.StatusAsync();
        var early = await bench.CollectAsync();
        var ended = await bench.StatusAsync();
        await bench.CollectAsync();
        var gone = await bench.StatusAsync();

        Assert.Contains("in_progress", shown.Output, StringComparison.Ordinal);
        Assert.Contains("0 batches collected, 1 not ended yet. 0 documents are read now", early.Output, StringComparison.Ordinal);
        Assert.Contains("completed", ended.Output, StringComparison.Ordinal);
        Assert.Contains("collected", gone.Output, StringComparison.Ordinal);
        Assert.Contains("0.00152", gone.Output, StringComparison.Ordinal); // Twice half of it.
        Assert.Equal("a.pdf accepted 120.00, b.pdf accepted 120.00", await bench.StatusesAsync());
        Assert.Empty(bench.Model.Requests);
    }

    [Fact]
    public async Task What_was_skipped_goes_into_the_next_batch_alone()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a", "b");
        bench.Desk.Cue(new BatchCue { End = BatchEnd.Expired, Unfinished = line => line == 1 });
        await bench.SubmitAsync();

        var skipped = await bench.CollectAsync();
        var first = await bench.StatusesAsync();
        var submitted = await bench.SubmitAsync();
        await bench.CollectAsync();

        Assert.Contains("1 documents are read now; 1 questions have no answer and are left with their documents, since asking them online costs the full price.", skipped.Output, StringComparison.Ordinal);
        Assert.Contains("queued", first, StringComparison.Ordinal);
        Assert.Contains("2 files: 1 wait for a batch (1 new questions in 1 batches), 0 need none and wait in the queue, 0 are being read, 1 already extracted.", submitted.Output, StringComparison.Ordinal);
        Assert.Equal("a.pdf accepted 120.00, b.pdf accepted 120.00", await bench.StatusesAsync());
        Assert.Empty(bench.Model.Requests);
        Assert.Equal($"cached 0, cached 0, failed 0, spent {Half}, spent {Half}", await bench.CallsAsync());
    }

    [Fact]
    public async Task A_batch_that_the_server_refuses_costs_nothing_and_says_why()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure, Good)).With("a");
        bench.Desk.Cue(new BatchCue { End = BatchEnd.Failed });
        await bench.SubmitAsync();

        await bench.CollectAsync("--rest", "online");
        var shown = await bench.StatusAsync();

        Assert.Contains("The file was not", shown.Output, StringComparison.Ordinal);
        Assert.Equal($"failed 0, spent {Online}", await bench.CallsAsync());
        Assert.Equal("a.pdf accepted 120.00", await bench.StatusesAsync());
    }

    [Fact]
    public async Task What_needs_no_model_and_what_no_budget_covers_waits_for_a_worker_and_not_for_a_batch()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a", "b").Set("Vision__DayBudget", "0.05");
        bench.Put("c.xml", Some.InvoiceXml());

        var submitted = await bench.SubmitAsync();

        Assert.Contains("3 files: 1 wait for a batch (1 new questions in 1 batches), 2 need none and wait in the queue", submitted.Output, StringComparison.Ordinal);
        Assert.Equal(1, await bench.Database.ScalarAsync<int>("select count(*) from docextract.documents where held_until > now()"));
    }

    [Fact]
    public async Task A_document_whose_type_nobody_tells_is_put_into_no_batch_and_that_is_said()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).Without("Extraction__Type");
        bench.Put("a.pdf", Some.Pdf("Dear friend,", "it rains here."));

        var submitted = await bench.SubmitAsync();

        Assert.Contains("1 files: 0 wait for a batch", submitted.Output, StringComparison.Ordinal);
        Assert.Contains("1 of no type that words tell wait in the queue: a worker has them asked online, at the full price.", submitted.Output, StringComparison.Ordinal);
        Assert.Empty(bench.Desk.Batches);
    }

    [Fact]
    public async Task A_server_without_batches_is_told_as_such()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a");
        bench.Desk.Disturb("POST /v1/files", ModelStep.Error(404, null, "Unknown request URL"));

        var submitted = await bench.SubmitAsync();

        Assert.Equal(1, submitted.ExitCode);
        Assert.Contains("has no batches; OpenAI and Azure OpenAI have. Use docextract run instead.", submitted.Errors, StringComparison.Ordinal);
    }
}
