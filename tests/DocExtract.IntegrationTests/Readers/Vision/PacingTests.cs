using DocExtract.ModelServer;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>How fast an endpoint is asked, and what happens when it says that it is too fast.</summary>
public sealed class PacingTests
{
    private static readonly ModelStep Good = ModelStep.Answer("""{"number":"7"}""");

    [Fact]
    public async Task Wait_that_one_call_was_told_holds_for_the_others_too()
    {
        await using var server = await ScriptedModelServer.StartAsync(
            ModelStep.Error(429, "rate_limit_exceeded", "Slow down.", ("Retry-After", "3600")), Good, Good);
        var reader = new VisionReader(Some.Vision(server.Endpoint), TimeProvider.System);
        await Assert.ThrowsAsync<ModelCallException>(() => ReadAsync(reader));

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => ReadAsync(reader));

        Assert.Single(server.Requests);
        Assert.True(failure.IsTransient);
        Assert.InRange(failure.RetryAfter!.Value, TimeSpan.FromMinutes(55), TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests")]
    [InlineData("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens")]
    public async Task Limit_that_is_used_up_is_waited_for_before_the_next_call(string left, string reset)
    {
        await using var server = await ScriptedModelServer.StartAsync(
            ModelStep.Raw(200, """{"choices":[{"message":{"content":"{\"number\":\"7\"}"},"finish_reason":"stop"}]}""", (left, "0"), (reset, "600ms")), Good);
        var reader = new VisionReader(Some.Vision(server.Endpoint), TimeProvider.System);

        await ReadAsync(reader);
        await ReadAsync(reader);

        var waited = TimeProvider.System.GetElapsedTime(server.Requests[0].Arrived, server.Requests[1].Arrived);
        Assert.InRange(waited, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Requests_a_minute_are_never_passed_and_a_long_wait_is_the_callers()
    {
        await using var server = await ScriptedModelServer.StartAsync(Enumerable.Repeat(Good, 5));
        var reader = new VisionReader(
            Some.Vision(server.Endpoint) with { RequestsPerMinute = 2, MaxRetryAfter = TimeSpan.FromSeconds(1), RetryDelay = TimeSpan.Zero }, TimeProvider.System);
        await ReadAsync(reader);
        await ReadAsync(reader);

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => ReadAsync(reader));

        Assert.True(failure.IsTransient);
        Assert.InRange(failure.RetryAfter!.Value, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Endpoint_of_which_most_calls_fail_is_left_alone_for_a_moment()
    {
        await using var server = await ScriptedModelServer.StartAsync(Enumerable.Range(0, 100).Select(_ => ModelStep.Error(500, null, "Broken.")));
        var reader = new VisionReader(
            Some.Vision(server.Endpoint) with { Attempts = 1, MaxRetryAfter = TimeSpan.FromSeconds(1) }, TimeProvider.System);

        for (int call = 0; call < 20; call++)
        {
            Assert.True((await Assert.ThrowsAsync<ModelCallException>(() => ReadAsync(reader))).IsTransient);
        }

        Assert.InRange(server.Requests.Count, 10, 12);
        var failure = await Assert.ThrowsAsync<ModelCallException>(() => ReadAsync(reader));
        Assert.InRange(failure.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        Assert.Contains("left alone", failure.Message, StringComparison.Ordinal);
    }

    private static Task<Reading?> ReadAsync(VisionReader reader) =>
        reader.ReadAsync(Some.WhitePages(1), Some.DeliveryNote(), new MemoryAccount(), CancellationToken.None);
}
