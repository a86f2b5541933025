using DocExtract.Worker.Blobs;
using DocExtract.Worker.Local;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Commands;

/// <summary>The database and storage that a command works with: the configured ones, else private ones on this machine.</summary>
internal sealed record Services(IReadOnlyDictionary<string, string?> Settings, LocalServices? Local) : IAsyncDisposable
{
    /// <summary>Faults when a private service ends although nobody asked it to.</summary>
    public Task Ended => Local?.Ended ?? Never.Task;

    private static readonly TaskCompletionSource Never = new();

    /// <summary>Starts what is not configured.</summary>
    /// <param name="configuration">Says what is configured.</param>
    /// <param name="wanted">Whether to start a throw-away one, only Postgres, and so on.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<Services> StartAsync(
        IConfiguration configuration, LocalServicesOptions wanted, CancellationToken cancellationToken)
    {
        bool database = !string.IsNullOrEmpty(configuration.GetSection(PostgresOptions.Section)[nameof(PostgresOptions.ConnectionString)]);
        bool storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() is { IsConfigured: true };
        wanted = wanted with
        {
            Postgres = wanted.Postgres && !database,
            Storage = wanted.Storage && !storage,
            DataDirectory = configuration.GetSection(LocalOptions.Section)[nameof(LocalOptions.DataDirectory)],
        };
        if (!wanted.Postgres && !wanted.Storage)
        {
            return new Services(new Dictionary<string, string?>(), null);
        }

        var local = await LocalServices.StartAsync(wanted, Console.Error.WriteLine, cancellationToken);
        var settings = new Dictionary<string, string?>();
        if (wanted.Postgres)
        {
            settings["Postgres:ConnectionString"] = local.PostgresConnectionString;
        }

        if (wanted.Storage)
        {
            settings["Storage:ConnectionString"] = local.StorageConnectionString;
        }

        return new Services(settings, local);
    }

    public async ValueTask DisposeAsync()
    {
        if (Local is not null)
        {
            await Local.DisposeAsync();
        }
    }
}
