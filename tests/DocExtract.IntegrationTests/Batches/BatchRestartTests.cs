using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.Batches;

/// <summary>Each step may be the last one before the machine goes down; the same command goes on.</summary>
public sealed class BatchRestartTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private const string Half = "0.00076";

    [Fact]
    public async Task Questions_that_never_left_are_given_up_with_what_they_had_reserved_and_asked_anew()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a", "b");
        bench.Desk.Disturb("POST /v1/files", ModelStep.Cut());

        var interrupted = await bench.SubmitAsync();
        var submitted = await bench.SubmitAsync();
        await bench.CollectAsync();

        Assert.Equal((1, 0), (interrupted.ExitCode, submitted.ExitCode));
        Assert.Contains("2 wait for a batch (2 new questions in 1 batches)", submitted.Output, StringComparison.Ordinal);
        Assert.Equal($"cached 0, cached 0, failed 0, failed 0, spent {Half}, spent {Half}", await bench.CallsAsync());
        await AssertDoneOnceAsync(bench);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_that_may_have_been_made_is_looked_for_before_it_is_made(bool made)
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a", "b");
        bench.Desk.Disturb("POST /v1/batches", ModelStep.Cut(), done: made);

        var interrupted = await bench.SubmitAsync();
        var submitted = await bench.SubmitAsync();
        await bench.CollectAsync();

        Assert.Equal((1, 0), (interrupted.ExitCode, submitted.ExitCode));
        Assert.Contains("2 wait for a batch (0 new questions in 0 batches)", submitted.Output, StringComparison.Ordinal);
        Assert.Equal($"cached 0, cached 0, spent {Half}, spent {Half}", await bench.CallsAsync());
        Assert.Single(bench.Desk.Files, file => file.Purpose == "batch");
        await AssertDoneOnceAsync(bench);
    }

    [Fact]
    public async Task A_collection_that_broke_off_goes_on()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a", "b");
        await bench.SubmitAsync();
        bench.Desk.Disturb("GET /v1/files/*/content", ModelStep.Error(500, null, "down"));

        var interrupted = await bench.CollectAsync();
        var collected = await bench.CollectAsync();

        Assert.Equal((1, 0), (interrupted.ExitCode, collected.ExitCode));
        Assert.Equal($"cached 0, cached 0, spent {Half}, spent {Half}", await bench.CallsAsync());
        await AssertDoneOnceAsync(bench);
    }

    [Fact]
    public async Task Documents_of_a_collected_batch_that_nobody_was_told_of_are_read_by_the_next_collection()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a", "b");
        await bench.SubmitAsync();
        await bench.CollectAsync();
        await bench.Database.ScalarAsync<int>(
            """
            update docextract.documents set status = 'queued', held_until = now(), finished_at = null, data = null where file_name = 'a.pdf';
            delete from docextract.findings; delete from docextract.fields; delete from docextract.line_items
            """);

        var collected = await bench.CollectAsync();

        Assert.Contains("0 batches collected, 0 not ended yet. 1 documents are read now; 0 questions have no answer.", collected.Output, StringComparison.Ordinal);
        await AssertDoneOnceAsync(bench);
    }

    private static async Task AssertDoneOnceAsync(BatchBench bench)
    {
        Assert.Equal("a.pdf accepted 120.00, b.pdf accepted 120.00", await bench.StatusesAsync());
        Assert.Single(bench.Desk.Batches);
        Assert.Empty(bench.Model.Requests);
        Assert.True(await bench.Database.ScalarAsync<bool>("select (select cost from docextract.model_days) = (select sum(cost) from report.calls)"));
    }
}
