using System.Text.Json;
using System.Text.Json.Nodes;

namespace DocExtract.Readers.Vision;

/// <summary>What an endpoint answered: the model's text or refusal, why it ended, what it cost. Nothing of it is believed yet.</summary>
/// <param name="Text">The model's answer; null when there was none.</param>
/// <param name="Refusal">The model's reason for not answering.</param>
/// <param name="FinishReason">As the server says it; null when it does not.</param>
/// <param name="Model">The model that says it answered.</param>
/// <param name="Usage">Tokens, as far as the server tells.</param>
internal sealed record ChatAnswer(string? Text, string? Refusal, string? FinishReason, string? Model, TokenUsage Usage)
{
    // Kept with an answer: of ours, not the protocol's.
    private const string BrokenField = "docextract_broken_off";

    /// <summary>Why the answer was not waited for to its end; null when the server ended it.</summary>
    public BrokenOff? Broken { get; init; }

    /// <summary>Whether the server ended it as an answer ends.</summary>
    public bool IsWhole => Broken is null && FinishReason is null or "" or "stop";

    /// <summary>Understands a chat completion however incomplete; null when it is none.</summary>
    public static ChatAnswer? Parse(JsonElement body)
    {
        if (!body.TryGet("choices", JsonValueKind.Array, out var choices))
        {
            return null;
        }

        var choice = choices.EnumerateArray().FirstOrDefault();
        choice.TryGet("message", JsonValueKind.Object, out var message);
        return new ChatAnswer(
            TextOf(message), message.Text("refusal"), choice.Text("finish_reason"), body.Text("model"), TokenUsage.Parse(body))
        {
            Broken = Enum.TryParse(body.Text(BrokenField), out BrokenOff broken) ? broken : null,
        };
    }

    /// <summary>Understands the text of a chat completion; null when it is none.</summary>
    public static ChatAnswer? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Parse(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As a chat completion, however it came: what is kept.</summary>
    public string ToJson() => new JsonObject
    {
        ["object"] = "chat.completion",
        ["model"] = Model,
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = Text, ["refusal"] = Refusal },
            ["finish_reason"] = FinishReason,
        }),
        ["usage"] = Usage.ToJson(),
        [BrokenField] = Broken?.ToString(),
    }.ToJsonString();

    /// <summary>Content is a text; some servers send it in parts.</summary>
    public static string? TextOf(JsonElement message) => message.TryGet("content", JsonValueKind.Array, out var parts)
        ? string.Concat(parts.EnumerateArray().Select(part => part.Text("text")))
        : message.Text("content");
}

/// <summary>Why an answer was not waited for to its end.</summary>
internal enum BrokenOff
{
    /// <summary>The connection broke.</summary>
    Connection,

    /// <summary>It took longer than a call may.</summary>
    Time,

    /// <summary>The model wrote white space without end.</summary>
    WhiteSpace,

    /// <summary>The model wrote the same again and again.</summary>
    Repetition,
}

/// <summary>Tokens of one call; null where the server does not say.</summary>
internal sealed record TokenUsage(long? Input, long? CachedInput, long? Output)
{
    public static readonly TokenUsage Unknown = new(null, null, null);

    public static TokenUsage Parse(JsonElement body)
    {
        body.TryGet("usage", JsonValueKind.Object, out var usage);
        usage.TryGet("prompt_tokens_details", JsonValueKind.Object, out var details);
        return new TokenUsage(Tokens(usage, "prompt_tokens"), Tokens(details, "cached_tokens"), Tokens(usage, "completion_tokens"));
    }

    /// <summary>A number below nothing is no number of tokens: it would give back to a budget what was spent.</summary>
    private static long? Tokens(JsonElement usage, string name) => usage.Count(name) is >= 0 and var count ? count : null;

    public JsonObject ToJson() => new()
    {
        ["prompt_tokens"] = Input,
        ["completion_tokens"] = Output,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = CachedInput },
    };
}
