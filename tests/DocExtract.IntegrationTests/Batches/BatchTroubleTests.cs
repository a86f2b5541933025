using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.Batches;

/// <summary>What is wrong with one batch keeps no other from being made, looked at and collected.</summary>
public sealed class BatchTroubleTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private const string Half = "0.00076";

    [Fact]
    public async Task A_batch_that_the_server_will_not_make_is_given_up_and_its_questions_go_into_the_next()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a");
        bench.Desk.Disturb("POST /v1/batches", ModelStep.Cut());
        await bench.SubmitAsync();
        bench.Desk.Disturb("POST /v1/batches", ModelStep.Error(400, null, "The file has expired."));

        var submitted = await bench.With("b").SubmitAsync();
        await bench.CollectAsync();
        var shown = await bench.StatusAsync();

        Assert.Equal(0, submitted.ExitCode);
        Assert.Contains("2 wait for a batch (2 new questions in 1 batches)", submitted.Output, StringComparison.Ordinal);
        Assert.Contains("given up", shown.Output, StringComparison.Ordinal);
        Assert.Equal("a.pdf accepted 120.00, b.pdf accepted 120.00", await bench.StatusesAsync());
        Assert.Equal($"cached 0, cached 0, failed 0, spent {Half}, spent {Half}", await bench.CallsAsync());
        Assert.Empty(bench.Model.Requests);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_made_today_keeps_no_other_from_it()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a");
        bench.Desk.Disturb("POST /v1/batches", ModelStep.Cut());
        await bench.SubmitAsync();
        bench.Desk.Disturb("POST /v1/batches", ModelStep.Error(500, null, "down"));

        var submitted = await bench.With("b").SubmitAsync();
        var collected = await bench.CollectAsync();

        Assert.Equal((1, 0), (submitted.ExitCode, collected.ExitCode));
        Assert.Contains("Batch 1: ", submitted.Errors, StringComparison.Ordinal);
        Assert.Contains("2 wait for a batch (1 new questions in 1 batches)", submitted.Output, StringComparison.Ordinal);
        Assert.Equal($"cached 0, cached 0, spent {Half}, spent {Half}", await bench.CallsAsync());
    }

    [Fact]
    public async Task A_batch_that_the_server_does_not_know_keeps_no_other_from_being_collected()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a");
        await bench.SubmitAsync();
        await bench.With("b").SubmitAsync();
        bench.Desk.Disturb("GET /v1/batches/*", ModelStep.Error(404, null, "No batch found."));

        var collected = await bench.CollectAsync();

        Assert.Equal(1, collected.ExitCode);
        Assert.Contains("Batch 1: ", collected.Errors, StringComparison.Ordinal);
        Assert.Equal("a.pdf queued, b.pdf accepted 120.00", await bench.StatusesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_that_goes_silent_is_ended_and_goes_on_at_the_next_collection(bool begun)
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a").Set("Vision__Timeout", "00:00:03");
        await bench.SubmitAsync();
        bench.Desk.Disturb("GET /v1/files/*/content", begun ? ModelStep.StallWithin("{") : ModelStep.Stall());

        var silent = await bench.CollectAsync();
        await bench.CollectAsync();

        Assert.Equal(1, silent.ExitCode);
        Assert.Contains("did not answer within 3 seconds", silent.Errors, StringComparison.Ordinal);
        Assert.Equal("a.pdf accepted 120.00", await bench.StatusesAsync());
        Assert.Empty(bench.Model.Requests);
    }

    [Fact]
    public async Task What_an_interrupted_submission_left_is_not_asked_online_by_the_collection()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a", "b");
        bench.Desk.Disturb("POST /v1/files", ModelStep.Cut());
        await bench.SubmitAsync();

        var collected = await bench.CollectAsync();
        var waiting = await bench.StatusesAsync();
        await bench.SubmitAsync();
        await bench.CollectAsync();

        Assert.Contains("0 documents are read now; 2 questions have no answer and are left", collected.Output, StringComparison.Ordinal);
        Assert.Contains("2 were not answered by their batch", collected.Output, StringComparison.Ordinal);
        Assert.Equal("a.pdf queued, b.pdf queued", waiting);
        Assert.Equal("a.pdf accepted 120.00, b.pdf accepted 120.00", await bench.StatusesAsync());
        Assert.Empty(bench.Model.Requests);
    }
}
