using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DocExtract.Worker.Intake;

/// <summary>Sweeps from time to time, in every worker; whoever comes first does it for all.</summary>
internal sealed partial class Sweeper(
    Sweep sweep, NpgsqlDataSource database, IOptions<SweepOptions> options, TimeProvider time, ILogger<Sweeper> log) : BackgroundService
{
    /// <summary>So that a worker that is started when it is needed, and ends soon, sweeps too.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(30);

    /// <summary>One round, if no other worker is at it and none began one lately.</summary>
    /// <param name="unlessWithin">How lately; zero: in any case.</param>
    /// <param name="dryRun">Only looks.</param>
    /// <param name="cancellationToken">Ends the round.</param>
    /// <returns>Null when another one sweeps or has swept.</returns>
    public async Task<SweepCounts?> SweepAsync(TimeSpan unlessWithin, bool dryRun, CancellationToken cancellationToken)
    {
        await using var turn = await SweepTurn.TakeAsync(database, cancellationToken);
        if (turn is null || !await turn.IsDueAsync(unlessWithin, cancellationToken))
        {
            return null;
        }

        var counts = await sweep.RunAsync(dryRun, cancellationToken);
        if (!dryRun)
        {
            await turn.NoteAsync(counts, cancellationToken);
        }

        return counts;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = options.Value.Interval;
        if (interval <= TimeSpan.Zero)
        {
            return;
        }

        try
        {
            await Task.Delay(Jittered(interval < AfterStart ? interval : AfterStart), time, stoppingToken);
            while (true)
            {
                // A little less than the interval: the worker whose turn it was must not come just too early.
                await TryAsync(interval * 0.75, stoppingToken);
                await Task.Delay(Jittered(interval), time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next round finds the rest.
        }
    }

    private async Task TryAsync(TimeSpan unlessWithin, CancellationToken stopping)
    {
        try
        {
            if (await SweepAsync(unlessWithin, dryRun: false, stopping) is { } counts)
            {
                LogSwept(counts.Blobs, counts.Announced, counts.Reminded);
            }
        }
#pragma warning disable CA1031 // Whatever is wrong with a round, the worker goes on with what is announced.
        catch (Exception failure) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogNotSwept(failure);
        }
    }

    private static TimeSpan Jittered(TimeSpan wait) => wait * (0.8 + (0.4 * Random.Shared.NextDouble()));

    [LoggerMessage(Level = LogLevel.Information, Message = "Swept {Blobs} files: {Announced} that no message had announced, {Reminded} documents whose message was lost")]
    private partial void LogSwept(long blobs, long announced, long reminded);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not sweep; the next round tries again")]
    private partial void LogNotSwept(Exception failure);
}
