using System.Text.Json.Nodes;
using DocExtract.Readers.Offline;

namespace DocExtract.Tests;

internal static partial class Some
{
    /// <summary>What the offline reader says of pages drawn as text.</summary>
    public static async Task<JsonObject> OfflineData(string type, params string[] layouts)
    {
        var document = Document([.. layouts.Select((layout, i) => Page(layout, i + 1))]);
        var reading = await new OfflineReader().ReadAsync(document, InstalledTypes.Get(type), CancellationToken.None);
        return reading!.Data;
    }

    /// <summary>The value at a path such as <c>seller/name</c> as text; null where it is absent.</summary>
    public static string? At(this JsonObject data, string path) =>
        path.Split('/').Aggregate((JsonNode?)data, (node, part) => node is JsonArray rows ? rows[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : (node as JsonObject)?[part])?.ToString();
}
