using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DocExtract.Worker.Local;

namespace DocExtract.IntegrationTests.Fixtures;

/// <summary>The built executable as a worker of its own, with its own counters: <c>docextract worker</c>.</summary>
internal sealed class ServingWorker : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly HttpClient _client;

    /// <param name="settings">Environment variables on top of this process's own.</param>
    /// <param name="arguments">After <c>worker</c>.</param>
    public ServingWorker(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        int port = LoopbackPorts.Choose(0)[0];
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "docextract"), ["worker", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment.Remove("OPENAI_API_KEY");
        start.Environment["Health__Port"] = port.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        Settings = start.Environment.ToDictionary(variable => variable.Key, variable => variable.Value ?? "");
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>What it wrote so far.</summary>
    public IReadOnlyList<string> Output => [.. _output];

    public Task<string> MetricsAsync() => _client.GetStringAsync("/metrics");

    public async Task<int> HealthAsync(params string[] arguments) => (await Commands.Program.RunAsync(Settings, ["health", .. arguments])).ExitCode;

    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>Asks it to stop, as Kubernetes does.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await EndAsync();
        }

        _process.Dispose();
        _client.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _output.Enqueue(text);
        }
    }
}
