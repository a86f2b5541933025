using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using DocExtract.Worker.Queue;

namespace DocExtract.Worker.Blobs;

/// <summary>Makes the clients of the storage account, pinned to a service version that Azurite knows too.</summary>
internal static class Storage
{
    /// <summary>Newest version that Azurite 3.37 understands; newer ones are refused with 400 InvalidHeaderValue.</summary>
    private static readonly BlobClientOptions BlobVersion = new(BlobClientOptions.ServiceVersion.V2026_06_06);

    /// <summary>Messages are small: a queue that has not answered by then never will, and leases lapse during the 100 seconds of the SDK.</summary>
    private static readonly QueueClientOptions QueueVersion = new(QueueClientOptions.ServiceVersion.V2026_06_06) { Retry = { NetworkTimeout = TimeSpan.FromSeconds(20) } };

    /// <summary>The configured containers; the first is the one that files are uploaded to.</summary>
    public static IReadOnlyList<BlobContainerClient> Containers(StorageOptions options)
    {
        var service = string.IsNullOrEmpty(options.ConnectionString)
            ? new BlobServiceClient(Endpoint(options, "blob"), new DefaultAzureCredential(), BlobVersion)
            : new BlobServiceClient(options.ConnectionString, BlobVersion);
        return [.. options.Containers.Select(service.GetBlobContainerClient)];
    }

    public static Queues Queues(StorageOptions options, QueueOptions queue)
    {
        var service = QueueService(options);
        return new Queues([.. queue.InOrder.Select(service.GetQueueClient)], service.GetQueueClient(queue.PoisonName));
    }

    /// <summary>Any other queue of the account.</summary>
    public static QueueClient Queue(StorageOptions options, string name) => QueueService(options).GetQueueClient(name);

    private static QueueServiceClient QueueService(StorageOptions options) => string.IsNullOrEmpty(options.ConnectionString)
        ? new QueueServiceClient(Endpoint(options, "queue"), new DefaultAzureCredential(), QueueVersion)
        : new QueueServiceClient(options.ConnectionString, QueueVersion);

    private static Uri Endpoint(StorageOptions options, string kind) => new($"https://{options.AccountName}.{kind}.{options.EndpointSuffix}");
}
