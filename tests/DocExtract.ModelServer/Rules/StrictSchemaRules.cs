using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DocExtract.ModelServer;

/// <summary>The subset of JSON Schema that strict structured output accepts, in its strictest common form.</summary>
internal static partial class StrictSchemaRules
{
    private const int MaxDepth = 10;
    private const int MaxProperties = 5000;

    private static readonly string[] Keywords = ["type", "properties", "required", "additionalProperties", "items", "enum", "description", "pattern"];

    private static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    public static string? Violation(JsonObject? format)
    {
        if (format is null || !Name().IsMatch((string?)format["name"] ?? ""))
        {
            return "Invalid 'response_format.json_schema.name': expected letters, digits, underscores and dashes, at most 64.";
        }

        if (format.FirstOrDefault(field => field.Key is not ("name" or "schema" or "strict" or "description")) is { Key: { } unknown })
        {
            return $"Unknown parameter: 'response_format.json_schema.{unknown}'.";
        }

        return format["schema"] is JsonObject schema && (string?)schema["type"] == "object"
            ? Check(schema, "", 0) ?? (Count(schema) > MaxProperties ? "The schema has too many properties." : null)
            : "schema must be a JSON Schema of 'type: \"object\"'.";
    }

    private static string? Check(JsonObject schema, string path, int depth) =>
        Shape(schema, path, depth)
        ?? (schema["properties"] as JsonObject)?.Select(property => Check(property.Value!.AsObject(), $"{path}/{property.Key}", depth + 1)).FirstOrDefault(violation => violation is not null)
        ?? (schema["items"] is JsonObject items ? Check(items, $"{path}/*", depth + 1) : null);

    private static string? Shape(JsonObject schema, string path, int depth)
    {
        string[] types = schema["type"] is JsonArray several ? [.. several.Select(type => (string)type!)] : [(string?)schema["type"] ?? ""];
        return schema switch
        {
            _ when depth > MaxDepth => $"In context={path}, the schema exceeds {MaxDepth} levels of nesting.",
            _ when schema.FirstOrDefault(keyword => !Keywords.Contains(keyword.Key)) is { Key: { } unknown } => $"In context={path}, '{unknown}' is not permitted.",
            _ when !types.All(Types.Contains) => $"In context={path}, schema must have a 'type' key.",
            _ when types.Contains("object") && schema["additionalProperties"]?.ToJsonString() != "false" => $"In context={path}, 'additionalProperties' is required to be supplied and to be false.",
            _ when types.Contains("object") && !Required(schema) => $"In context={path}, 'required' is required to be supplied and to be an array including every key in properties.",
            _ when types.Contains("array") && schema["items"] is not JsonObject => $"In context={path}, array schema missing items.",
            _ when (string?)schema["pattern"] is { } pattern && (pattern.Contains("(?", StringComparison.Ordinal) || pattern is not ['^', .., '$']) => $"In context={path}, the pattern is not supported.",
            _ => null,
        };
    }

    private static bool Required(JsonObject schema) =>
        schema["required"] is JsonArray required && schema["properties"] is JsonObject properties
        && properties.Select(property => property.Key).SequenceEqual(required.Select(name => (string)name!));

    private static int Count(JsonObject schema) =>
        ((schema["properties"] as JsonObject)?.Sum(property => 1 + Count(property.Value!.AsObject())) ?? 0)
        + (schema["items"] is JsonObject items ? Count(items) : 0);

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Name();
}
