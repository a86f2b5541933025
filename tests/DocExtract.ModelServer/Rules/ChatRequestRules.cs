using System.Text.Json;
using System.Text.Json.Nodes;

namespace DocExtract.ModelServer;

/// <summary>What the official API refuses in a chat completion, as far as a document reader can get it wrong.</summary>
internal static class ChatRequestRules
{
    // OpenAI's OpenAPI description 2.3.0, CreateChatCompletionRequest and what it includes.
    private static readonly HashSet<string> Fields =
    [
        "audio", "frequency_penalty", "function_call", "functions", "logit_bias", "logprobs", "max_completion_tokens", "max_tokens",
        "messages", "metadata", "modalities", "model", "moderation", "n", "parallel_tool_calls", "prediction", "presence_penalty",
        "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "reasoning_effort", "response_format",
        "safety_identifier", "seed", "service_tier", "stop", "store", "stream", "stream_options", "temperature", "tool_choice",
        "tools", "top_logprobs", "top_p", "user", "verbosity", "web_search_options",
    ];

    private static readonly string[] Roles = ["developer", "system", "user", "assistant"];

    /// <summary>The first rule that is broken, in a sentence; null when none is.</summary>
    public static string? Violation(JsonObject body, params IEnumerable<string> ownFields) =>
        Unknown(body, [.. Fields, .. ownFields], "")
        ?? (body["model"] is JsonValue model && model.GetValueKind() == JsonValueKind.String ? null : "You must provide a model parameter.")
        ?? Messages(body["messages"] as JsonArray, (string?)body["model"])
        ?? Streaming(body)
        ?? Limits(body)
        ?? Format(body);

    private static string? Unknown(JsonObject parent, IEnumerable<string> known, string path) =>
        parent.Select(field => field.Key).FirstOrDefault(field => !known.Contains(field)) is { } unknown
            ? $"Unknown parameter: '{path}{unknown}'."
            : null;

    private static string? Messages(JsonArray? messages, string? model) => messages is not { Count: > 0 }
        ? "messages must not be empty."
        : messages.Select((message, i) => Message(message as JsonObject, model, $"messages[{i}].")).FirstOrDefault(violation => violation is not null);

    private static string? Message(JsonObject? message, string? model, string path) => message switch
    {
        null => $"{path} must be an object.",
        _ when Unknown(message, ["role", "content", "name"], path) is { } unknown => unknown,
        _ when !Roles.Contains((string?)message["role"]) => $"Invalid value for '{path}role'.",
        { } when message["content"] is JsonValue text => text.GetValueKind() == JsonValueKind.String ? null : $"Invalid type for '{path}content'.",
        { } when message["content"] is JsonArray { Count: > 0 } parts =>
            parts.Select((part, i) => Part(part as JsonObject, (string?)message["role"] == "user", model, $"{path}content[{i}].")).FirstOrDefault(violation => violation is not null),
        _ => $"Missing required parameter: '{path}content'.",
    };

    private static string? Part(JsonObject? part, bool mayHoldImages, string? model, string path) => (string?)part?["type"] switch
    {
        "text" => Unknown(part, ["type", "text"], path)
            ?? (part["text"]?.GetValueKind() == JsonValueKind.String ? null : $"Missing required parameter: '{path}text'."),
        "image_url" when !mayHoldImages => $"Image content is only allowed in user messages: '{path}'.",
        "image_url" => Unknown(part, ["type", "image_url"], path) ?? ImageRules.Violation(part["image_url"] as JsonObject, model, $"{path}image_url."),
        _ => $"Invalid value for '{path}type'.",
    };

    private static string? Streaming(JsonObject body) => body["stream"] switch
    {
        JsonValue stream when stream.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False) => "Invalid type for 'stream': expected a boolean.",
        JsonValue stream when stream.GetValue<bool>() => null,
        _ when body["stream_options"] is not null => "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
        _ => null,
    };

    private static string? Limits(JsonObject body)
    {
        bool thinks = (string?)body["model"] is ['o', '1' or '3' or '4', ..] or ['g', 'p', 't', '-', '5', ..];
        return body switch
        {
            _ when body.ContainsKey("max_tokens") && body.ContainsKey("max_completion_tokens") =>
                "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
            _ when thinks && body.ContainsKey("max_tokens") =>
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            _ when thinks && body["temperature"] is JsonValue own && own.GetValue<decimal>() != 1 =>
                "Unsupported value: 'temperature' does not support this value with this model. Only the default (1) value is supported.",
            _ when body["temperature"] is JsonValue temperature && temperature.GetValue<decimal>() is < 0 or > 2 => "Invalid 'temperature'.",
            _ when (body["max_tokens"] ?? body["max_completion_tokens"]) is JsonValue limit && limit.GetValue<int>() < 1 => "Invalid limit of tokens.",
            _ => null,
        };
    }

    private static string? Format(JsonObject body) => body["response_format"] is not JsonObject format ? null : (string?)format["type"] switch
    {
        "text" => Unknown(format, ["type"], "response_format."),
        "json_object" => Unknown(format, ["type"], "response_format.")
            ?? (body["messages"]!.ToJsonString().Contains("json", StringComparison.OrdinalIgnoreCase)
                ? null
                : "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."),
        "json_schema" => Unknown(format, ["type", "json_schema"], "response_format.") ?? StrictSchemaRules.Violation(format["json_schema"] as JsonObject),
        _ => "Invalid value for 'response_format.type'.",
    };
}
