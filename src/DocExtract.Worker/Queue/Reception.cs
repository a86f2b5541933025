using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Queue;

/// <summary>A message and the queue that it came from.</summary>
internal sealed record ReceivedMessage(QueueClient Queue, QueueMessage Message);

/// <summary>
/// Brings as many messages as there is room for, the urgent first. What comes while the worker is told to stop is given back at once.
/// </summary>
internal sealed partial class Reception(Queues queues, IOptions<QueueOptions> options, TimeProvider time, ILogger<Reception> log)
{
    /// <summary>The most that a storage queue hands out at once.</summary>
    private const int MostInOneReceive = 32;

    /// <summary>
    /// So long an answer is waited for after a stop. The service hides messages before it answers: to break the request off would leave them
    /// hidden until their visibility lapses, which cannot be helped only where the answer never comes.
    /// </summary>
    private static readonly TimeSpan ForLastAnswer = TimeSpan.FromSeconds(5);

    private readonly LookOrder _order = new(queues.Work.Count);
    private bool _created;

    /// <summary>Empty when no message waits, or when the queues do not answer.</summary>
    /// <exception cref="OperationCanceledException">The worker stops; no message is held.</exception>
    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(int room, CancellationToken stopping)
    {
        List<ReceivedMessage> received = [];
        foreach (var queue in _order.Next().Select(place => queues.Work[place]))
        {
            if (received.Count < room && !stopping.IsCancellationRequested)
            {
                received.AddRange(await ReceiveAsync(queue, Math.Min(room - received.Count, MostInOneReceive), stopping));
            }
        }

        if (stopping.IsCancellationRequested)
        {
            await Task.WhenAll(received.Select(GiveBackAsync));
            stopping.ThrowIfCancellationRequested();
        }

        return received;
    }

    private async Task<IEnumerable<ReceivedMessage>> ReceiveAsync(QueueClient queue, int count, CancellationToken stopping)
    {
        using var given = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var atStop = stopping.Register(() => given.CancelAfter(ForLastAnswer));
        try
        {
            if (!_created)
            {
                await queues.CreateAsync(stopping);
                _created = true;
            }

            var messages = await queue.ReceiveMessagesAsync(count, options.Value.VisibilityTimeout, given.Token);
            return messages.Value.Select(message => new ReceivedMessage(queue, message));
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            if (!stopping.IsCancellationRequested)
            {
                LogReceiveFailed(queue.Name, failure.Message);
            }

            return [];
        }
    }

    private async Task GiveBackAsync(ReceivedMessage received)
    {
        try
        {
            await received.Queue.UpdateMessageAsync(received.Message.MessageId, received.Message.PopReceipt, (string?)null, TimeSpan.Zero);
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            LogNotGivenBack(received.Message.MessageId, failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue {Queue} does not answer, trying again: {Reason}")]
    private partial void LogReceiveFailed(string queue, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} came while stopping and could not be given back; it shows up again by itself: {Reason}")]
    private partial void LogNotGivenBack(string messageId, string reason);
}
