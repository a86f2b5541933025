using System.Diagnostics;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Queue;

/// <summary>
/// Receives no more messages than there is room for, keeps them hidden while they are worked on, and settles each once.
/// Knows nothing about documents.
/// </summary>
internal sealed partial class QueueConsumer(
    Queues queues, Func<Delivery, CancellationToken, Task<Outcome>> handle, IOptions<QueueOptions> options, TimeProvider time,
    ILogger<QueueConsumer> log) : BackgroundService
{
    private const int MostInOneReceive = 32;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    private readonly QueueOptions _options = options.Value;
    private readonly TaskCompletionSource<string> _lineStopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _created;

    /// <summary>Ends with the reason when no message could succeed, such as a refused key.</summary>
    public Task<string> LineStopped => _lineStopped.Task;

    /// <summary>When the queue was last looked into: the heartbeat that liveness is told from.</summary>
    public DateTimeOffset LastPoll { get; private set; } = time.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var graceOver = new CancellationTokenSource();
        List<Task> running = [];
        try
        {
            await ReceiveAsync(running, graceOver.Token, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogDraining(running.Count);
        }
        finally
        {
            // Whatever ends the receiving: what was received is brought to an end.
            graceOver.CancelAfter(_options.DrainTimeout);
            await Task.WhenAll(running);
        }
    }

    private async Task ReceiveAsync(List<Task> running, CancellationToken graceOver, CancellationToken stopping)
    {
        var pause = _options.MinPollInterval;
        while (!_lineStopped.Task.IsCompleted)
        {
            running.RemoveAll(task => task.IsCompleted);
            int free = Math.Min(_options.Concurrency - running.Count, MostInOneReceive);
            LastPoll = time.GetUtcNow();
            if (free == 0)
            {
                await Task.WhenAny([.. running, Task.Delay(Heartbeat, time, stopping)]).WaitAsync(stopping);
                continue;
            }

            var messages = await ReceiveAsync(free, stopping);
            running.AddRange(messages.Select(message => WorkAsync(message, graceOver)));
            pause = messages.Length > 0 ? _options.MinPollInterval : Shorter(pause * 2, _options.MaxPollInterval);
            if (messages.Length == 0)
            {
                await Task.Delay(pause * (0.8 + (0.4 * Random.Shared.NextDouble())), time, stopping);
            }
        }
    }

    private async Task<QueueMessage[]> ReceiveAsync(int count, CancellationToken stopping)
    {
        try
        {
            if (!_created)
            {
                await queues.CreateAsync(stopping);
                _created = true;
            }

            return (await queues.Work.ReceiveMessagesAsync(count, _options.VisibilityTimeout, stopping)).Value;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested && StorageFailure.Is(failure))
        {
            LogReceiveFailed(failure.Message);
            return [];
        }
    }

    private async Task WorkAsync(QueueMessage message, CancellationToken graceOver)
    {
        // Leaves the receiving loop at once: extraction begins with work on the CPU.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await using var delivery = new Delivery(queues.Work, message, _options.VisibilityTimeout, time);
            await SettleAsync(delivery, await handle(delivery, graceOver));
        }
#pragma warning disable CA1031 // One message never stops the line.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // The message shows up again when its visibility lapses; what was stored makes the redelivery harmless.
            LogNotSettled(message.MessageId, failure);
        }
    }

    private async Task SettleAsync(Delivery delivery, Outcome outcome)
    {
        LogSettled(delivery.Message.MessageId, outcome);
        switch (outcome)
        {
            case Outcome.Done:
                await delivery.DeleteAsync();
                break;
            case Outcome.Later later:
                await delivery.ReturnAsync(later.Delay);
                break;
            case Outcome.Released:
                await delivery.ReturnAsync(TimeSpan.Zero);
                break;
            case Outcome.Lost:
                break;
            case Outcome.Poison poison:
                await queues.PoisonAsync(delivery.Message, poison.Reason, time.GetUtcNow());
                await delivery.DeleteAsync();
                break;
            case Outcome.StopLine stop:
                _lineStopped.TrySetResult(stop.Reason);
                await delivery.ReturnAsync(TimeSpan.Zero);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: {Running} messages in progress")]
    private partial void LogDraining(int running);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue does not answer, trying again: {Reason}")]
    private partial void LogReceiveFailed(string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Message {MessageId}: {Outcome}")]
    private partial void LogSettled(string messageId, Outcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} could not be settled")]
    private partial void LogNotSettled(string messageId, Exception failure);
}
