using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace DocExtract.Readers.Vision;

/// <summary>Puts a streamed chat completion together as far as it comes, and stops listening when it goes astray.</summary>
/// <param name="hear">Hears the answer piece by piece; null for nobody.</param>
internal sealed class AnswerStream(Action<string>? hear = null)
{
    private readonly StreamGuard _guard = new();
    private readonly StringBuilder _refusal = new();
    private bool _isCompletion;
    private string? _finishReason;
    private string? _model;
    private TokenUsage _usage = TokenUsage.Unknown;

    /// <summary>What has come so far.</summary>
    /// <param name="broken">Why no more is waited for; null when the server ended it.</param>
    public ChatAnswer Answer(BrokenOff? broken) => new(
        _guard.Text is { Length: > 0 } text ? JsonText.WithoutUnstorable(text) : null,
        _refusal.Length > 0 ? _refusal.ToString() : null,
        _finishReason,
        _model,
        _usage)
    {
        Broken = broken,
    };

    /// <summary>Whether some of an answer has come.</summary>
    public bool HasBegun => _isCompletion;

    /// <summary>Whether a row is whole in what has come so far, so that it is worth going on from there.</summary>
    public bool HasRows => AnswerReader.HasRows(_guard.Text);

    /// <summary>Reads to the end.</summary>
    /// <returns>Null when what came was no chat completion.</returns>
    /// <exception cref="IOException">It broke off.</exception>
    /// <exception cref="StreamedErrorException">The server reported an error within the stream.</exception>
    public async Task<ChatAnswer?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        bool done = false;
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            if (item.Data == "[DONE]")
            {
                done = true;
                break;
            }

            if (Add(item.Data) is { } broken)
            {
                return Answer(broken);
            }
        }

        // A server that ends without a reason, tokens or [DONE] was cut off by something between it and us.
        return !_isCompletion ? null
            : done || _finishReason is not null || _usage != TokenUsage.Unknown ? Answer(null)
            : throw new IOException("The stream ended before the answer did.");
    }

    private BrokenOff? Add(string data)
    {
        using var document = Parse(data);
        var chunk = document.RootElement;
        if (chunk.ValueKind == JsonValueKind.Object && chunk.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
        {
            throw new StreamedErrorException(data);
        }

        _usage = TokenUsage.Parse(chunk) is var usage && usage != TokenUsage.Unknown ? usage : _usage;
        if (!chunk.TryGet("choices", JsonValueKind.Array, out var choices))
        {
            return null;
        }

        _isCompletion = true;
        _model ??= chunk.Text("model");
        var choice = choices.EnumerateArray().FirstOrDefault();
        _finishReason = choice.Text("finish_reason") ?? _finishReason;
        choice.TryGet("delta", JsonValueKind.Object, out var delta);
        _refusal.Append(delta.Text("refusal"));
        string piece = ChatAnswer.TextOf(delta) ?? "";
        if (piece.Length > 0)
        {
            hear?.Invoke(piece);
        }

        return _guard.Add(piece);
    }

    private static JsonDocument Parse(string data)
    {
        try
        {
            return JsonDocument.Parse(JsonText.WithoutUnstorable(data));
        }
        catch (JsonException)
        {
            throw new StreamedErrorException(data);
        }
    }
}

/// <summary>Thrown when an event of a stream is an error, or nothing that can be understood.</summary>
internal sealed class StreamedErrorException(string body) : Exception("The stream holds something that is no part of a chat completion.")
{
    /// <summary>The event as it came.</summary>
    public string Body => body;
}
