using Wasmtime;

namespace DocExtract.Pages.Pdf;

/// <summary>
/// Advances the engine's epoch while sandboxes run, so that their deadlines come round. A thread of its own, since pool threads
/// may all be inside a sandbox; it sleeps while nothing runs.
/// </summary>
internal sealed class EpochClock : IDisposable
{
    /// <summary>Time between two ticks: how late a deadline or a cancellation may be noticed.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly Engine _engine;
    private readonly ManualResetEventSlim _running = new();
    private readonly ManualResetEventSlim _stopped = new();
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private int _runs;

    public EpochClock(Engine engine)
    {
        _engine = engine;
        _thread = new Thread(Run) { IsBackground = true, Name = "PDFium clock" };
        _thread.Start();
    }

    /// <summary>Ticks until the returned token is disposed.</summary>
    public Running Start()
    {
        lock (_gate)
        {
            _runs++;
            _running.Set();
        }

        return new Running(this);
    }

    public void Dispose()
    {
        _stopped.Set();
        _running.Set();
        _thread.Join();
        _running.Dispose();
        _stopped.Dispose();
    }

    private void Stop()
    {
        lock (_gate)
        {
            if (--_runs == 0)
            {
                _running.Reset();
            }
        }
    }

    private void Run()
    {
        while (!_stopped.Wait(Tick))
        {
            _engine.IncrementEpoch();
            _running.Wait();
        }
    }

    internal readonly struct Running(EpochClock clock) : IDisposable
    {
        public void Dispose() => clock.Stop();
    }
}
