using System.Diagnostics;
using System.Globalization;
using DocExtract.Worker.Local;

namespace DocExtract.Chaos.Workers;

/// <summary><c>docextract worker</c> as a process of its own; it ends when this process does, however that one ends.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly GuardedProcess _guarded;
    private readonly Lazy<Task> _stopped;

    private WorkerProcess(GuardedProcess guarded, int pid, string log)
    {
        (_guarded, Pid, Log) = (guarded, pid, log);
        _stopped = new(() => guarded.DisposeAsync().AsTask());
    }

    public int Pid { get; }

    /// <summary>The file that its output goes to.</summary>
    public string Log { get; }

    /// <summary>Completes at its end, with <c>exited 0</c>, <c>exited SIGKILL</c> and the like.</summary>
    public Task<string> Ended => _guarded.Ended;

    /// <summary>Whether it has begun to receive, as its log says.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Highest resident memory in bytes so far, as far as it was looked at.</summary>
    public long PeakMemory { get; private set; }

    /// <param name="directory">Where its log and the note of its process id stand.</param>
    /// <param name="name">Of these files.</param>
    /// <param name="settings">Environment variables.</param>
    public static async Task<WorkerProcess> StartAsync(string directory, string name, IReadOnlyDictionary<string, string?> settings)
    {
        string note = Path.Combine(directory, $"{name}.running"), log = Path.Combine(directory, $"{name}.log");
        var guarded = GuardedProcess.Start(new GuardedCommand(name, Path.Combine(AppContext.BaseDirectory, "docextract"), ["worker"])
        {
            Directory = directory,
            Log = log,
            RunningFile = note,
            Grace = TimeSpan.FromMinutes(2),
            Environment = settings,
        });
        string pids = "";
        await guarded.WaitUntilAsync(
            async token => File.Exists(note) && (pids = await File.ReadAllTextAsync(note, token)).Contains(' ', StringComparison.Ordinal), CancellationToken.None);
        return new WorkerProcess(guarded, int.Parse(pids.Split(' ')[1], CultureInfo.InvariantCulture), log);
    }

    /// <summary>SIGKILL: it has no say in it.</summary>
    public void Kill()
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    /// <summary>SIGTERM, and its end; the outcome.</summary>
    public async Task<string> StopAsync()
    {
        await _stopped.Value;
        return await Ended;
    }

    /// <summary>Looks at its log, and at what the kernel counts; nothing once the process has ended, or where there is no /proc.</summary>
    public async Task LookAsync()
    {
        try
        {
            HasBegun = HasBegun || (File.Exists(Log) && (await File.ReadAllTextAsync(Log)).Contains("Application started", StringComparison.Ordinal));
            foreach (string line in await File.ReadAllLinesAsync($"/proc/{Pid}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    PeakMemory = Math.Max(PeakMemory, long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10);
                }
            }
        }
        catch (IOException)
        {
            // Ended between two looks.
        }
    }

    public async ValueTask DisposeAsync() => await _stopped.Value;
}
