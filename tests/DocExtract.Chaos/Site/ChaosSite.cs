using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using DocExtract.Worker.Local;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Chaos.Site;

/// <summary>
/// A Postgres and an Azurite that keep their data when they are restarted, each behind a relay that workers connect through.
/// The run itself connects past the relays, so that what it does and sees is not disturbed.
/// </summary>
internal sealed class ChaosSite : IAsyncDisposable
{
    private readonly LocalHome _home;
    private readonly LocalPostgres _postgresProgram;
    private readonly LocalAzurite _azuriteProgram;
    private readonly SemaphoreSlim _azuriteTurn = new(1, 1);
    private GuardedProcess? _postgres;
    private GuardedProcess? _azurite;

    private ChaosSite(string directory)
    {
        _home = LocalHome.Open(new LocalServicesOptions { DataDirectory = directory });
        _home.ChoosePorts();
        var packages = NodePackages.Find(null);
        _postgresProgram = new LocalPostgres(_home, PostgresPrograms.Locate(packages, _home.User, LocalHome.OfRoot, null), null);
        _azuriteProgram = new LocalAzurite(_home, packages);
        (PostgresRelay, BlobRelay, QueueRelay) = (new(_home.Settings.PostgresPort), new(_home.Settings.BlobPort), new(_home.Settings.QueuePort));
        Database = NpgsqlDataSource.Create(_home.Settings.PostgresConnectionString(LocalSettings.Name) + ";Timeout=5");
        Inbox = new BlobContainerClient(_home.Settings.StorageConnectionString, "inbox", new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06));
        Queue = Client("documents");
        Poison = Client("documents-poison");
        Done = Client("documents-done");
    }

    public Relay PostgresRelay { get; }

    public Relay BlobRelay { get; }

    public Relay QueueRelay { get; }

    public NpgsqlDataSource Database { get; }

    public BlobContainerClient Inbox { get; }

    public QueueClient Queue { get; }

    public QueueClient Poison { get; }

    /// <summary>Where finished documents are announced.</summary>
    public QueueClient Done { get; }

    /// <summary>Where workers find the database.</summary>
    public string PostgresForWorkers => Relayed.PostgresConnectionString(LocalSettings.Name) + ";Timeout=5";

    /// <summary>Where workers find blobs and queues.</summary>
    public string StorageForWorkers => Relayed.StorageConnectionString;

    private LocalSettings Relayed =>
        _home.Settings with { PostgresPort = PostgresRelay.Port, BlobPort = BlobRelay.Port, QueuePort = QueueRelay.Port };

    /// <summary>A migrated database, a container and empty queues; everything answers.</summary>
    public static async Task<ChaosSite> StartAsync(string directory, CancellationToken cancellationToken)
    {
        var site = new ChaosSite(directory);
        try
        {
            site._postgres = await site._postgresProgram.StartAsync(cancellationToken);
            site._azurite = await site._azuriteProgram.StartAsync(cancellationToken);
            await Migrations.ApplyAsync(site.Database, cancellationToken);
            await site.Inbox.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await site.Queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await site.Poison.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await site.Done.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>A blob's address as workers know it.</summary>
    public Uri AddressOf(string blob) => new UriBuilder(Inbox.GetBlobClient(blob).Uri) { Port = BlobRelay.Port }.Uri;

    /// <summary>Does something with blobs and queues while Azurite is there; the next restart waits for it.</summary>
    public async Task<T> WithStorageAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        await _azuriteTurn.WaitAsync(cancellationToken);
        try
        {
            return await action();
        }
        finally
        {
            _azuriteTurn.Release();
        }
    }

    /// <summary>Ends Postgres (at once by SIGKILL, or with its sessions ended and data written), waits, and starts it again.</summary>
    public async Task RestartPostgresAsync(bool kill, TimeSpan away, CancellationToken cancellationToken)
    {
        if (kill)
        {
            string pids = await File.ReadAllTextAsync(LocalPostgres.RunningFile(_home), cancellationToken);
            using var server = Process.GetProcessById(int.Parse(pids.Split(' ')[1], CultureInfo.InvariantCulture));
            server.Kill();
        }

        await _postgres!.DisposeAsync();
        await Task.Delay(away, cancellationToken);
        _postgres = await RetriedAsync(_postgresProgram.StartAsync, cancellationToken);
    }

    /// <summary>
    /// Stops Azurite by SIGTERM, waits, and starts it again. Never by SIGKILL: it writes its tables every few seconds only, so that
    /// would lose messages it has acknowledged, which Azure Storage does not.
    /// </summary>
    public Task RestartAzuriteAsync(TimeSpan away, CancellationToken cancellationToken) => WithStorageAsync(
        async () =>
        {
            var stopped = _azurite!.DisposeAsync().AsTask();

            // Its clients' idle connections would keep it from ending.
            while (!stopped.IsCompleted)
            {
                _ = BlobRelay.Cut() + QueueRelay.Cut();
                await Task.WhenAny(stopped, Task.Delay(100, cancellationToken));
            }

            await Task.Delay(away, cancellationToken);
            _azurite = await RetriedAsync(_azuriteProgram.StartAsync, cancellationToken);
            return true;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await PostgresRelay.DisposeAsync();
        await BlobRelay.DisposeAsync();
        await QueueRelay.DisposeAsync();
        await Database.DisposeAsync();
        await (_azurite?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_postgres?.DisposeAsync() ?? ValueTask.CompletedTask);
        _home.Dispose();
        _azuriteTurn.Dispose();
    }

    private QueueClient Client(string name) =>
        new(_home.Settings.StorageConnectionString, name, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06));

    /// <summary>What a killed server left (its children, its port) is gone a moment later.</summary>
    private static async Task<GuardedProcess> RetriedAsync(Func<CancellationToken, Task<GuardedProcess>> start, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await start(cancellationToken);
            }
            catch (LocalServiceException) when (attempt < 10)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300), cancellationToken);
            }
        }
    }
}
