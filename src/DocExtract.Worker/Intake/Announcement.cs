using System.Text.Json;

namespace DocExtract.Worker.Intake;

/// <summary>Which version of which blob waits to be read.</summary>
/// <param name="Url">Address of the blob, without query.</param>
/// <param name="ETag">The version; null where the message does not say (then the newest is read).</param>
/// <param name="DocumentType">The document's type where the sender knows it.</param>
internal sealed record Announcement(Uri Url, string? ETag, string? DocumentType)
{
    /// <summary>The version without its quotes: some senders and clients write them, some do not.</summary>
    public string? ETag { get; init; } = ETag?.Trim('"');

    /// <summary>Whether it is to be read although its content was read before.</summary>
    public bool Again { get; init; }

    /// <summary>Place among the events of this blob, as a text that grows; null where the sender does not say.</summary>
    public string? Sequencer { get; init; }

    /// <summary>The last part of the blob's name.</summary>
    public string FileName => Uri.UnescapeDataString(Url.Segments[^1]);

    /// <summary>Our own message.</summary>
    public BinaryData ToMessage() => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(new { url = Url, etag = ETag, type = DocumentType, again = Again }));
}
