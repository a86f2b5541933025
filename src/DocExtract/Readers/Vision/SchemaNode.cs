using System.Text.Json;
using System.Text.Json.Nodes;

namespace DocExtract.Readers.Vision;

/// <summary>One place in a type's JSON Schema, with references followed: what kind of value belongs there.</summary>
internal readonly record struct SchemaNode
{
    // The deepest that strict structured output allows; it also ends schemas that refer to themselves.
    public const int MaxDepth = 10;

    private readonly JsonObject _root;
    private readonly JsonObject _json;
    private readonly int _depth;

    private SchemaNode(JsonObject root, JsonObject json, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException($"The schema is nested deeper than {MaxDepth} levels; a vision model cannot be held to it.");
        }

        (_root, _depth) = (root, depth);
        _json = Follow(root, json);
    }

    public static SchemaNode Root(JsonObject schema) => new(schema, schema, 0);

    /// <summary>The first type that is not null: <c>object</c>, <c>array</c>, <c>string</c>, <c>number</c>, <c>integer</c>, <c>boolean</c>.</summary>
    public string Type => _json["type"] switch
    {
        JsonArray types => types.Select(type => (string?)type).FirstOrDefault(type => type != "null") ?? "string",
        JsonValue type => (string?)type ?? "string",
        _ when _json.ContainsKey("properties") => "object",
        _ when _json.ContainsKey("items") => "array",
        _ when _json.ContainsKey("anyOf") || _json.ContainsKey("oneOf") || _json.ContainsKey("allOf") =>
            throw new InvalidDataException("The schema has a field without a type (anyOf, oneOf, allOf); a vision model can only be asked for one type a field."),
        _ => "string",
    };

    public bool IsDate => Type == "string" && (string?)_json["format"] == "date";

    public string? Description => (string?)_json["description"];

    public string? Pattern => (string?)_json["pattern"];

    public IReadOnlyList<JsonNode?> Choices =>
        _json["enum"] is JsonArray choices ? [.. choices] : _json["const"] is { } only ? [only] : [];

    public SchemaNode? Items => _json["items"] is JsonObject items ? new SchemaNode(_root, items, _depth + 1) : null;

    public IEnumerable<(string Name, SchemaNode Schema)> Properties
    {
        get
        {
            var (root, depth) = (_root, _depth + 1);
            return _json["properties"] is JsonObject properties
                ? properties.Select(property => (property.Key, new SchemaNode(root, property.Value!.AsObject(), depth)))
                : [];
        }
    }

    private static JsonObject Follow(JsonObject root, JsonObject json)
    {
        for (int hops = 0; (string?)json["$ref"] is { } reference; hops++)
        {
            var target = reference.StartsWith("#/", StringComparison.Ordinal) && hops < MaxDepth ? Find(root, reference) : null;
            json = target ?? throw new InvalidDataException($"The schema refers to {reference}, which does not exist in it.");
        }

        return json;
    }

    private static JsonObject? Find(JsonObject root, string reference) =>
        reference[2..].Split('/').Aggregate((JsonNode?)root, (node, part) => (node as JsonObject)?[part]) as JsonObject;

    /// <summary>True when the value is one of the schema's choices, or when it leaves the choice open.</summary>
    public bool Allows(string value) =>
        Choices is not { Count: > 0 } choices
        || choices.Any(choice => choice?.GetValueKind() == JsonValueKind.String && (string?)choice == value);
}
