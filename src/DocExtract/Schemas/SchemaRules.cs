using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DocExtract.Schemas;

/// <summary>
/// What a <c>schema.json</c> may say. JSON Schema libraries pass over keywords they do not know, so a rule that nobody enforces
/// would look as if it held; here every keyword is either enforced, an annotation, or refused.
/// </summary>
internal static class SchemaRules
{
    private static readonly HashSet<string> Annotations = ["title", "description", "examples", "$schema", "$id", "$comment"];

    private static readonly Dictionary<string, HashSet<string>> Keywords = new()
    {
        ["object"] = ["type", "properties", "required", "additionalProperties"],
        ["array"] = ["type", "items", "minItems", "maxItems", "uniqueItems"],
        ["string"] = ["type", "enum", "format", "pattern", "minLength", "maxLength"],
        ["number"] = ["type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
        ["integer"] = ["type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
        ["boolean"] = ["type"],
    };

    private static readonly HashSet<string> Formats = ["date", "time", "email", "uuid", "uri", "ipv4", "hostname"];

    /// <summary>Everything wrong with a schema: where, what, and what to do.</summary>
    public static IEnumerable<string> Faults(JsonObject schema) =>
        Node(schema, "").Concat(schema["type"] is JsonValue type && TypeOf(type) == "object" ? Essentials(schema) : ["/: the root must be of type object."]);

    /// <summary>The line of the field that a fault begins with.</summary>
    public static int? LineOf(string fault, JsonLines lines)
    {
        string place = fault[..fault.IndexOf(':', StringComparison.Ordinal)];
        string pointer = place == "/x-essential" ? place : string.Concat(place.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(step => step == "*" ? "/items" : $"/properties/{step}"));
        return lines.LineOf(pointer);
    }

    private static IEnumerable<string> Node(JsonNode? node, string place)
    {
        string at = place.Length == 0 ? "/" : place;
        if (node is not JsonObject schema)
        {
            return [$"{at}: a schema must be an object; write the properties out."];
        }

        if (TypeOf(schema["type"]) is not { } type || !Keywords.TryGetValue(type, out var known))
        {
            return [$"{at}: type must be one of {string.Join(", ", Keywords.Keys)} (one, never null: what is not printed is absent)."];
        }

        var unknown = schema.Select(keyword => keyword.Key)
            .Where(keyword => !known.Contains(keyword) && !Annotations.Contains(keyword) && !keyword.StartsWith("x-", StringComparison.Ordinal))
            .Select(keyword => $"{at}: '{keyword}' is not enforced for type {type}; use {string.Join(", ", known.Skip(1).DefaultIfEmpty("nothing"))}, or checks.json.");
        return [.. unknown, .. type switch
        {
            "object" => Properties(schema, place, at),
            "array" => Node(schema["items"], $"{place}/*"),
            "string" => Text(schema, at),
            _ => [],
        }];
    }

    private static IEnumerable<string> Properties(JsonObject schema, string place, string at)
    {
        if (schema["properties"] is not JsonObject { Count: > 0 } properties)
        {
            return [$"{at}: an object needs properties."];
        }

        IEnumerable<string> open = schema["additionalProperties"]?.GetValueKind() == JsonValueKind.False
            ? []
            : [$"{at}: set additionalProperties to false, so that invented fields are found."];
        var required = Strings(schema["required"]).Where(name => !properties.ContainsKey(name))
            .Select(name => $"{at}: required names '{name}', which is no property.");
        return [.. open, .. required, .. properties.SelectMany(property => Node(property.Value, $"{place}/{property.Key}"))];
    }

    private static IEnumerable<string> Text(JsonObject schema, string at)
    {
        if (schema["format"] is { } format && !(format is JsonValue name && name.TryGetValue(out string? text) && Formats.Contains(text)))
        {
            yield return $"{at}: format {format.ToJsonString()} is not enforced; use {string.Join(", ", Formats)} or a pattern.";
        }

        if (schema["pattern"] is { } pattern && !IsLinear(pattern))
        {
            yield return $"{at}: pattern {pattern.ToJsonString()} is no regular expression without look-around and back-references; write a simpler one.";
        }
    }

    private static IEnumerable<string> Essentials(JsonObject schema)
    {
        if (schema["x-essential"] is not JsonArray { Count: > 0 } essential)
        {
            return ["/x-essential: name the fields without which nothing is accepted, such as [\"/total\"]."];
        }

        return Strings(essential).Where(pointer => SchemaFields.Find(schema, pointer) is null || pointer.Contains('*'))
            .Select(pointer => $"/x-essential: '{pointer}' names no property outside rows.")
            .Concat(essential.Count == Strings(essential).Count() ? [] : ["/x-essential: holds something that is no string."]);
    }

    // Patterns run on text of strangers: only those that can run in linear time are taken.
    private static bool IsLinear(JsonNode pattern)
    {
        try
        {
            _ = new Regex(pattern.GetValue<string>(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string? TypeOf(JsonNode? type) => type is JsonValue value && value.TryGetValue(out string? name) ? name : null;

    private static IEnumerable<string> Strings(JsonNode? list) =>
        (list as JsonArray ?? []).OfType<JsonValue>().Where(value => value.GetValueKind() == JsonValueKind.String).Select(value => value.GetValue<string>());
}
