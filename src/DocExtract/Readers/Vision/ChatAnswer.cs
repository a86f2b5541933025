using System.Text.Json;

namespace DocExtract.Readers.Vision;

/// <summary>What an endpoint answered: the model's text or refusal, why it ended, what it cost. Nothing of it is believed yet.</summary>
/// <param name="Text">The model's answer; null when there was none.</param>
/// <param name="Refusal">The model's reason for not answering.</param>
/// <param name="FinishReason">As the server says it; null when it does not.</param>
/// <param name="Model">The model that says it answered.</param>
/// <param name="Usage">Tokens, as far as the server tells.</param>
internal sealed record ChatAnswer(string? Text, string? Refusal, string? FinishReason, string? Model, TokenUsage Usage)
{
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
            TextOf(message), message.Text("refusal"), choice.Text("finish_reason"), body.Text("model"), TokenUsage.Parse(body));
    }

    /// <summary>Content is a text; some servers send it in parts.</summary>
    private static string? TextOf(JsonElement message) => message.TryGet("content", JsonValueKind.Array, out var parts)
        ? string.Concat(parts.EnumerateArray().Select(part => part.Text("text")))
        : message.Text("content");
}

/// <summary>Tokens of one call; null where the server does not say.</summary>
internal sealed record TokenUsage(long? Input, long? CachedInput, long? Output)
{
    public static TokenUsage Parse(JsonElement body)
    {
        body.TryGet("usage", JsonValueKind.Object, out var usage);
        usage.TryGet("prompt_tokens_details", JsonValueKind.Object, out var details);
        return new TokenUsage(usage.Count("prompt_tokens"), details.Count("cached_tokens"), usage.Count("completion_tokens"));
    }
}
