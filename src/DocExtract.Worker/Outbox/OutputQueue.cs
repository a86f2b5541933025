using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DocExtract.Worker.Queue;

namespace DocExtract.Worker.Outbox;

/// <summary>The queue that finished documents are announced on; made when it is not there.</summary>
internal sealed class OutputQueue(QueueClient queue, TimeSpan timeToLive) : IDestination
{
    public string Name => "queue";

    public async Task<Reply> SendAsync(Guid eventId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(BinaryData.FromBytes(message), cancellationToken);
            return new Reply.Taken();
        }
        catch (RequestFailedException refused)
        {
            return new Reply.NotNow($"The queue {queue.Name} answered {refused.Status} {refused.ErrorCode}.");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && StorageFailure.Is(failure))
        {
            return new Reply.NotNow($"The queue {queue.Name} does not answer ({failure.GetType().Name}).");
        }
    }

    private async Task SendAsync(BinaryData body, CancellationToken cancellationToken)
    {
        try
        {
            await queue.SendMessageAsync(body, timeToLive: timeToLive, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound.ToString())
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await queue.SendMessageAsync(body, timeToLive: timeToLive, cancellationToken: cancellationToken);
        }
    }
}
