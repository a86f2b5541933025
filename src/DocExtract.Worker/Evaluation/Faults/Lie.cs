using System.Globalization;
using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>A truthful reading in which one value is replaced.</summary>
internal static class Lie
{
    /// <summary>A copy with another amount.</summary>
    public static Fault Amount(FaultKind kind, JsonObject truth, FieldValue field, string amount) =>
        Of(kind, truth, field, JsonValue.Create(decimal.Parse(amount, CultureInfo.InvariantCulture)));

    /// <summary>A copy with another text.</summary>
    public static Fault Text(FaultKind kind, JsonObject truth, FieldValue field, string text) => Of(kind, truth, field, JsonValue.Create(text));

    private static Fault Of(FaultKind kind, JsonObject truth, FieldValue field, JsonValue value)
    {
        var data = truth.DeepClone().AsObject();
        string[] steps = field.Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        JsonNode parent = data;
        foreach (string step in steps[..^1])
        {
            parent = parent is JsonArray rows ? rows[int.Parse(step, CultureInfo.InvariantCulture)]! : parent[step]!;
        }

        parent[steps[^1]] = value;
        return new Fault(kind, field.Pointer, data, $"{field.AsText()} -> {new FieldValue("", value).AsText()}");
    }
}
