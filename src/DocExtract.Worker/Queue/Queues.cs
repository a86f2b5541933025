using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DocExtract.Worker.Queue.Poison;

namespace DocExtract.Worker.Queue;

/// <summary>The working queue and its poison queue.</summary>
internal sealed record Queues(QueueClient Work, QueueClient Poison)
{
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await Work.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await Poison.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>The working queue of a name; null when the settings name none such. Without a name: the one there was before there were several.</summary>
    public QueueClient? Find(string? name) => name is null || name == Work.Name ? Work : null;

    /// <summary>Sends a message that never expires (the default is seven days).</summary>
    public Task SendAsync(BinaryData body, CancellationToken cancellationToken) => SendAsync(Work, body, cancellationToken);

    /// <inheritdoc cref="SendAsync(BinaryData, CancellationToken)"/>
    public static Task SendAsync(QueueClient queue, BinaryData body, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(body, timeToLive: Never, cancellationToken: cancellationToken);

    /// <summary>Copies a message with the reason; sent before the original is deleted, so a crash between leaves two, never none.</summary>
    public Task PoisonAsync(QueueMessage message, string reason, DateTimeOffset at) =>
        SendAsync(Poison, PoisonEnvelope.Wrap(message, Work.Name, reason, at), CancellationToken.None);
}
