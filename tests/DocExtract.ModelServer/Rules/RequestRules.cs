using System.Text.Json.Nodes;

namespace DocExtract.ModelServer;

/// <summary>Everything a chat completion is held to, whatever way it comes; by default what the official API holds it to.</summary>
internal sealed record RequestRules
{
    /// <summary>Fields of a server's own, besides the official ones.</summary>
    public IReadOnlyCollection<string> OwnFields { get; init; } = [];

    // https://platform.openai.com/docs/guides/images-vision: 500 images and 50 MB of payload a request.
    public int MaxImages { get; init; } = 500;

    public long MaxPayloadBytes { get; init; } = 50_000_000;

    /// <summary>The first rule that is broken, in a sentence; null when none is.</summary>
    /// <param name="body">The request.</param>
    /// <param name="bytes">Its length as it was sent.</param>
    public string? Violation(JsonObject body, long bytes) =>
        (bytes > MaxPayloadBytes ? $"The request has {bytes} bytes, and {MaxPayloadBytes} are allowed." : null)
        ?? ByHand(body)
        ?? (Images(body) is var images && images > MaxImages ? $"The request has {images} images, and {MaxImages} are allowed." : null)
        ?? OfficialDescription.Present?.Violation("CreateChatCompletionRequest", body, OwnFields);

    private string? ByHand(JsonObject body)
    {
        try
        {
            return ChatRequestRules.Violation(body, OwnFields);
        }
        catch (Exception wrongType) when (wrongType is InvalidOperationException or FormatException)
        {
            return $"A field has the wrong type: {wrongType.Message}";
        }
    }

    private static int Images(JsonObject body) => body["messages"]!.AsArray()
        .Select(message => message!["content"]).OfType<JsonArray>()
        .Sum(parts => parts.Count(part => (string?)part!["type"] == "image_url"));
}
