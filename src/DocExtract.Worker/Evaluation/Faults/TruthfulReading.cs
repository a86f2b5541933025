using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>The truth as a reader would give it: what it states and the type's schema knows, nothing else.</summary>
internal static class TruthfulReading
{
    public static JsonObject Of(JsonObject truth, DocumentSchema schema) => Of(truth, schema.Json) as JsonObject ?? [];

    private static JsonNode? Of(JsonNode? value, JsonObject? schema) => value switch
    {
        JsonObject parent when schema?["properties"] is JsonObject properties => Kept(parent, properties),
        JsonArray rows when schema?["items"] is JsonObject items =>
            new JsonArray([.. rows.Select(row => Of(row, items)).Where(row => row is not null)]) is { Count: > 0 } kept ? kept : null,
        JsonValue leaf when schema is not null => leaf.DeepClone(),
        _ => null,
    };

    private static JsonObject? Kept(JsonObject parent, JsonObject properties)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in parent)
        {
            if (Of(value, properties[name] as JsonObject) is { } known)
            {
                kept[name] = known;
            }
        }

        return kept.Count > 0 ? kept : null;
    }
}
