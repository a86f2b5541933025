using System.Diagnostics.Metrics;
using Azure.Storage.Queues;
using DocExtract.Schemas;
using DocExtract.Telemetry;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DocExtract.Worker.Telemetry;

/// <summary>
/// Looks now and then at what no single message tells: how much waits and for how long, documents that nobody works on any more,
/// the day's budget. Every worker reports the same numbers. Nothing is looked at while nobody asks.
/// </summary>
internal sealed partial class Watch : BackgroundService
{
    private readonly Queues _queues;
    private readonly WatchQueries _queries;
    private readonly SchemaCatalog _schemas;
    private readonly TelemetryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<Watch> _log;
    private volatile Seen _seen = Seen.Nothing;
    private volatile bool _asked = true;

    public Watch(Queues queues, WatchQueries queries, SchemaCatalog schemas, IOptions<TelemetryOptions> options, TimeProvider time, ILogger<Watch> log)
    {
        (_queues, _queries, _schemas, _options, _time, _log) = (queues, queries, schemas, options.Value, time, log);
        Observe(Metric.QueueMessages, seen => seen.Queues.Select(queue => new Measurement<double>(queue.Messages, Of(queue))));
        Observe(Metric.QueueAge, seen => seen.Queues.Select(queue => new Measurement<double>(queue.Age.TotalSeconds, Of(queue))));
        Observe(Metric.StuckDocuments, seen => Only(seen.Database?.Stuck));
        Observe(Metric.BudgetSpent, seen => Only(seen.Database?.SpentToday));
        Observe(Metric.BudgetLimit, seen => Only(seen.Database?.DayBudget));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        MessageSignals.StartCounting();
        DocumentSignals.StartCounting(_schemas.Names);
        using var timer = new PeriodicTimer(_options.LookInterval, _time);
        do
        {
            if (_asked)
            {
                _asked = false;
                _seen = await LookAsync(stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>What cannot be seen at the moment is not told, rather than told as it was.</summary>
    private async Task<Seen> LookAsync(CancellationToken cancellationToken) => new(
        await OrNothingAsync(LookIntoQueuesAsync, cancellationToken) ?? [],
        await OrNothingAsync(_queries.LookAsync, cancellationToken));

    private async Task<IReadOnlyList<QueueSeen>> LookIntoQueuesAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_queues.Work.Append(_queues.Poison).Select(queue => LookIntoAsync(queue, cancellationToken)));

    private async Task<QueueSeen> LookIntoAsync(QueueClient queue, CancellationToken cancellationToken)
    {
        var head = (await queue.PeekMessageAsync(cancellationToken)).Value;
        var properties = (await queue.GetPropertiesAsync(cancellationToken)).Value;
        var age = head?.InsertedOn is { } inserted ? _time.GetUtcNow() - inserted : TimeSpan.Zero;
        return new QueueSeen(queue.Name, properties.ApproximateMessagesCount, age > TimeSpan.Zero ? age : TimeSpan.Zero);
    }

    private async Task<T?> OrNothingAsync<T>(Func<CancellationToken, Task<T>> look, CancellationToken cancellationToken) where T : class
    {
        try
        {
            return await look(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && (failure is NpgsqlException || StorageFailure.Is(failure)))
        {
            LogNotSeen(failure.Message);
            return null;
        }
    }

    private void Observe(Metric metric, Func<Seen, IEnumerable<Measurement<double>>> values) =>
        Signals.Meter.CreateObservableGauge(
            metric.Name,
            () =>
            {
                _asked = true;
                return values(_seen);
            },
            metric.Unit, metric.Meaning);

    private static IEnumerable<Measurement<double>> Only(decimal? value) => value is { } number ? [new((double)number)] : [];

    private static KeyValuePair<string, object?> Of(QueueSeen queue) => new("queue", queue.Name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Queues or database could not be looked at for the metrics: {Reason}")]
    private partial void LogNotSeen(string reason);

    private sealed record QueueSeen(string Name, int Messages, TimeSpan Age);

    private sealed record Seen(IReadOnlyList<QueueSeen> Queues, WatchedDatabase? Database)
    {
        public static readonly Seen Nothing = new([], null);
    }
}
