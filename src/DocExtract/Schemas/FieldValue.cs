using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DocExtract.Schemas;

/// <summary>One leaf of a reading: its JSON Pointer (RFC 6901, such as <c>/lines/0/amount</c>) and value.</summary>
public readonly record struct FieldValue(string Pointer, JsonValue Value)
{
    /// <summary>Every leaf of a reading, in document order.</summary>
    public static IEnumerable<FieldValue> All(JsonNode? node, string pointer = "") => node switch
    {
        JsonObject parent => parent.SelectMany(child => All(child.Value, $"{pointer}/{Escape(child.Key)}")),
        JsonArray rows => rows.SelectMany((row, i) => All(row, $"{pointer}/{i}")),
        JsonValue value => [new FieldValue(pointer, value)],
        _ => [],
    };

    /// <summary>The leaves that a pattern such as <c>/lines/*/amount</c> or a pointer such as <c>/lines/0/amount</c> names.</summary>
    public static IEnumerable<FieldValue> Select(JsonNode? root, string pattern) =>
        Select(root, StepsOf(pattern), "");

    /// <summary>The one leaf that a pointer without <c>*</c> names; null where there is none.</summary>
    public static FieldValue? Find(JsonNode? root, string pointer) => Select(root, pointer) is var found && found.Any() ? found.First() : null;

    /// <summary>The amount, exactly as written; null where this is no number.</summary>
    public decimal? AsDecimal() => Value.GetValueKind() != JsonValueKind.Number ? null
        : Value.TryGetValue(out decimal amount) ? amount
        // A node made of an int gives nothing but an int; its text gives everything.
        : decimal.TryParse(Value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out amount) ? amount
        : null;

    /// <summary>The value as text: the string itself, or the JSON of a number.</summary>
    public string AsText() => Value.GetValueKind() == JsonValueKind.String ? Value.GetValue<string>() : Value.ToJsonString();

    /// <summary>The pointer with every row number replaced by <c>*</c>: the name of the field in the schema.</summary>
    public string Pattern => PatternOf(Pointer);

    /// <summary>The name in the schema of the field that a pointer names.</summary>
    public static string PatternOf(string pointer) =>
        string.Join('/', pointer.Split('/').Select(part => part.Length > 0 && part.All(char.IsAsciiDigit) ? "*" : part));

    /// <summary>The names and row numbers that a pointer is made of, as they stand in the data.</summary>
    public static string[] StepsOf(string pointer) =>
        [.. pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(step => step.Contains('~') ? step.Replace("~1", "/").Replace("~0", "~") : step)];

    /// <summary>A name as a part of a pointer: a model may invent names in which the pointer's own signs stand.</summary>
    private static string Escape(string name) => name.AsSpan().ContainsAny('~', '/') ? name.Replace("~", "~0").Replace("/", "~1") : name;

    private static IEnumerable<FieldValue> Select(JsonNode? node, ReadOnlyMemory<string> path, string pointer) => (node, path.Length) switch
    {
        (JsonValue value, 0) => [new FieldValue(pointer, value)],
        (JsonArray rows, > 0) when path.Span[0] == "*" => rows.SelectMany((row, i) => Select(row, path[1..], $"{pointer}/{i}")),
        (JsonArray rows, > 0) when int.TryParse(path.Span[0], NumberStyles.None, CultureInfo.InvariantCulture, out int i) && i < rows.Count =>
            Select(rows[i], path[1..], $"{pointer}/{i}"),
        (JsonObject parent, > 0) when parent.TryGetPropertyValue(path.Span[0], out var child) =>
            Select(child, path[1..], $"{pointer}/{Escape(path.Span[0])}"),
        _ => [],
    };
}
