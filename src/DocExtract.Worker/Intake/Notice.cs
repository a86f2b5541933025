using System.Text;
using System.Text.Json;

namespace DocExtract.Worker.Intake;

/// <summary>What a message says. Closed.</summary>
internal abstract record Notice
{
    private const string OfStorage = "Microsoft.Storage.";

    /// <summary>More than the longest address of a blob, and far less than a message.</summary>
    private const int MostText = 12_000;

    private const int MostVersion = 200;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    private Notice()
    {
    }

    /// <summary>A blob waits to be read.</summary>
    public sealed record Created(Announcement Announcement) : Notice;

    /// <summary>A blob was deleted.</summary>
    /// <param name="Url">Address of the blob, without query.</param>
    /// <param name="Sequencer">Place among the events of this blob, as a text that grows; null where the sender does not say.</param>
    public sealed record Deleted(Uri Url, string? Sequencer) : Notice;

    /// <summary>Nothing that concerns documents: other events of the account, and the first event of a file that is still empty.</summary>
    public sealed record Nothing : Notice;

    /// <summary>
    /// Understands our own messages (<c>{"url", "etag", "type", "again"}</c>), the Event Grid schema and CloudEvents, as JSON or base64
    /// of JSON, as one object or an array of one.
    /// </summary>
    /// <exception cref="FormatException">Nothing of these; the message says what is wrong.</exception>
    public static Notice Parse(BinaryData body)
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
            return Text(root, "eventType", "type") switch
            {
                $"{OfStorage}BlobDeleted" => new Deleted(UrlOf(data), Text(data, "sequencer")),
                { } kind when kind.StartsWith(OfStorage, StringComparison.Ordinal) && kind != $"{OfStorage}BlobCreated" => new Nothing(),
                _ when IsStillEmpty(data) => new Nothing(),
                _ => new Created(AnnouncementOf(data)),
            };
        }
        catch (JsonException invalid)
        {
            throw new FormatException($"The message is not JSON: {invalid.Message}", invalid);
        }
        catch (InvalidOperationException invalid)
        {
            // Half of a surrogate pair: allowed by JSON's grammar, and no text.
            throw new FormatException("The message holds characters that are none.", invalid);
        }
    }

    /// <summary>
    /// A hierarchical namespace creates a file empty (<c>CreateFile</c>) and tells with another event (<c>FlushWithClose</c>) when it is whole.
    /// Whatever else is empty was uploaded so: it becomes a document that says so.
    /// </summary>
    private static bool IsStillEmpty(JsonElement data) => Text(data, "api") == "CreateFile"
        && !(data.TryGetProperty("contentLength", out var length) && length.ValueKind == JsonValueKind.Number && length.TryGetInt64(out long bytes) && bytes > 0);

    private static Announcement AnnouncementOf(JsonElement data)
    {
        var announcement = new Announcement(UrlOf(data), Text(data, "eTag", "etag"), Text(data, "type"))
        {
            Again = data.TryGetProperty("again", out var again) && again.ValueKind == JsonValueKind.True,
            Sequencer = Text(data, "sequencer"),
        };
        return announcement.ETag is not { } version || (version.Length <= MostVersion && version.All(letter => letter is > ' ' and <= '~' and not '"'))
            ? announcement
            : throw new FormatException("The version (\"etag\") in the message is none that a blob store gives.");
    }

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

    /// <exception cref="FormatException">Characters that neither a header nor a database takes.</exception>
    private static string? Text(JsonElement data, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                return value.GetString() is { } text && !text.Any(char.IsControl) && text.Length <= MostText
                    ? text
                    : throw new FormatException($"\"{name}\" in the message holds control characters, or more than {MostText} letters.");
            }
        }

        return null;
    }
}
