using System.Globalization;
using System.Text.Json.Nodes;

namespace DocExtract.Readers.Offline;

/// <summary>Puts values into the JSON of a reading; what is absent leaves no trace.</summary>
internal static class JsonForm
{
    public static JsonObject With(this JsonObject data, string name, string? value) => Put(data, name, string.IsNullOrWhiteSpace(value) ? null : JsonValue.Create(value));

    public static JsonObject With(this JsonObject data, string name, decimal? value) => Put(data, name, value is { } number ? JsonValue.Create(number) : null);

    public static JsonObject With(this JsonObject data, string name, DateOnly? value) =>
        Put(data, name, value is { } date ? JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null);

    public static JsonObject With(this JsonObject data, string name, JsonObject value) => Put(data, name, value.Count > 0 ? value : null);

    public static JsonObject With(this JsonObject data, string name, JsonArray value) => Put(data, name, value.Count > 0 ? value : null);

    private static JsonObject Put(JsonObject data, string name, JsonNode? value)
    {
        if (value is not null)
        {
            data[name] = value;
        }

        return data;
    }
}
