using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace DocExtract.Worker.Queue.Poison;

/// <summary>
/// Messages of the poison queue, taken out of it together so that each is seen once, whatever comes in meanwhile. Those that are not removed are
/// back in it when this is disposed of, and after some minutes if that never happens.
/// </summary>
/// <remarks>Looking at them in place would show the first 32 only.</remarks>
internal sealed class HeldPoison : IAsyncDisposable
{
    private const int MostInOneReceive = 32;
    private const int CallsAtOnce = 8;

    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(5);
    private readonly QueueClient _queue;
    private readonly Dictionary<string, QueueMessage> _held;

    private HeldPoison(QueueClient queue, Dictionary<string, QueueMessage> held, int more) => (_queue, _held, More) = (queue, held, more);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<QueueMessage> Messages => [.. _held.Values.OrderBy(message => message.InsertedOn)];

    /// <summary>About how many messages are in the queue besides: over the limit, or hidden because somebody else is at them.</summary>
    public int More { get; }

    /// <param name="queue">The poison queue.</param>
    /// <param name="most">Messages at most.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public static async Task<HeldPoison> TakeAsync(QueueClient queue, int most, CancellationToken cancellationToken)
    {
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        int there = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        var held = new Dictionary<string, QueueMessage>();
        try
        {
            while (held.Count < most)
            {
                var page = (await queue.ReceiveMessagesAsync(Math.Min(MostInOneReceive, most - held.Count), Hidden, cancellationToken)).Value;
                int known = held.Count;
                Array.ForEach(page, message => held[message.MessageId] = message);
                if (held.Count == known)
                {
                    break;
                }
            }
        }
        catch
        {
            await new HeldPoison(queue, held, 0).DisposeAsync();
            throw;
        }

        return new HeldPoison(queue, held, Math.Max(0, there - held.Count));
    }

    /// <summary>Removes one of them for good.</summary>
    public async Task RemoveAsync(QueueMessage message)
    {
        await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        _held.Remove(message.MessageId);
    }

    public async ValueTask DisposeAsync() => await Parallel.ForEachAsync(
        _held.Values, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce }, async (message, _) =>
        {
            try
            {
                await _queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, (string?)null, TimeSpan.Zero, CancellationToken.None);
            }
            catch (RequestFailedException failure) when (failure.Status == 404 || failure.ErrorCode == QueueErrorCode.PopReceiptMismatch.ToString())
            {
                // Its time was up: it is back already, and perhaps somebody else's.
            }
        });
}
