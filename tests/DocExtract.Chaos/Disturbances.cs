using System.Collections.Concurrent;
using DocExtract.Chaos.Site;
using DocExtract.Chaos.Workers;

namespace DocExtract.Chaos;

/// <summary>What is done to a running system.</summary>
internal enum Disturbance
{
    KillWorker,
    StopWorker,
    CutPostgres,
    CutStorage,
    KillPostgres,
    RestartPostgres,
    RestartAzurite,
}

/// <summary>Disturbs workers, Postgres, storage and connections, one thing after the other, until it is stopped.</summary>
internal sealed class Disturbances(ChaosPlan plan, ChaosSite site, WorkerCrew crew, TimeProvider time)
{
    /// <summary>Dealt like cards, so that each run of some length sees all of them.</summary>
    private static readonly Disturbance[] Deck =
    [
        .. Enumerable.Repeat(Disturbance.KillWorker, 8), .. Enumerable.Repeat(Disturbance.StopWorker, 2), Disturbance.CutPostgres, Disturbance.CutPostgres,
        Disturbance.CutStorage, Disturbance.CutStorage, Disturbance.KillPostgres, Disturbance.RestartPostgres, Disturbance.RestartAzurite,
    ];

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>So long a breath may last: where nothing becomes final, that may be just what is to be disturbed.</summary>
    private static readonly TimeSpan LongestBreath = TimeSpan.FromSeconds(12);

    private readonly Random _random = new(plan.Seed ^ 0x5EED);
    private readonly ConcurrentDictionary<Disturbance, int> _done = new();
    private readonly List<Task> _stops = [];

    public IReadOnlyDictionary<Disturbance, int> Done => _done;

    /// <summary>Documents that are final, as far as the run has seen.</summary>
    public int Final { get; set; }

    /// <summary>Connections that were cut.</summary>
    public int Cut { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var hand = Deck.ToArray();
                _random.Shuffle(hand);
                foreach (var next in hand)
                {
                    await Task.Delay(plan.Gap * (0.5 + _random.NextDouble()), time, cancellationToken);
                    await BackAtWorkAsync(cancellationToken);
                    await DoAsync(next);
                    _done.AddOrUpdate(next, 1, (_, count) => count + 1);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAll(_stops);
        }
    }

    /// <summary>A rolling update, again and again: each worker is asked to stop and followed by a new one before the next is.</summary>
    public async Task ReplaceWorkersAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (int next = 0; ; next = (next + 1) % plan.Workers)
            {
                await Task.Delay(plan.Gap, time, cancellationToken);
                await crew.ReplaceAsync(next, cancellationToken);
                _done.AddOrUpdate(Disturbance.StopWorker, 1, (_, count) => count + 1);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The update is over.
        }
    }

    /// <summary>On a busy machine a worker takes longer to start than the pause lasts: with all of them starting nothing would be disturbed.</summary>
    private async Task BackAtWorkAsync(CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        int before = Final;
        while (crew.AtWork < plan.Workers - 1 || (Final < before + plan.Breath && time.GetElapsedTime(began) < LongestBreath))
        {
            await Task.Delay(LookInterval, time, cancellationToken);
        }
    }

    /// <summary>Not cancelled half-way: whatever is stopped is started again.</summary>
    private async Task DoAsync(Disturbance disturbance)
    {
        var away = TimeSpan.FromSeconds(0.2 + (2.3 * _random.NextDouble()));
        int worker = _random.Next(plan.Workers);
        switch (disturbance)
        {
            case Disturbance.KillWorker:
                crew.Kill(worker);
                break;
            case Disturbance.StopWorker:
                _stops.Add(crew.StopAsync(worker)); // It drains while other things happen.
                break;
            case Disturbance.CutPostgres:
                Cut += site.PostgresRelay.Cut();
                break;
            case Disturbance.CutStorage:
                Cut += site.BlobRelay.Cut() + site.QueueRelay.Cut();
                break;
            case Disturbance.KillPostgres:
            case Disturbance.RestartPostgres:
                await site.RestartPostgresAsync(kill: disturbance == Disturbance.KillPostgres, away, CancellationToken.None);
                break;
            default:
                await site.RestartAzuriteAsync(away, CancellationToken.None);
                break;
        }
    }
}
