using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Dapper;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Outbox;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DocExtract.IntegrationTests.Fixtures;

/// <summary>What a test reads back about a document.</summary>
internal sealed record StoredDocument(
    long Id, string Status, int Attempt, string? RejectionCode, string? RejectionMessage, decimal? Total, string? SellerName, string? Reader);

/// <summary>
/// The worker as production wires it, on a database, a container and queues of one test's own. Not running until
/// <see cref="StartAsync"/>, so that a test can set the stage.
/// </summary>
internal sealed class Pipeline : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly IHost _host;
    private bool _running;

    private Pipeline(IHost host, IConfiguration configuration, TestDatabase database, BlobContainerClient inbox, QueueClient queue, QueueClient poison) =>
        (_host, Configuration, Database, Inbox, Queue, Poison) = (host, configuration, database, inbox, queue, poison);

    /// <summary>For another worker on the same things.</summary>
    public IConfiguration Configuration { get; }

    public TestDatabase Database { get; }

    public BlobContainerClient Inbox { get; }

    public QueueClient Queue { get; }

    public QueueClient Poison { get; }

    /// <summary>The same settings as environment variables, for the executable.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        Configuration.AsEnumerable().Where(setting => setting.Value is not null).ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!);

    public QueueConsumer Consumer => Part<QueueConsumer>();

    /// <summary>A part of the worker, as it is wired.</summary>
    public T Part<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <param name="infrastructure">Where everything lives.</param>
    /// <param name="settings">Configuration of this test, over fast defaults.</param>
    public static async Task<Pipeline> CreateAsync(Infrastructure infrastructure, params (string Key, string Value)[] settings) =>
        await CreateAsync(infrastructure, await infrastructure.NewDatabaseAsync(), settings);

    /// <param name="infrastructure">Where queues and containers live.</param>
    /// <param name="database">A database of the test's own.</param>
    /// <param name="settings">Configuration of this test, over fast defaults.</param>
    public static async Task<Pipeline> CreateAsync(Infrastructure infrastructure, TestDatabase database, params (string Key, string Value)[] settings)
    {
        var inbox = await infrastructure.NewContainerAsync();
        var queue = await infrastructure.NewQueueAsync();
        var poison = await infrastructure.NewQueueAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Postgres:ConnectionString"] = database.ConnectionString,
            ["Storage:ConnectionString"] = infrastructure.StorageConnectionString,
            ["Storage:InboxContainers"] = inbox.Name,
            ["Queue:Names"] = queue.Name,
            ["Queue:PoisonName"] = poison.Name,
            ["Queue:MaxPollInterval"] = "00:00:00.100",
            ["Outbox:Queue"] = "", // Tests of announcements name one of their own.
            ["Job:RetryDelay"] = "00:00:00",
        }).AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEngine(configuration).AddStorage(configuration).AddResults(configuration).AddOutbox(configuration).AddOutboxClearing()
            .AddQueue(configuration).AddSweep(configuration);
        return new Pipeline(builder.Build(), configuration, database, inbox, queue, poison);
    }

    public async Task StartAsync()
    {
        await _host.StartAsync();
        _running = true;
    }

    public Task StopAsync()
    {
        _running = false;
        return _host.StopAsync();
    }

    /// <summary>Uploads a file and announces it, as <c>run</c> and Event Grid do.</summary>
    public async Task<Announcement> DropAsync(string name, byte[] content, string? documentType = "invoice", bool again = false)
    {
        var announcement = await UploadAsync(name, content, documentType) with { Again = again };
        await Queue.SendMessageAsync(announcement.ToMessage());
        return announcement;
    }

    /// <summary>Uploads a file and tells nobody.</summary>
    public async Task<Announcement> UploadAsync(string name, byte[] content, string? documentType = "invoice")
    {
        var blob = Inbox.GetBlobClient(name);
        var uploaded = await blob.UploadAsync(BinaryData.FromBytes(content), overwrite: true);
        return new Announcement(blob.Uri, uploaded.Value.ETag.ToString("G"), documentType);
    }

    /// <summary>The document by its file name, once it is in one of the final states.</summary>
    public async Task<StoredDocument> FinishedAsync(string name)
    {
        StoredDocument? document = null;
        await UntilAsync(async () => (document = await FindAsync(name)) is { Status: "accepted" or "needs_review" or "rejected" or "split" });
        return document!;
    }

    public async Task<StoredDocument?> FindAsync(string name)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<StoredDocument>(
            """
            select id as Id, status as Status, attempt as Attempt, rejection_code as RejectionCode, rejection_message as RejectionMessage,
                   total as Total, seller_name as SellerName, reader as Reader
            from docextract.documents where file_name = @name and parent_id is null
            """,
            new { name });
    }

    /// <summary>Waits until a condition holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, TimeSpan? longest = null)
    {
        using var patience = new CancellationTokenSource(longest ?? Patience);
        while (!await holds())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Messages in the queue, hidden ones included.</summary>
    public async Task<int> WaitingAsync() => (await Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;

    public Task<T?> ScalarAsync<T>(string sql) => Database.ScalarAsync<T>(sql);

    public async ValueTask DisposeAsync()
    {
        if (_running)
        {
            await _host.StopAsync();
        }

        _host.Dispose();
    }
}
