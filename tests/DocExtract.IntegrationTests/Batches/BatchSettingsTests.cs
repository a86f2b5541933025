using DocExtract.IntegrationTests.Fixtures;

namespace DocExtract.IntegrationTests.Batches;

/// <summary>A batch is collected by another command than the one that submitted it, perhaps with other settings.</summary>
public sealed class BatchSettingsTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private const string Half = "0.00076";

    [Fact]
    public async Task A_batch_of_another_model_is_left_alone_until_it_is_collected_with_its_own()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a");
        await bench.SubmitAsync();

        var other = await bench.Set("Vision__Model", "another").CollectAsync();
        bool isReserved = (await bench.CallsAsync()).StartsWith("reserved ", StringComparison.Ordinal);
        var own = await bench.Set("Vision__Model", "scripted").CollectAsync();

        Assert.Equal(0, other.ExitCode);
        Assert.Contains("0 batches collected, 0 not ended yet. 0 documents are read now", other.Output, StringComparison.Ordinal);
        Assert.Contains($"Batch 1 is left alone: it asks scripted at {bench.Address}, and the settings name another", other.Errors, StringComparison.Ordinal);
        Assert.Contains($"--endpoint {bench.Address} --model scripted", other.Errors, StringComparison.Ordinal);
        Assert.True(isReserved);
        Assert.Equal((0, ""), (own.ExitCode, own.Errors));
        await AssertDoneAtHalfThePriceAsync(bench);
    }

    [Fact]
    public async Task A_batch_of_another_endpoint_is_neither_asked_about_there_nor_in_the_way()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a");
        await bench.SubmitAsync();
        string endpoint = bench.Model.Endpoint.AbsoluteUri;

        bench.Set("Vision__Endpoint", endpoint.Replace("/v1", "/other/v1", StringComparison.Ordinal));
        var collected = await bench.CollectAsync();
        var shown = await bench.StatusAsync();
        await bench.Set("Vision__Endpoint", endpoint).CollectAsync();

        Assert.Equal((0, 0), (collected.ExitCode, shown.ExitCode));
        Assert.Contains($"--endpoint {bench.Address} --model scripted", collected.Errors, StringComparison.Ordinal);
        Assert.Contains("validating", shown.Output, StringComparison.Ordinal);
        await AssertDoneAtHalfThePriceAsync(bench);
    }

    [Fact]
    public async Task An_answer_costs_what_the_model_charged_when_it_was_asked()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a");
        await bench.SubmitAsync();

        await bench.Set("Vision__Price__Input", "100").Set("Vision__Price__Output", "400").CollectAsync();

        await AssertDoneAtHalfThePriceAsync(bench);
    }

    [Theory]
    [InlineData("Vision__ImageDpi", "75", "150", "other pictures, words or settings")]
    [InlineData("Vision__StructuredOutput", "json_object", "strict_json_schema", "another prompt, schema or version")]
    public async Task Questions_that_would_be_asked_otherwise_now_are_told_and_not_asked_online(string setting, string now, string then, string reason)
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a", "b");
        await bench.Set(setting, then).SubmitAsync();

        var otherwise = await bench.Set(setting, now).CollectAsync();
        var waiting = await bench.StatusesAsync();
        var same = await bench.Set(setting, then).CollectAsync();

        Assert.Contains("1 batches collected, 0 not ended yet. 0 documents are read now; 2 questions have no answer and are left", otherwise.Output, StringComparison.Ordinal);
        Assert.Contains($"2 would be asked otherwise now: {reason}", otherwise.Output, StringComparison.Ordinal);
        Assert.Contains("--rest online", otherwise.Output, StringComparison.Ordinal);
        Assert.Equal("a.pdf queued, b.pdf queued", waiting);
        Assert.Contains("2 documents are read now; 0 questions have no answer.", same.Output, StringComparison.Ordinal);
        Assert.Empty(bench.Model.Requests);
        Assert.Equal("a.pdf accepted 120.00, b.pdf accepted 120.00", await bench.StatusesAsync());
        Assert.Equal($"cached 0, cached 0, spent {Half}, spent {Half}", await bench.CallsAsync());
    }

    [Fact]
    public async Task The_status_needs_neither_storage_nor_engine()
    {
        await using var bench = (await BatchBench.CreateAsync(infrastructure)).With("a");
        await bench.SubmitAsync();

        var shown = await bench.Set("Storage__ConnectionString", "no storage at all").Set("Extraction__Schemas", "/no/such/folder").StatusAsync();

        Assert.Equal((0, ""), (shown.ExitCode, shown.Errors));
        Assert.Contains("completed", shown.Output, StringComparison.Ordinal);
    }

    private static async Task AssertDoneAtHalfThePriceAsync(BatchBench bench)
    {
        Assert.Equal("a.pdf accepted 120.00", await bench.StatusesAsync());
        Assert.Equal($"cached 0, spent {Half}", await bench.CallsAsync());
        Assert.Empty(bench.Model.Requests);
    }
}
