using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DocExtract.Checks;

namespace DocExtract.Readers.Vision;

/// <summary>
/// Brings a model's answer into the form of the type's schema: texts of numbers become exact decimals, nulls and empty parts
/// disappear, what does not belong is left out. Everything that is left out although it held something is told.
/// </summary>
internal sealed partial class AnswerShape
{
    // decimal holds 28 digits whatever they are; beyond, parsing would round without a word.
    private const int MaxDigits = 28;

    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _unknown = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public JsonObject Shape(JsonElement answer, SchemaNode schema) => Object(answer, schema, "") ?? [];

    private JsonNode? Value(JsonElement value, SchemaNode schema, string pointer) => (schema.Type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        ("object", JsonValueKind.Object) => Object(value, schema, pointer),
        ("array", JsonValueKind.Array) => Array(value, schema, pointer),
        ("object" or "array", _) => Refuse(value, pointer, $"an {schema.Type} belongs here"),
        (_, JsonValueKind.Object or JsonValueKind.Array) => Refuse(value, pointer, "a single value belongs here"),
        (_, JsonValueKind.String) when string.IsNullOrWhiteSpace(value.GetString()) => null,
        ("number", _) => Number(value, pointer),
        ("integer", _) => Integer(value, pointer),
        ("boolean", JsonValueKind.True or JsonValueKind.False) => JsonValue.Create(value.GetBoolean()),
        ("boolean", _) => Refuse(value, pointer, "true or false belongs here"),
        (_, JsonValueKind.True or JsonValueKind.False) => Refuse(value, pointer, "a text belongs here"),
        _ => Text(value, schema, pointer),
    };

    private JsonObject? Object(JsonElement value, SchemaNode schema, string pointer)
    {
        var shaped = new JsonObject();
        var known = schema.Properties.ToDictionary(property => property.Name, property => property.Schema);
        foreach (var property in value.EnumerateObject())
        {
            string child = $"{pointer}/{Escape(property.Name)}";
            if (!known.TryGetValue(property.Name, out var its))
            {
                Drop(child);
            }
            else if (Value(property.Value, its, child) is { } kept)
            {
                shaped[property.Name] = kept;
            }
        }

        return shaped.Count > 0 ? shaped : null;
    }

    private JsonArray? Array(JsonElement value, SchemaNode schema, string pointer)
    {
        var rows = new JsonArray();
        foreach (var element in value.EnumerateArray())
        {
            if (schema.Items is { } items && Value(element, items, $"{pointer}/{rows.Count}") is { } row)
            {
                rows.Add(row);
            }
        }

        return rows.Count > 0 ? rows : null;
    }

    private JsonValue? Number(JsonElement value, string pointer)
    {
        string text = Raw(value);
        return PlainNumber().IsMatch(text) && text.Count(char.IsAsciiDigit) <= MaxDigits
            && decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out decimal number)
                ? JsonValue.Create(number)
                : Refuse(value, pointer, "a number of at most 28 digits with a decimal point belongs here");
    }

    private JsonValue? Integer(JsonElement value, string pointer) =>
        long.TryParse(Raw(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? JsonValue.Create(number)
            : Refuse(value, pointer, "a whole number belongs here");

    private JsonValue? Text(JsonElement value, SchemaNode schema, string pointer)
    {
        string text = Raw(value).Trim();
        return schema switch
        {
            { IsDate: true } when !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
                Refuse(value, pointer, "a date that exists, as YYYY-MM-DD, belongs here"),
            _ when !schema.Allows(text) => Refuse(value, pointer, $"one of {string.Join(", ", schema.Choices)} belongs here"),
            _ => JsonValue.Create(text),
        };
    }

    /// <summary>The text, or a number as the model wrote it: no digit passes through a binary float.</summary>
    private static string Raw(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>Told once for all rows: a model that adds a column adds it everywhere.</summary>
    private void Drop(string pointer)
    {
        string field = Shorten(RowNumber().Replace(pointer, "/*"));
        if (_unknown.Add(field))
        {
            _findings.Add(new Finding("", "schema", Severity.Warning, $"The model answered with {field}, which the schema does not have. It was dropped."));
        }
    }

    private JsonValue? Refuse(JsonElement value, string pointer, string rule)
    {
        _findings.Add(new Finding(
            pointer, "schema", Severity.Error, $"The model answered {Shorten(value.GetRawText())} for {pointer}, but {rule}. The value was left out."));
        return null;
    }

    /// <summary>As a part of a JSON Pointer (RFC 6901, 3).</summary>
    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text[..80]}…";

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]+)?\z")]
    private static partial Regex PlainNumber();

    [GeneratedRegex("/[0-9]+(?=/)")]
    private static partial Regex RowNumber();
}
