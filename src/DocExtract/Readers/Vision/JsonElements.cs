using System.Text.Json;

namespace DocExtract.Readers.Vision;

/// <summary>Looks into JSON of which nothing is certain: what is missing or of another kind is absent, never an exception.</summary>
internal static class JsonElements
{
    /// <summary>False, with an undefined element, unless there is such a property of that kind.</summary>
    public static bool TryGet(this JsonElement parent, string name, JsonValueKind kind, out JsonElement child)
    {
        if (parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out child) && child.ValueKind == kind)
        {
            return true;
        }

        child = default;
        return false;
    }

    public static string? Text(this JsonElement parent, string name) =>
        parent.TryGet(name, JsonValueKind.String, out var text) ? text.GetString() : null;

    public static long? Count(this JsonElement parent, string name) =>
        parent.TryGet(name, JsonValueKind.Number, out var number) && number.TryGetInt64(out long count) ? count : null;
}
