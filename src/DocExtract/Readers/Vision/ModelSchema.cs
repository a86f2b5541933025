using System.Text.Json.Nodes;

namespace DocExtract.Readers.Vision;

/// <summary>
/// What a model is shown of a type's schema: the subset that every strict implementation accepts. Everything is required and
/// may be null, nothing may be added, and numbers are text, since a model's JSON numbers pass through binary floats in some
/// servers. All other keywords stay behind and are enforced here, on the answer.
/// </summary>
internal static class ModelSchema
{
    /// <summary>A decimal number: digits, a point, digits.</summary>
    public const string NumberPattern = "^-?[0-9]+([.][0-9]+)?$";

    public const string DatePattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    /// <exception cref="InvalidDataException">The schema is too deep, refers to nothing, or leaves a type open.</exception>
    public static JsonObject From(JsonObject schema) => Shape(SchemaNode.Root(schema));

    private static JsonObject Shape(SchemaNode node)
    {
        var shape = node.Type switch
        {
            "object" => Object(node),
            "array" => Array(node),
            "number" => Nullable("string", NumberPattern),
            "integer" => Nullable("integer"),
            "boolean" => Nullable("boolean"),
            _ when node.IsDate => Nullable("string", DatePattern),
            _ when node.Choices is { Count: > 0 } choices => Choice(choices),
            _ => Nullable("string", PlainOrNone(node.Pattern)),
        };
        if (node.Description is { } description)
        {
            shape.Insert(0, "description", description);
        }

        return shape;
    }

    private static JsonObject Object(SchemaNode node) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(node.Properties.Select(
            property => KeyValuePair.Create(property.Name, (JsonNode?)Shape(property.Schema)))),
        ["required"] = new JsonArray([.. node.Properties.Select(property => JsonValue.Create(property.Name))]),
        ["additionalProperties"] = false,
    };

    private static JsonObject Array(SchemaNode node) => new()
    {
        ["type"] = "array",
        ["items"] = node.Items is { } items ? Shape(items) : Nullable("string"),
    };

    private static JsonObject Choice(IReadOnlyList<JsonNode?> choices) => new()
    {
        ["type"] = new JsonArray("string", "null"),
        ["enum"] = new JsonArray([.. choices.Select(choice => choice?.DeepClone()), null]),
    };

    private static JsonObject Nullable(string type, string? pattern = null)
    {
        var shape = new JsonObject { ["type"] = new JsonArray(type, "null") };
        if (pattern is not null)
        {
            shape["pattern"] = pattern;
        }

        return shape;
    }

    /// <summary>Grammar back ends know neither look-around nor classes like \d, and match unanchored patterns differently.</summary>
    private static string? PlainOrNone(string? pattern) =>
        pattern is ['^', .., '$'] && !pattern.Contains("(?", StringComparison.Ordinal) && !pattern.Contains('\\') ? pattern : null;
}
