using System.Net;
using System.Net.Sockets;
using DocExtract.ModelServer;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using Microsoft.Extensions.Time.Testing;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>Endpoints that cannot be asked, and how long they are waited for. What comes over the wire: <see cref="WireFailureTests"/>.</summary>
public sealed class VisionFailureTests
{
    private static readonly ModelStep Good = ModelStep.Answer("""{"number":"7"}""");

    [Fact]
    public async Task Address_without_the_path_of_the_API_is_told_apart_from_a_wrong_model()
    {
        await using var server = await ScriptedModelServer.StartAsync(Good);

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => ReadAsync(server, options => options with { Endpoint = new Uri(server.Endpoint, "/") }));

        Assert.Equal(404, failure.Status);
        Assert.Contains("/chat/completions", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_is_not_running_is_told_as_such()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        int port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var reader = new VisionReader(Some.Vision(new Uri($"http://127.0.0.1:{port}/v1")), TimeProvider.System);

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => reader.ReadAsync(Some.WhitePages(1), Some.DeliveryNote(), new MemoryAccount(), CancellationToken.None));

        Assert.True(failure.IsTransient);
        Assert.Null(failure.Status);
        Assert.Contains($"http://127.0.0.1:{port}/v1 could not be reached. Is it running?", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_that_the_server_names_in_milliseconds_is_kept()
    {
        await using var server = await ScriptedModelServer.StartAsync(
            ModelStep.Error(429, "rate_limit_exceeded", "Slow down.", ("retry-after-ms", "400"), ("Retry-After", "60")), Good);

        await ReadAsync(server);

        var waited = TimeProvider.System.GetElapsedTime(server.Requests[0].Arrived, server.Requests[1].Arrived);
        Assert.InRange(waited, TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("20")]
    [InlineData("Tue, 06 May 2031 12:00:20 GMT")]
    public async Task Wait_that_the_server_names_in_seconds_or_as_a_date_is_kept(string retryAfter)
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Error(503, null, "Busy.", ("Retry-After", retryAfter)), Good);
        var start = new DateTimeOffset(2031, 5, 6, 12, 0, 0, TimeSpan.Zero);
        var time = new FakeTimeProvider(start);
        var reading = new VisionReader(Some.Vision(server.Endpoint) with { Timeout = TimeSpan.FromHours(1) }, time)
            .ReadAsync(Some.WhitePages(1), Some.DeliveryNote(), new MemoryAccount(), CancellationToken.None);

        // The clock stands until the server has answered for certain; then it goes on until the question comes again.
        while (server.Requests.Count == 0 && !reading.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        while (!reading.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            Assert.True(server.Requests.Count == 1 || time.GetUtcNow() >= start.AddSeconds(20), "The question came again too early.");
        }

        await reading;
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Cancelled_reading_ends_as_cancelled_without_another_attempt()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Stall(), Good);
        using var stop = new CancellationTokenSource();
        var reading = ReadAsync(server, cancellationToken: stop.Token);
        while (server.Requests.Count == 0 && !reading.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        Assert.Single(server.Requests);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_before_anything_is_sent()
    {
        var good = new VisionOptions { Model = "some-model", ApiKey = "sk-some-key" };

        Assert.All(
            new[]
            {
                good with { ApiKey = null },
                good with { Model = "" },
                good with { Endpoint = new Uri("ftp://example.org") },
                good with { Attempts = 0 },
                good with { MaxPages = 0 },
                good with { Concurrency = 0 },
                good with { MaxOutputTokens = 0 },
                good with { ImageDpi = double.NaN },
                good with { Timeout = TimeSpan.Zero },
                good with { RetryDelay = TimeSpan.FromSeconds(-1) },
            },
            options => Assert.Throws<ArgumentException>(() => new VisionReader(options, TimeProvider.System)));
        Assert.Equal("vision", new VisionReader(good, TimeProvider.System).Name);
    }

    private static Task<Reading?> ReadAsync(
        ScriptedModelServer server, Func<VisionOptions, VisionOptions>? change = null, CancellationToken cancellationToken = default)
    {
        var options = Some.Vision(server.Endpoint);
        var reader = new VisionReader(change?.Invoke(options) ?? options, TimeProvider.System);
        return reader.ReadAsync(Some.WhitePages(1), Some.DeliveryNote(), new MemoryAccount(), cancellationToken);
    }
}
