using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DocExtract.Chaos.Documents;

/// <summary>How a file is announced.</summary>
internal enum MessageForm
{
    Own,
    OwnInBase64,
    EventGrid,
    EventGridArrayInBase64,
    CloudEvent,
}

/// <summary>The messages that senders write, and some that nobody understands.</summary>
internal static class Messages
{
    /// <param name="form">Who sends it.</param>
    /// <param name="url">The blob's address.</param>
    /// <param name="etag">The version; null where the sender does not know it, which only our own form allows for.</param>
    /// <param name="sequence">Grows from one event about a blob to the next.</param>
    public static BinaryData Of(MessageForm form, Uri url, string? etag, int sequence) => form switch
    {
        MessageForm.Own => Json(new { url, etag }),
        MessageForm.OwnInBase64 => InBase64(Json(new { url, etag })),
        MessageForm.EventGrid => Json(GridEvent(url, etag, sequence)),
        MessageForm.EventGridArrayInBase64 => InBase64(Json(new[] { GridEvent(url, $"\"{etag}\"", sequence) })),
        _ => Json(new
        {
            specversion = "1.0",
            type = "Microsoft.Storage.BlobCreated",
            source = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/docextract",
            id = Guid.NewGuid(),
            time = "2026-03-02T10:00:00Z",
            subject = Subject(url),
            data = Data(url, $"\"{etag}\"", sequence),
        }),
    };

    /// <summary>An event after which there is nothing to read yet: a file that a hierarchical namespace creates empty.</summary>
    public static BinaryData NothingYet(Uri url) => Json(new
    {
        eventType = "Microsoft.Storage.BlobCreated",
        subject = Subject(url),
        id = Guid.NewGuid(),
        data = new { api = "CreateFile", url, eTag = "0x1", contentLength = 0, blobType = "BlockBlob", sequencer = "0" },
    });

    /// <summary>One that cannot be understood; the number, which stands in it, tells it from others.</summary>
    public static BinaryData Nonsense(int number, Uri url)
    {
        string mark = Mark(number);
        return BinaryData.FromString((number % 8) switch
        {
            0 => $"who are you, {mark}?",
            1 => $$"""{"note":"{{mark}}"}""",
            2 => $$"""{"url":"https://elsewhere.blob.core.windows.net/inbox/{{mark}}.pdf","etag":"0x1"}""",
            3 => $$"""[{"url":"{{url}}","etag":"0x1"},{"note":"{{mark}}"}]""",
            4 => $$"""{"url":"{{url.GetLeftPart(UriPartial.Authority)}}/docextract/private/{{mark}}.pdf","etag":"0x1"}""",
            5 => $$"""{"url":"{{mark}}","etag":"0x1"}""",
            6 => $"{string.Concat(Enumerable.Repeat("[", 40))}\"{mark}\"{string.Concat(Enumerable.Repeat("]", 40))}",
            _ => $$"""{"url":"{{url}}","note":"{{mark}}" """,
        });
    }

    public static string Mark(int number) => string.Create(CultureInfo.InvariantCulture, $"nonsense-{number:000}");

    private static object GridEvent(Uri url, string? etag, int sequence) => new
    {
        topic = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/docextract",
        subject = Subject(url),
        eventType = "Microsoft.Storage.BlobCreated",
        id = Guid.NewGuid(),
        data = Data(url, etag, sequence),
        dataVersion = "",
        metadataVersion = "1",
        eventTime = "2026-03-02T10:00:00Z",
    };

    private static object Data(Uri url, string? etag, int sequence) => new
    {
        api = "PutBlob",
        clientRequestId = Guid.NewGuid(),
        eTag = etag,
        contentType = "application/octet-stream",
        contentLength = 1000,
        blobType = "BlockBlob",
        url,
        sequencer = string.Create(CultureInfo.InvariantCulture, $"{sequence:x32}"),
    };

    private static string Subject(Uri url) => $"/blobServices/default/containers/inbox/blobs/{url.Segments[^1]}";

    private static BinaryData Json(object message) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(message));

    private static BinaryData InBase64(BinaryData message) => BinaryData.FromBytes(Encoding.ASCII.GetBytes(Convert.ToBase64String(message)));
}
