using System.Text.Json.Nodes;

namespace DocExtract.ModelServer;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Body">The JSON; an empty object when it was none.</param>
/// <param name="Authorization">The header, or null.</param>
/// <param name="Arrived">Timestamp of <see cref="TimeProvider.System"/>.</param>
/// <param name="Violation">Why the server refused it; null when it kept the rules.</param>
internal sealed record ModelRequest(JsonObject Body, string? Authorization, long Arrived, string? Violation)
{
    public string System => (string)Body["messages"]![0]!["content"]!;

    public IEnumerable<JsonObject> Parts => Body["messages"]![1]!["content"]!.AsArray().Select(part => part!.AsObject());

    public IEnumerable<byte[]> Images => Parts
        .Where(part => (string?)part["type"] == "image_url")
        .Select(part => (string)part["image_url"]!["url"]!)
        .Select(url => Convert.FromBase64String(url[(url.IndexOf(',', StringComparison.Ordinal) + 1)..]));

    /// <summary>The body with every picture replaced by <c>[image]</c>.</summary>
    public JsonObject WithoutImages()
    {
        var copy = Body.DeepClone().AsObject();
        foreach (var part in copy["messages"]!.AsArray().Select(message => message!["content"]).OfType<JsonArray>().SelectMany(parts => parts))
        {
            if (part!["image_url"] is JsonObject image)
            {
                image["url"] = "[image]";
            }
        }

        return copy;
    }
}
