using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace DocExtract.Worker.Queue;

/// <summary>The working queues, the most urgent first, and their poison queue.</summary>
internal sealed record Queues(IReadOnlyList<QueueClient> Work, QueueClient Poison)
{
    /// <summary>A message holds 64 KiB; base64 and the envelope must fit as well.</summary>
    private const int MostBodyKept = 45_000;

    private const int MostReasonKept = 1000;

    /// <summary>Base64 holds many +, which the default encoder would write as six bytes each.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in Work.Append(Poison))
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
    }

    /// <summary>Sends what somebody waits for, to the most urgent queue. The message never expires (the default is seven days).</summary>
    public Task SendAsync(BinaryData body, CancellationToken cancellationToken) =>
        Work[0].SendMessageAsync(body, timeToLive: Never, cancellationToken: cancellationToken);

    /// <summary>Sends what nobody waits for, to the least urgent queue. The message never expires.</summary>
    public Task SendBehindAsync(BinaryData body, CancellationToken cancellationToken) =>
        Work[^1].SendMessageAsync(body, timeToLive: Never, cancellationToken: cancellationToken);

    /// <summary>Copies a message with the reason; sent before the original is deleted, so a crash between leaves two, never none.</summary>
    public Task PoisonAsync(QueueMessage message, string queue, string reason, DateTimeOffset at) =>
        Poison.SendMessageAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(new
            {
                reason = reason[..Math.Min(reason.Length, MostReasonKept)],
                queue,
                message_id = message.MessageId,
                dequeue_count = message.DequeueCount,
                inserted_on = message.InsertedOn,
                poisoned_on = at,
                body = Convert.ToBase64String(message.Body.ToMemory().Span[..Math.Min(message.Body.ToMemory().Length, MostBodyKept)]),
            }, Json)),
            timeToLive: Never);
}
