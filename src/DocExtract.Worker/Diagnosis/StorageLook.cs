using System.Globalization;
using Azure;
using Azure.Storage.Queues;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Local;
using DocExtract.Worker.Outbox;
using DocExtract.Worker.Queue;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Diagnosis;

/// <summary>Whether the storage account is there, with its containers and queues.</summary>
internal static class StorageLook
{
    public const string Containers = "storage";

    public const string Queues = "queues";

    public const string Remedy = "Storage__ConnectionString or Storage__AccountName names it: docextract settings says where that is given. "
        + "Where the account refuses: az role assignment create, for \"Storage Blob Data Contributor\" and \"Storage Queue Data Contributor\" (docs/deploy-aks.md).";

    public static async Task<IReadOnlyList<PartState>> ContainersAsync(IServiceProvider services, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (!IsConfigured(configuration))
        {
            _ = NodePackages.Find(null).AzuriteProgram();
            return [PartState.Well(Containers, "None is configured: commands start a private one on this machine. A worker needs Storage__AccountName or Storage__ConnectionString.")];
        }

        List<PartState> states = [];
        foreach (var container in services.GetRequiredService<Inbox>().Containers)
        {
            states.Add(await container.ExistsAsync(cancellationToken)
                ? PartState.Well(Containers, $"container {container.Name} at {container.Uri.Authority}")
                : PartState.Wrong(Containers, $"There is no container {container.Name} at {container.Uri.Authority}. To create: az storage container create --name {container.Name} {Account(services)}"));
        }

        return states;
    }

    public static async Task<IReadOnlyList<PartState>> QueuesAsync(IServiceProvider services, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (!IsConfigured(configuration))
        {
            return [];
        }

        var queues = services.GetRequiredService<Queues>();
        List<PartState> states = [];
        foreach (var queue in queues.Work.Append(queues.Poison))
        {
            states.Add(await QueueAsync(queue, services, cancellationToken));
        }

        // The first announcement creates it.
        if (services.GetRequiredService<IOptions<OutboxOptions>>().Value.Queue is { Length: > 0 } announcements)
        {
            var done = await QueueAsync(Storage.Queue(services.GetRequiredService<IOptions<StorageOptions>>().Value, announcements), services, cancellationToken);
            states.Add(done.IsWrong ? PartState.Well(Queues, $"queue {announcements}: the first finished document creates it") : done);
        }

        return states;
    }

    private static async Task<PartState> QueueAsync(QueueClient queue, IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            int messages = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
            return PartState.Well(Queues, string.Create(CultureInfo.InvariantCulture, $"queue {queue.Name}: {messages} {(messages == 1 ? "message" : "messages")}"));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return PartState.Wrong(Queues, $"There is no queue {queue.Name} at {queue.Uri.Authority}. A worker creates it at its start; before: az storage queue create --name {queue.Name} {Account(services)}");
        }
    }

    private static bool IsConfigured(IConfiguration configuration) => configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() is { IsConfigured: true };

    /// <summary>How the Azure CLI signs in, with no secret in it.</summary>
    private static string Account(IServiceProvider services) => services.GetRequiredService<IOptions<StorageOptions>>().Value is { ConnectionString: null or "", AccountName: var name }
        ? $"--auth-mode login --account-name {name}"
        : "--connection-string \"$Storage__ConnectionString\"";
}
