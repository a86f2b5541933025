using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Worker.Corrections;

/// <summary>What a person says of one value: <c>total=120.00</c>, <c>seller/vat_id=...</c>, <c>/lines/2/amount=12.50</c>, <c>due_date=</c>.</summary>
/// <param name="Pointer">JSON Pointer; rows count from 0.</param>
/// <param name="Value">Typed by the schema; null where none is printed.</param>
internal sealed record FieldChange(string Pointer, JsonValue? Value)
{
    /// <summary>What stands for a character that is none: half of a pair, or bytes that are no UTF-8. Postgres stores no NUL either.</summary>
    private const int ReplacementCharacter = 0xFFFD;

    /// <summary>Understands an assignment by the schema of the document's type.</summary>
    /// <exception cref="FormatException">There is no such field, or the value is not of its type; the sentence says what is.</exception>
    public static FieldChange Parse(string assignment, DocumentSchema schema)
    {
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
        {
            throw new FormatException($"'{assignment}' is no correction. Write field=value, such as total=120.00, or field= where none is printed.");
        }

        string pointer = PointerOf(assignment[..equals].Trim(), schema);
        string text = assignment[(equals + 1)..].Trim();
        if (text.EnumerateRunes().Any(rune => rune.Value is 0 or ReplacementCharacter))
        {
            throw new FormatException($"{pointer[1..]}: a character of the value could not be read. Write it anew.");
        }

        var node = SchemaFields.Find(schema.Json, new FieldValue(pointer, JsonValue.Create(0)).Pattern)!;
        return new FieldChange(pointer, text.Length == 0 ? null : Typed(pointer, text, node));
    }

    /// <summary>Sets or takes away the value; what holds it is made where it is missing.</summary>
    /// <exception cref="FormatException">There is no such row.</exception>
    public void Apply(JsonObject data)
    {
        string[] steps = FieldValue.StepsOf(Pointer);
        JsonNode parent = data;
        foreach (string step in steps[..^1])
        {
            parent = Child(parent, step);
        }

        var target = parent.AsObject();
        if (Value is null)
        {
            target.Remove(steps[^1]);
        }
        else
        {
            target[steps[^1]] = Value.DeepClone();
        }
    }

    /// <summary>What a model gave in another shape than the type has is replaced: that is why a person is asked.</summary>
    private JsonNode Child(JsonNode parent, string step)
    {
        if (parent is not JsonArray rows)
        {
            bool isList = SchemaIsList(step);
            return parent[step] is { } child && (isList ? child is JsonArray : child is JsonObject) ? child : parent[step] = isList ? new JsonArray() : new JsonObject();
        }

        int index = int.Parse(step, CultureInfo.InvariantCulture);
        if (index > rows.Count)
        {
            throw new FormatException($"{Pointer}: there are {rows.Count} rows, counted from 0; {rows.Count} would add one.");
        }

        if (index == rows.Count)
        {
            rows.Add(new JsonObject());
        }

        return rows[index] is JsonObject row ? row : rows[index] = new JsonObject();
    }

    private bool SchemaIsList(string step) => Pointer[(Pointer.IndexOf(step, StringComparison.Ordinal) + step.Length)..] is ['/', >= '0' and <= '9', ..];

    /// <summary>Pointers are taken as they are; a name alone where only one field has it.</summary>
    private static string PointerOf(string name, DocumentSchema schema)
    {
        string pointer = string.Concat(FieldValue.StepsOf(name.StartsWith('/') ? name : name.Replace('.', '/')).Select(step => "/" + Row(step)));
        var leaves = SchemaFields.Leaves(schema.Json).Select(leaf => leaf.Key).ToList();
        if (!pointer.Contains('*') && leaves.Contains(new FieldValue(pointer, JsonValue.Create(0)).Pattern))
        {
            return pointer;
        }

        var named = leaves.Where(leaf => !leaf.Contains('*') && leaf.EndsWith(pointer, StringComparison.Ordinal)).ToList();
        return named switch
        {
            [var only] => only,
            [] => throw new FormatException($"A document of type {schema.Name} has no field '{name}'. There are: {string.Join(", ", leaves.Select(leaf => leaf[1..]))}."),
            _ => throw new FormatException($"'{name}' may be {string.Join(" or ", named.Select(leaf => leaf[1..]))}: say which."),
        };
    }

    /// <summary>A row number as pointers write it, so that one field has one pointer; a name as it is.</summary>
    private static string Row(string step) => step.Length > 0 && step.All(char.IsAsciiDigit)
        ? int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int row) ? row.ToString(CultureInfo.InvariantCulture)
            : throw new FormatException($"There is no row {step}.")
        : step;

    private static JsonValue Typed(string pointer, string text, JsonObject node) => node["type"]?.GetValue<string>() switch
    {
        "number" or "integer" => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            ? JsonValue.Create(number)
            : throw new FormatException($"{pointer[1..]} is a number: write 1234.50, with a point before the decimals and nothing between the others, not '{text}'."),
        "boolean" => bool.TryParse(text, out bool flag) ? JsonValue.Create(flag) : throw new FormatException($"{pointer[1..]} is true or false, not '{text}'."),
        _ when node["format"]?.GetValueKind() == JsonValueKind.String && node["format"]!.GetValue<string>() == "date" =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? JsonValue.Create(text)
                : throw new FormatException($"{pointer[1..]} is a date: write 2026-01-31, not '{text}'."),
        _ => JsonValue.Create(text),
    };
}
