using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using DocExtract.Worker.Local;

namespace DocExtract.IntegrationTests.Fixtures;

/// <summary>
/// The Postgres and the storage account of one test run: <c>DOCEXTRACT_TEST_POSTGRES</c> (a connection string whose user may
/// create databases) and <c>DOCEXTRACT_TEST_STORAGE</c>; what is not set, the product itself starts. If that is not possible
/// the tests fail: they never pass without having run.
/// </summary>
/// <param name="Postgres">Connection string to any database of the server.</param>
/// <param name="Template">Name of the migrated database that others are cloned from.</param>
/// <param name="Storage">Connection string.</param>
internal sealed record Endpoints(string Postgres, string Template, string Storage)
{
    /// <summary>Azurite lags behind the clients, which speak the newest version they know.</summary>
    public const BlobClientOptions.ServiceVersion BlobVersion = BlobClientOptions.ServiceVersion.V2026_06_06;

    /// <inheritdoc cref="BlobVersion"/>
    public const QueueClientOptions.ServiceVersion QueueVersion = QueueClientOptions.ServiceVersion.V2026_06_06;

    private static readonly Lazy<Task<Endpoints>> Shared = new(StartAsync);

    /// <summary>Started with the first test that needs them; ended with the test process, by the guardians.</summary>
    public static Task<Endpoints> SharedAsync() => Shared.Value;

    private static async Task<Endpoints> StartAsync()
    {
        string? postgres = Environment.GetEnvironmentVariable("DOCEXTRACT_TEST_POSTGRES");
        string? storage = Environment.GetEnvironmentVariable("DOCEXTRACT_TEST_STORAGE");
        if (string.IsNullOrEmpty(postgres) || string.IsNullOrEmpty(storage))
        {
            var local = await LocalServices.StartAsync(
                new LocalServicesOptions { Fresh = true, Postgres = string.IsNullOrEmpty(postgres), Storage = string.IsNullOrEmpty(storage) },
                progress: null,
                CancellationToken.None);
            postgres = string.IsNullOrEmpty(postgres) ? local.PostgresConnectionString : postgres;
            storage = string.IsNullOrEmpty(storage) ? local.StorageConnectionString : storage;
        }

        return new Endpoints(postgres, await TestDatabase.PrepareTemplateAsync(postgres), storage);
    }
}
