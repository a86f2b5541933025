using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Worker.Retrying;

/// <summary>Takes fields from one reading into another; pure.</summary>
internal static class FieldMerge
{
    /// <summary>Whether a pointer names a field or something in it.</summary>
    public static bool Covers(string field, string pointer) =>
        pointer == field || pointer.StartsWith(field + "/", StringComparison.Ordinal);

    /// <summary>Gives <paramref name="into"/> what <paramref name="from"/> has as a field: a value, a group, a table, or nothing.</summary>
    public static void Take(JsonObject into, JsonObject from, string field)
    {
        string[] steps = FieldValue.StepsOf(field);
        var value = steps.Aggregate((JsonNode?)from, (node, step) => (node as JsonObject)?[step]);
        var parent = into;
        foreach (string step in steps[..^1])
        {
            if (parent[step] is not JsonObject child)
            {
                if (value is null)
                {
                    return;
                }

                parent[step] = child = [];
            }

            parent = child;
        }

        parent.Remove(steps[^1]);
        if (value is not null)
        {
            parent[steps[^1]] = value.DeepClone();
        }
    }

    /// <summary>What stands at a field, for a sentence.</summary>
    public static string Told(JsonObject data, string field) =>
        FieldValue.StepsOf(field).Aggregate((JsonNode?)data, (node, step) => (node as JsonObject)?[step])?.ToJsonString() ?? "none";
}
