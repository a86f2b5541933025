using System.Text.Json.Nodes;

namespace DocExtract.ModelServer;

/// <summary>A chat completion as the official API writes it: whole, or in the chunks of a stream.</summary>
internal static class Completion
{
    private const int PieceLength = 4;

    public static JsonObject Of(string? content, string? finishReason = "stop", string? refusal = null) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1_900_000_000,
        ["model"] = "some-model-2031-01-01",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content, ["refusal"] = refusal },
            ["logprobs"] = null,
            ["finish_reason"] = finishReason,
        }),
        ["usage"] = Usage(1200, 80, 1024),
    };

    public static JsonObject Usage(int input, int output, int cached = 0) => new()
    {
        ["prompt_tokens"] = input,
        ["completion_tokens"] = output,
        ["total_tokens"] = input + output,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = cached },
    };

    /// <summary>The completion as the chunks that <paramref name="request"/> asks for, in their order.</summary>
    public static IEnumerable<JsonObject> Chunks(JsonObject completion, JsonObject request, StreamForm form = StreamForm.Usual)
    {
        var usage = form.HasFlag(StreamForm.WithoutUsage) ? null : completion["usage"];
        bool usageApart = (bool?)request["stream_options"]?["include_usage"] == true && !form.HasFlag(StreamForm.UsageInLastChoice);
        foreach (var choice in (completion["choices"] as JsonArray ?? []).Select((choice, index) => Choice(choice, index)).SelectMany(chunks => chunks))
        {
            bool isLast = choice["finish_reason"] is not null;
            var chunk = Chunk(completion, new JsonArray(choice));
            if (form.HasFlag(StreamForm.UsageInLastChoice) && isLast)
            {
                chunk["usage"] = usage?.DeepClone();
            }
            else if (usageApart && usage is not null)
            {
                chunk["usage"] = null;
            }

            yield return chunk;
        }

        if (usageApart && usage is not null)
        {
            var chunk = Chunk(completion, []);
            chunk["usage"] = usage.DeepClone();
            yield return chunk;
        }
    }

    /// <summary>Texts of a few characters. A character of several UTF-16 units is never split; one that is put together from several may be.</summary>
    public static IEnumerable<string> Pieces(string text) =>
        text.EnumerateRunes().Chunk(PieceLength).Select(runes => string.Concat(runes.Select(rune => rune.ToString())));

    private static IEnumerable<JsonObject> Choice(JsonNode? choice, int index)
    {
        var message = choice?["message"] as JsonObject;
        yield return Delta(index, new JsonObject { ["role"] = "assistant", ["content"] = "", ["refusal"] = null });
        foreach (string name in new[] { "content", "refusal" })
        {
            foreach (var piece in Values(message?[name]))
            {
                yield return Delta(index, new JsonObject { [name] = piece });
            }
        }

        if (choice?["finish_reason"] is { } reason)
        {
            yield return Delta(index, [], reason.DeepClone());
        }
    }

    /// <summary>A text in pieces; what is no text in one.</summary>
    private static IEnumerable<JsonNode> Values(JsonNode? value) => value switch
    {
        null => [],
        JsonValue text when text.TryGetValue(out string? whole) => Pieces(whole).Select(piece => (JsonNode)piece),
        _ => [value.DeepClone()],
    };

    private static JsonObject Delta(int index, JsonObject delta, JsonNode? finishReason = null) => new()
    {
        ["index"] = index,
        ["delta"] = delta,
        ["logprobs"] = null,
        ["finish_reason"] = finishReason,
    };

    private static JsonObject Chunk(JsonObject completion, JsonArray choices) => new()
    {
        ["id"] = completion["id"]?.DeepClone(),
        ["object"] = "chat.completion.chunk",
        ["created"] = completion["created"]?.DeepClone(),
        ["model"] = completion["model"]?.DeepClone(),
        ["choices"] = choices,
    };
}
