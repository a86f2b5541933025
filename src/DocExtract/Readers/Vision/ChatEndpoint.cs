using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using DocExtract.Readers.Vision.Pacing;
using OpenAI.Chat;

namespace DocExtract.Readers.Vision;

/// <summary>
/// One exchange with an OpenAI-compatible endpoint. The SDK carries the bytes (addresses, authentication, transport); body and
/// answer are ours, since its types throw on unknown finish reasons and empty choices. Safe to use from several threads.
/// </summary>
internal sealed class ChatEndpoint
{
    // About 60 times the longest answer the default limit on output tokens allows; in a stream every token has some 300 bytes around it.
    private const int MaxBytes = 4 << 20;
    private const int MaxStreamBytes = 32 << 20;

    private readonly ChatClient _client;
    private readonly ModelFailures _failures;
    private readonly EndpointPace _pace;
    private readonly TimeProvider _time;

    public ChatEndpoint(VisionOptions options, ModelFailures failures, EndpointPace pace, TimeProvider time)
    {
        (_failures, _pace, _time) = (failures, pace, time);
        _client = ModelConnection.Open(options, failures).GetChatClient(options.Model);
    }

    /// <summary>Sends a chat completion's body once. An answer that breaks off after whole rows is an answer that says so.</summary>
    /// <param name="body">The request.</param>
    /// <param name="hear">Hears a streamed answer piece by piece; null for nobody.</param>
    /// <param name="late">Cancelled when it takes too long.</param>
    /// <param name="cancellationToken">Cancelled when nobody wants the answer any more.</param>
    /// <exception cref="ModelCallException">The endpoint failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or too late with no whole row.</exception>
    public async Task<ChatAnswer> SendAsync(ReadOnlyMemory<byte> body, Action<string>? hear, CancellationToken late, CancellationToken cancellationToken)
    {
        var stream = new AnswerStream(hear);
        try
        {
            return await ExchangeAsync(body, stream, late);
        }
        catch (StreamedErrorException wrong)
        {
            throw _failures.NoCompletion(200, wrong.Body, stream.HasBegun);
        }
        catch (Exception broken) when (
            broken is ClientResultException or HttpRequestException or IOException && !late.IsCancellationRequested)
        {
            return stream.HasRows ? stream.Answer(BrokenOff.Connection) : throw _failures.Unreachable(broken);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested && stream.HasRows)
        {
            return stream.Answer(BrokenOff.Time);
        }
    }

    private async Task<ChatAnswer> ExchangeAsync(ReadOnlyMemory<byte> body, AnswerStream stream, CancellationToken cancellationToken)
    {
        using var content = BinaryContent.Create(BinaryData.FromBytes(body));
        var options = new RequestOptions
        {
            ErrorOptions = ClientErrorBehaviors.NoThrow,
            BufferResponse = false,
            CancellationToken = cancellationToken,
        };
        var result = await _client.CompleteChatAsync(content, options);
        using var response = result.GetRawResponse();
        var wait = WaitOf(response);
        _pace.Learn(RateLimits.Parse(name => response.Headers.TryGetValue(name, out string? value) ? value : null), wait);
        if (response.Status is >= 200 and <= 299 && IsEventStream(response))
        {
            return await stream.ReadAsync(Bounded(response, MaxStreamBytes), cancellationToken) ?? throw _failures.NoCompletion(response.Status, "");
        }

        string text = await ReadAsync(response, cancellationToken);
        return response.Status is >= 200 and <= 299
            ? ChatAnswer.Parse(text) ?? throw _failures.NoCompletion(response.Status, text)
            : throw _failures.Refused(response.Status, text, wait);
    }

    private static bool IsEventStream(PipelineResponse response) =>
        response.Headers.TryGetValue("Content-Type", out string? type) && type!.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>The body as text, without the byte order mark that some servers put before it.</summary>
    private async Task<string> ReadAsync(PipelineResponse response, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Bounded(response, MaxBytes), Encoding.UTF8);
        return JsonText.WithoutUnstorable(await reader.ReadToEndAsync(cancellationToken));
    }

    private BoundedStream Bounded(PipelineResponse response, int limit) =>
        new(response.ContentStream ?? Stream.Null, limit, () => _failures.TooLong(limit));

    private TimeSpan? WaitOf(PipelineResponse response)
    {
        response.Headers.TryGetValue("retry-after-ms", out string? milliseconds);
        response.Headers.TryGetValue("Retry-After", out string? secondsOrDate);
        return RetryAfter.Parse(milliseconds, secondsOrDate, _time.GetUtcNow());
    }
}
