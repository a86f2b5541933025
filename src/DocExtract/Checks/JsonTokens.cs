using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace DocExtract.Checks;

/// <summary>
/// Between System.Text.Json and the Newtonsoft tokens that NJsonSchema judges. Converted by hand, because Newtonsoft's own
/// parser is lenient, makes doubles of amounts, and date-times of strings.
/// </summary>
internal static class JsonTokens
{
    public static JToken From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new JObject(element.EnumerateObject().Select(property => new JProperty(property.Name, From(property.Value)))),
        JsonValueKind.Array => new JArray(element.EnumerateArray().Select(From)),
        JsonValueKind.String => new JValue(element.GetString()),
        JsonValueKind.True => new JValue(true),
        JsonValueKind.False => new JValue(false),
        JsonValueKind.Null => JValue.CreateNull(),
        _ => element.TryGetInt64(out long whole) ? new JValue(whole)
            : element.TryGetDecimal(out decimal exact) ? new JValue(exact)
            : new JValue(element.GetDouble()),
    };

    /// <summary>NJsonSchema's <c>#/lines[0].amount</c> as the JSON Pointer <c>/lines/0/amount</c>.</summary>
    public static string PointerOf(string? path)
    {
        string[] steps = (path ?? "").TrimStart('#').Split(['/', '.', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(steps.Select(step => $"/{step.Trim('\'')}"));
    }
}
