using DocExtract.Worker.Telemetry;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Queue;

/// <summary>
/// Ends a worker that found nothing to do twice in a row: what runs as a Kubernetes Job. Ending is a stop like any other, so a message
/// that arrives in that moment is worked on or given back.
/// </summary>
internal sealed partial class UntilEmpty(
    Queues queues, MessageSignals messages, IHostApplicationLifetime lifetime, IOptions<QueueOptions> options, ILogger<UntilEmpty> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.MaxPollInterval);
        for (int quiet = 0; quiet < 2;)
        {
            await timer.WaitForNextTickAsync(stoppingToken);
            quiet = await IsQuietAsync(stoppingToken) ? quiet + 1 : 0;
        }

        LogEmpty();
        lifetime.StopApplication();
    }

    private async Task<bool> IsQuietAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var queue in messages.Running == 0 ? queues.Work : [])
            {
                if ((await queue.PeekMessagesAsync(1, cancellationToken)).Value.Length > 0)
                {
                    return false;
                }
            }

            return messages.Running == 0;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && StorageFailure.Is(failure))
        {
            // A queue that cannot be asked is not an empty one; the consumer tells of it.
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The queues are empty: the worker ends, as it was told to")]
    private partial void LogEmpty();
}
