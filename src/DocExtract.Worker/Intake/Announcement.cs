using System.Text;
using System.Text.Json;
using DocExtract.Worker.Telemetry;

namespace DocExtract.Worker.Intake;

/// <summary>What a message says: which version of which blob waits to be read.</summary>
/// <param name="Url">Address of the blob, without query.</param>
/// <param name="ETag">The version; null where the message does not say (then the newest is read).</param>
/// <param name="DocumentType">The document's type where the sender knows it.</param>
internal sealed record Announcement(Uri Url, string? ETag, string? DocumentType)
{
    /// <summary>The version without its quotes: some senders and clients write them, some do not.</summary>
    public string? ETag { get; init; } = ETag?.Trim('"');

    /// <summary>Whether it is to be read although its content was read before.</summary>
    public bool Again { get; init; }

    /// <summary>The last part of the blob's name.</summary>
    public string FileName => Uri.UnescapeDataString(Url.Segments[^1]);

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>
    /// Understands our own messages (<c>{"url", "etag", "type", "again"}</c>), the Event Grid schema and CloudEvents, as JSON or base64
    /// of JSON, as one object or an array of one. Null for events after which nothing is there to read: deletions, and the
    /// first event of a file that a hierarchical namespace creates empty.
    /// </summary>
    /// <exception cref="FormatException">Nothing of these; the message says what is wrong.</exception>
    public static Announcement? Parse(BinaryData body)
    {
        try
        {
            using var json = JsonDocument.Parse(Decode(body), Strict);
            var root = json.RootElement is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() == 1 ? array[0] : json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException("The message is not a JSON object or an array of one.");
            }

            // Event Grid and CloudEvents hold the blob in "data"; ours is flat.
            var data = root.TryGetProperty("data", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
            return IsNothingToRead(root, data) ? null : new Announcement(UrlOf(data), Text(data, "eTag", "etag"), Text(data, "type"))
            {
                Again = data.TryGetProperty("again", out var again) && again.ValueKind == JsonValueKind.True,
            };
        }
        catch (JsonException invalid)
        {
            throw new FormatException($"The message is not JSON: {invalid.Message}", invalid);
        }
    }

    /// <summary>Our own message.</summary>
    public BinaryData ToMessage() => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(new { url = Url, etag = ETag, type = DocumentType, again = Again, traceparent = TraceParent.Current }));

    private static bool IsNothingToRead(JsonElement root, JsonElement data) =>
        (Text(root, "eventType", "type") is { } kind && kind.StartsWith("Microsoft.Storage.", StringComparison.Ordinal) && kind != "Microsoft.Storage.BlobCreated")
        || Text(data, "api") == "CreateFile";

    private static ReadOnlyMemory<byte> Decode(BinaryData body)
    {
        var bytes = body.ToMemory();
        var text = Encoding.UTF8.GetString(bytes.Span).Trim();
        var decoded = new byte[text.Length];
        return !text.StartsWith('{') && !text.StartsWith('[') && Convert.TryFromBase64String(text, decoded, out int length)
            ? decoded.AsMemory(0, length)
            : bytes;
    }

    private static Uri UrlOf(JsonElement data) =>
        Uri.TryCreate(Text(data, "url"), UriKind.Absolute, out var url) && url.Scheme is ("https" or "http")
            ? new UriBuilder(url) { Query = "", Fragment = "", Host = url.Host.Replace(".dfs.", ".blob.", StringComparison.Ordinal) }.Uri
            : throw new FormatException("The message names no blob: there is no absolute http(s) \"url\" in it.");

    private static string? Text(JsonElement data, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }
        }

        return null;
    }
}
