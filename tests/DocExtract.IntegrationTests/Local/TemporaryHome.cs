using DocExtract.Worker.Local;

namespace DocExtract.IntegrationTests.Local;

/// <summary>A data directory for one test, deleted afterwards.</summary>
internal sealed class TemporaryHome : IDisposable
{
    public string Directory { get; } = Path.Combine(Path.GetTempPath(), $"docextract-test-{Guid.NewGuid():n}");

    /// <summary>Postgres only, which is what most tests need.</summary>
    public LocalServicesOptions PostgresOnly => new() { DataDirectory = Directory, Storage = false };

    public Task<LocalServices> StartPostgresAsync() => LocalServices.StartAsync(PostgresOnly, progress: null, CancellationToken.None);

    /// <summary>The process ids of a running service: its guardian, itself.</summary>
    public (int Guardian, int Command) Pids(string service)
    {
        int[] pids = [.. File.ReadAllText(RunningFile(service)).Split(' ').Select(int.Parse)];
        return (pids[0], pids[1]);
    }

    public string RunningFile(string service) => Path.Combine(Directory, $"{service}.running");

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
