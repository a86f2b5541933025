using System.Text.Json.Nodes;

namespace DocExtract.ModelServer;

/// <summary>What <c>POST /v1/batches</c> accepts.</summary>
internal static class BatchRequestRules
{
    private static readonly string[] Fields = ["input_file_id", "endpoint", "completion_window", "metadata", "output_expires_after"];

    /// <summary>The first rule that is broken, in a sentence; null when none is.</summary>
    public static string? Violation(JsonObject? request) => request switch
    {
        null => "The body is no JSON object.",
        _ when request.FirstOrDefault(field => !Fields.Contains(field.Key)) is { Key: { } unknown } => $"Unknown parameter: '{unknown}'.",
        _ when Text(request["input_file_id"]) is null => "Missing required parameter: 'input_file_id'.",
        _ when Text(request["endpoint"]) != "/v1/chat/completions" => "Invalid value for 'endpoint': expected /v1/chat/completions.",
        _ when Text(request["completion_window"]) != "24h" => "Invalid value for 'completion_window': expected 24h.",
        { } when request["metadata"] is { } metadata && !IsMetadata(metadata) =>
            "Invalid 'metadata': expected at most 16 texts of at most 512 characters under names of at most 64.",
        _ => null,
    };

    private static bool IsMetadata(JsonNode metadata) => metadata is JsonObject { Count: <= 16 } pairs
        && pairs.All(pair => pair.Key.Length <= 64 && Text(pair.Value) is { Length: <= 512 });

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
