using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Queues.Models;

namespace DocExtract.Worker.Queue.Poison;

/// <summary>What stands in the poison queue: a message as it was, with why it is there.</summary>
internal sealed record PoisonEnvelope
{
    /// <summary>A message holds 64 KiB; base64 and the rest of the envelope must fit as well.</summary>
    private const int MostBodyKept = 45_000;

    private const int MostInMessage = 64 * 1024;
    private const int MostReasonKept = 1000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // Base64 holds many +, which the default encoder would write as six bytes each.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Reason { get; init; }

    /// <summary>The queue it came from; null in envelopes from before there were several.</summary>
    public string? Queue { get; init; }

    public string? MessageId { get; init; }

    public long DequeueCount { get; init; }

    public DateTimeOffset? InsertedOn { get; init; }

    public DateTimeOffset? PoisonedOn { get; init; }

    /// <summary>Bytes of the message; null when it is kept as <see cref="BodyGzip"/>.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The same, compressed, where it would not fit otherwise.</summary>
    public byte[]? BodyGzip { get; init; }

    /// <summary>Of the message, in bytes; null in envelopes from before, which cut silently.</summary>
    public int? BodyLength { get; init; }

    /// <summary>The message for the poison queue. Hardly any body is so long and so dense that a part of it must be left out.</summary>
    public static BinaryData Wrap(QueueMessage message, string queue, string reason, DateTimeOffset at)
    {
        byte[] body = message.Body.ToArray();
        var envelope = new PoisonEnvelope
        {
            Reason = reason[..Math.Min(reason.Length, MostReasonKept)],
            Queue = queue,
            MessageId = message.MessageId,
            DequeueCount = message.DequeueCount,
            InsertedOn = message.InsertedOn,
            PoisonedOn = at,
            Body = body,
            BodyLength = body.Length,
        };
        if (body.Length <= MostBodyKept)
        {
            return Write(envelope);
        }

        var small = Write(envelope with { Body = null, BodyGzip = Compress(body) });
        return small.ToMemory().Length <= MostInMessage ? small : Write(envelope with { Body = body[..MostBodyKept] });
    }

    /// <summary>Null for a message that is no envelope: somebody else's.</summary>
    public static PoisonEnvelope? Parse(BinaryData message)
    {
        try
        {
            return JsonSerializer.Deserialize<PoisonEnvelope>(message.ToMemory().Span, Json);
        }
        catch (Exception other) when (other is JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The original message, byte for byte; null where only a part of it was kept.</summary>
    public BinaryData? Original()
    {
        byte[]? whole = BodyGzip is { } compressed ? Decompress(compressed)
            : BodyLength is null && Body is { Length: MostBodyKept } ? null
            : Body;
        return whole is not null && whole.Length == (BodyLength ?? whole.Length) ? BinaryData.FromBytes(whole) : null;
    }

    private static BinaryData Write(PoisonEnvelope envelope) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(envelope, Json));

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            stream.Write(body);
        }

        return compressed.ToArray();
    }

    /// <summary>No more than a message can hold: anybody may write into a queue.</summary>
    private static byte[]? Decompress(byte[] compressed)
    {
        try
        {
            using var stream = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
            byte[] body = new byte[MostInMessage + 1];
            int length = stream.ReadAtLeast(body, body.Length, throwOnEndOfStream: false);
            return length <= MostInMessage ? body[..length] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
