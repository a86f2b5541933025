using System.Collections.Concurrent;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace DocExtract.IntegrationTests.Fixtures;

/// <summary>
/// Real databases, queues and containers, empty and with names of their own, for a class of tests:
/// <c>sealed class XTests(Infrastructure infrastructure) : IClassFixture&lt;Infrastructure&gt;</c>. All classes share one
/// Postgres and one storage account; see <see cref="Endpoints"/>.
/// </summary>
public sealed class Infrastructure : IAsyncLifetime
{
    private readonly ConcurrentBag<Func<Task>> _cleanUp = [];
    private Endpoints? _endpoints;

    private Endpoints Endpoints => _endpoints ?? throw new InvalidOperationException("The fixture has not been initialised.");

    /// <summary>For code under test that makes its own clients.</summary>
    public string StorageConnectionString => Endpoints.Storage;

    public async Task InitializeAsync() => _endpoints = await Endpoints.SharedAsync();

    /// <summary>A database with the newest migrations and no rows.</summary>
    public async Task<TestDatabase> NewDatabaseAsync()
    {
        var database = await TestDatabase.CreateAsync(Endpoints.Postgres, Endpoints.Template);
        _cleanUp.Add(() => database.DisposeAsync().AsTask());
        return database;
    }

    /// <summary>A database in which nothing has happened yet, not even migrations.</summary>
    public async Task<TestDatabase> NewBareDatabaseAsync()
    {
        var database = await TestDatabase.CreateAsync(Endpoints.Postgres, "template0");
        _cleanUp.Add(() => database.DisposeAsync().AsTask());
        return database;
    }

    /// <summary>An empty queue; its client sends text as it is, like the worker's.</summary>
    public async Task<QueueClient> NewQueueAsync()
    {
        var queue = new QueueClient(Endpoints.Storage, Unique("queue"), new QueueClientOptions(Endpoints.QueueVersion));
        await queue.CreateAsync();
        _cleanUp.Add(() => queue.DeleteIfExistsAsync());
        return queue;
    }

    /// <summary>An empty container.</summary>
    public async Task<BlobContainerClient> NewContainerAsync()
    {
        var container = new BlobContainerClient(Endpoints.Storage, Unique("container"), new BlobClientOptions(Endpoints.BlobVersion));
        await container.CreateAsync();
        _cleanUp.Add(() => container.DeleteIfExistsAsync());
        return container;
    }

    public async Task DisposeAsync() => await Task.WhenAll(_cleanUp.Select(cleanUp => cleanUp()));

    private static string Unique(string kind) => $"{kind}-{Guid.NewGuid():n}";
}
