using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Queue;

/// <summary>
/// Receives no more messages than there is room for, keeps them hidden while they are worked on, and settles each once.
/// Knows nothing about documents.
/// </summary>
internal sealed partial class QueueConsumer(
    Reception reception, Queues queues, Func<Delivery, CancellationToken, Task<Outcome>> handle, WorkRoom room, Pause pause,
    IOptions<QueueOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<QueueConsumer> log) : BackgroundService
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <summary>Other workers will hardly fare better at once.</summary>
    private static readonly TimeSpan WhilePaused = TimeSpan.FromSeconds(5);
    private readonly QueueOptions _options = options.Value;
    private readonly TaskCompletionSource<string> _lineStopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the reason when no message could succeed, such as a refused key.</summary>
    public Task<string> LineStopped => _lineStopped.Task;

    /// <summary>Why nothing is received; null while all is well.</summary>
    public string? Obstacle => pause.Reason;

    /// <summary>When the receiving loop last moved: the heartbeat that liveness is told from.</summary>
    public DateTimeOffset LastPoll { get; private set; } = time.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host stops its services one after the other: those that come first must not keep this one receiving.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var stopping = stop.Token;
        using var graceOver = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var atStop = stopping.Register(() => graceOver.CancelAfter(_options.DrainTimeout));
        List<Task> running = [];
        try
        {
            await ReceiveAsync(running, graceOver.Token, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogDraining(running.Count);
        }
        finally
        {
            // Whatever ends the receiving: what was received is brought to an end. After a stop the time runs already.
            if (!stopping.IsCancellationRequested)
            {
                graceOver.CancelAfter(_options.DrainTimeout);
            }

            await Task.WhenAll(running);
        }
    }

    private async Task ReceiveAsync(List<Task> running, CancellationToken graceOver, CancellationToken stopping)
    {
        var interval = _options.MinPollInterval;
        while (!_lineStopped.Task.IsCompleted)
        {
            await pause.PassAsync(() => LastPoll = time.GetUtcNow(), stopping);
            running.RemoveAll(task => task.IsCompleted);
            int free = room.Places - running.Count;
            LastPoll = time.GetUtcNow();
            if (free == 0)
            {
                await Task.WhenAny([.. running, Task.Delay(Heartbeat, time, stopping)]).WaitAsync(stopping);
                continue;
            }

            var messages = await AliveAsync(reception.ReceiveAsync(free, stopping));
            running.AddRange(messages.Select(message => WorkAsync(message, graceOver)));
            interval = messages.Count > 0 ? _options.MinPollInterval : Shorter(interval * 2, _options.MaxPollInterval);
            if (messages.Count == 0)
            {
                await Task.Delay(interval * (0.8 + (0.4 * Random.Shared.NextDouble())), time, stopping);
            }
        }
    }

    /// <summary>A storage account that is slow to answer is not a loop that hangs.</summary>
    private async Task<T> AliveAsync<T>(Task<T> receiving)
    {
        while (!receiving.IsCompleted)
        {
            LastPoll = time.GetUtcNow();
            await ((Task)receiving).WaitAsync(Heartbeat, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return await receiving;
    }

    private async Task WorkAsync(ReceivedMessage received, CancellationToken graceOver)
    {
        // Leaves the receiving loop at once: extraction begins with work on the CPU.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await using var delivery = new Delivery(received.Queue, received.Message, _options.VisibilityTimeout, time);
            await SettleAsync(delivery, await handle(delivery, graceOver));
        }
#pragma warning disable CA1031 // One message never stops the line.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // The message shows up again when its visibility lapses; what was stored makes the redelivery harmless.
            LogNotSettled(received.Message.MessageId, failure);
        }
    }

    private async Task SettleAsync(Delivery delivery, Outcome outcome)
    {
        LogSettled(delivery.Message.MessageId, outcome);
        if (outcome is Outcome.Done or Outcome.Poison)
        {
            pause.Calm();
        }

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
                await queues.PoisonAsync(delivery.Message, delivery.QueueName, poison.Reason, time.GetUtcNow());
                await delivery.DeleteAsync();
                break;
            case Outcome.Paused paused:
                pause.Begin(paused.Reason);
                await delivery.ReturnAsync(WhilePaused);
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

    [LoggerMessage(Level = LogLevel.Debug, Message = "Message {MessageId}: {Outcome}")]
    private partial void LogSettled(string messageId, Outcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} could not be settled")]
    private partial void LogNotSettled(string messageId, Exception failure);
}
