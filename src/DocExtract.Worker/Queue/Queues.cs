using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DocExtract.Worker.Queue.Poison;

namespace DocExtract.Worker.Queue;

/// <summary>The working queues, the most urgent first, and their poison queue.</summary>
internal sealed record Queues(IReadOnlyList<QueueClient> Work, QueueClient Poison)
{
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in Work.Append(Poison))
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
    }

    /// <summary>The working queue of a name; null when the settings name none such. Without a name, as in envelopes from before there were several: the first.</summary>
    public QueueClient? Find(string? name) => name is null ? Work[0] : Work.FirstOrDefault(queue => queue.Name == name);

    /// <summary>Sends what somebody waits for, to the most urgent queue. The message never expires (the default is seven days).</summary>
    public Task SendAsync(BinaryData body, CancellationToken cancellationToken) => SendAsync(Work[0], body, cancellationToken);

    /// <summary>Sends what nobody waits for, to the least urgent queue. The message never expires.</summary>
    public Task SendBehindAsync(BinaryData body, CancellationToken cancellationToken) => SendAsync(Work[^1], body, cancellationToken);

    /// <inheritdoc cref="SendAsync(BinaryData, CancellationToken)"/>
    public static Task SendAsync(QueueClient queue, BinaryData body, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(body, timeToLive: Never, cancellationToken: cancellationToken);

    /// <summary>Copies a message with the reason; sent before the original is deleted, so a crash between leaves two, never none.</summary>
    public Task PoisonAsync(QueueMessage message, string queue, string reason, DateTimeOffset at) =>
        SendAsync(Poison, PoisonEnvelope.Wrap(message, queue, reason, at), CancellationToken.None);
}
