using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;
using Polly;
using Polly.Timeout;

namespace DocExtract.Readers.Vision;

/// <summary>An answer, how long it took from sending to its last byte, and as what it came.</summary>
internal sealed record TimedAnswer(ChatAnswer Answer, TimeSpan Duration, string Json);

/// <summary>
/// One OpenAI-compatible endpoint. The SDK carries the bytes (addresses, authentication, transport); body and answer are ours,
/// since its types throw on unknown finish reasons and empty choices. Safe to use from several threads.
/// </summary>
internal sealed class ChatEndpoint
{
    // About 60 times the longest answer the default limit on output tokens allows.
    private const int MaxAnswerBytes = 4 << 20;

    private readonly ChatClient _client;
    private readonly ResiliencePipeline _resilience;
    private readonly ModelFailures _failures;
    private readonly TimeProvider _time;
    private readonly AnswerTape? _record;
    private readonly AnswerTape? _replay;

    public ChatEndpoint(VisionOptions options, TimeProvider time)
    {
        _record = options.Record is { } record ? new AnswerTape(record) : null;
        _replay = options.Replay is { } replay ? new AnswerTape(replay) : null;
        Address = _replay is null ? options.Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "replay";
        _failures = new ModelFailures(options, Address);
        _resilience = ModelResilience.Build(options, time);
        _time = time;
        var settings = new OpenAIClientOptions
        {
            Endpoint = options.Endpoint,
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            UserAgentApplicationId = "docextract",
        };
#pragma warning disable OPENAI001 // The only constructor that takes an authentication of one's own is still marked experimental.
        _client = string.IsNullOrEmpty(options.ApiKey)
            ? new ChatClient(options.Model, new NoAuthentication(), settings)
            : new ChatClient(options.Model, new ApiKeyCredential(options.ApiKey), settings);
#pragma warning restore OPENAI001
    }

    /// <summary>Scheme, host and path; no key, no query. <c>replay</c> where recorded answers are given.</summary>
    public string Address { get; }

    /// <summary>Sends a chat completion's body, again when the endpoint fails for a moment.</summary>
    /// <exception cref="ModelCallException">The endpoint failed, or the answer was to be replayed and was never recorded.</exception>
    public async Task<TimedAnswer> AskAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (_replay is not null)
        {
            string? kept = await _replay.FindAsync(body, cancellationToken);
            return kept is not null && Understand(kept) is { } answer
                ? new TimedAnswer(answer with { Usage = new TokenUsage(null, null, null) }, TimeSpan.Zero, kept)
                : throw _failures.NotRecorded();
        }

        try
        {
            var answer = await _resilience.ExecuteAsync(async token => await AttemptAsync(body, token), cancellationToken);
            await (_record?.KeepAsync(body, answer.Json, cancellationToken) ?? Task.CompletedTask);
            return answer;
        }
        catch (TimeoutRejectedException late)
        {
            throw _failures.TooLate(late);
        }
    }

    private async Task<TimedAnswer> AttemptAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        long started = _time.GetTimestamp();
        try
        {
            var (answer, json) = await SendAsync(body, cancellationToken);
            return new TimedAnswer(answer, _time.GetElapsedTime(started), json);
        }
        catch (Exception failure) when (
            failure is ClientResultException or HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw _failures.Unreachable(failure);
        }
    }

    private async Task<(ChatAnswer Answer, string Json)> SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
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
        string text = JsonText.WithoutUnstorable(await ReadAsync(response, cancellationToken));
        if (response.Status is < 200 or > 299)
        {
            throw _failures.Refused(response.Status, text, WaitOf(response));
        }

        return (Understand(text) ?? throw _failures.NoCompletion(response.Status, text), text);
    }

    private static ChatAnswer? Understand(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return ChatAnswer.Parse(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<string> ReadAsync(PipelineResponse response, CancellationToken cancellationToken)
    {
        if (response.ContentStream is not { } stream)
        {
            return "";
        }

        using var bytes = new MemoryStream();
        byte[] buffer = new byte[16 << 10];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MaxAnswerBytes)
            {
                throw _failures.TooLong(MaxAnswerBytes);
            }
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private TimeSpan? WaitOf(PipelineResponse response)
    {
        response.Headers.TryGetValue("retry-after-ms", out string? milliseconds);
        response.Headers.TryGetValue("Retry-After", out string? secondsOrDate);
        return RetryAfter.Parse(milliseconds, secondsOrDate, _time.GetUtcNow());
    }

    /// <summary>For servers that ask for no key: no header at all, rather than a made-up one.</summary>
    private sealed class NoAuthentication : AuthenticationPolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNext(message, pipeline, currentIndex);

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNextAsync(message, pipeline, currentIndex);
    }
}
