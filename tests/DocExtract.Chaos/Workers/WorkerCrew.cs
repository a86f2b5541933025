using System.Collections.Concurrent;

namespace DocExtract.Chaos.Workers;

/// <summary>How a worker's life ended.</summary>
/// <param name="Name">Which one: its place and the number of its life.</param>
/// <param name="Pid">Its process id, which stands in <c>docextract.attempts</c>.</param>
/// <param name="Wanted">What was done to it: <c>SIGKILL</c>, <c>SIGTERM</c>; null when it ended of itself.</param>
/// <param name="Outcome">What became of it: <c>exited 0</c> ...</param>
/// <param name="PeakMemory">Highest resident memory in bytes.</param>
internal sealed record WorkerLife(string Name, int Pid, string? Wanted, string Outcome, long PeakMemory)
{
    /// <summary>
    /// A killed one is killed; one that was asked to stop says that all went well, unless the signal came before .NET had begun to listen;
    /// none ends of itself.
    /// </summary>
    public bool IsAsWanted => (Wanted, Outcome) is ("SIGKILL", "exited SIGKILL") or ("SIGTERM", "exited 0" or "exited SIGTERM" or "exited 143");
}

/// <summary>As many workers as wanted: whichever ends is followed by another at once, as an orchestrator does it.</summary>
internal sealed class WorkerCrew(string directory, IReadOnlyDictionary<string, string?> settings, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<int, WorkerProcess> _now = new();
    private readonly ConcurrentDictionary<int, string> _wanted = new();
    private readonly ConcurrentQueue<WorkerLife> _lives = new();
    private readonly CancellationTokenSource _over = new();
    private Task _places = Task.CompletedTask;

    /// <summary>Every life that has ended.</summary>
    public IReadOnlyList<WorkerLife> Lives => [.. _lives];

    /// <summary>Those that receive.</summary>
    public int AtWork => _now.Values.Count(worker => worker.HasBegun);

    /// <summary>Starts them; returns when all processes exist.</summary>
    public async Task StartAsync(int workers)
    {
        var started = Enumerable.Range(0, workers).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        _places = Task.WhenAll(started.Select((first, place) => KeepAsync(place, first)));
        await Task.WhenAny(Task.WhenAll(started.Select(first => first.Task)), _places);
    }

    public void Kill(int place)
    {
        if (_now.TryGetValue(place, out var worker) && _wanted.TryAdd(worker.Pid, "SIGKILL"))
        {
            worker.Kill();
        }
    }

    /// <summary>Asks one to stop and waits for its end.</summary>
    public async Task StopAsync(int place)
    {
        if (_now.TryGetValue(place, out var worker) && _wanted.TryAdd(worker.Pid, "SIGTERM"))
        {
            await worker.StopAsync();
        }
    }

    /// <summary>Asks one to stop; returns when another is at work in its place.</summary>
    public async Task ReplaceAsync(int place, CancellationToken cancellationToken)
    {
        int? before = _now.GetValueOrDefault(place)?.Pid;
        await StopAsync(place);
        while (_now.GetValueOrDefault(place) is not { } now || now.Pid == before || !now.HasBegun)
        {
            await Task.Delay(LookInterval, time, cancellationToken);
        }
    }

    /// <summary>Asks all to stop, and starts none after them.</summary>
    public async Task StopAllAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_now.Keys.Select(StopAsync));
        await _places;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        foreach (int place in _now.Keys)
        {
            Kill(place);
        }

        await _places;
        _over.Dispose();
    }

    private async Task KeepAsync(int place, TaskCompletionSource first)
    {
        for (int life = 1; !_over.IsCancellationRequested; life++)
        {
            string name = $"worker-{place + 1}-{life}";
            await using var worker = await WorkerProcess.StartAsync(directory, name, settings);
            _now[place] = worker;
            first.TrySetResult();
            if (_over.IsCancellationRequested)
            {
                await StopAsync(place); // It was being started when all were asked to stop.
            }

            while (await Task.WhenAny(worker.Ended, Task.Delay(LookInterval, time)) != worker.Ended)
            {
                await worker.LookAsync();
            }

            _now.TryRemove(place, out _);
            _lives.Enqueue(new WorkerLife(name, worker.Pid, _wanted.GetValueOrDefault(worker.Pid), await worker.Ended, worker.PeakMemory));
        }
    }
}
