using System.Text.Json;
using Azure.Storage.Queues;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Outbox;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Logging.Abstractions;

namespace DocExtract.IntegrationTests.Outbox;

/// <summary>Sends what waits in a database, as one worker does.</summary>
internal static class Announcing
{
    public static readonly OutboxOptions Fast = new() { RetryDelay = TimeSpan.FromMilliseconds(10), MaxRetryDelay = TimeSpan.FromMilliseconds(50) };

    public static Announcer To(IDestination destination, TestDatabase database, OutboxOptions? options = null) =>
        new(destination, new OutboxQueries(database.Source), options ?? Fast, NullLogger<Announcer>.Instance);

    public static OutputQueue ToQueue(QueueClient queue) => new(queue, TimeSpan.FromDays(1));

    public static Webhook ToWebhook(WebhookServer server) => new(new Uri(server.Url), new WebhookSigner(WebhookServer.Secret), TimeProvider.System);

    /// <summary>Sends until there is no more.</summary>
    public static async Task SendAllAsync(this Announcer announcer)
    {
        while (await announcer.SendDueAsync(default) == TimeSpan.Zero)
        {
        }
    }

    /// <summary>Stores so many accepted documents; gives their ids.</summary>
    public static async Task<IReadOnlyList<long>> StoreAsync(TestDatabase database, int count)
    {
        var store = new DocumentStore(database.Source);
        List<long> ids = [];
        for (int i = 0; i < count; i++)
        {
            ids.Add(await Some.StoreAsync(store, Some.AcceptedInvoice($"A-{i}", file: $"{i}")));
        }

        return ids;
    }

    /// <summary>All messages of a queue, taken off it.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReadAsync(QueueClient queue)
    {
        List<JsonElement> read = [];
        while ((await queue.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                read.Add(JsonDocument.Parse(message.Body.ToString()).RootElement);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        }

        return read;
    }

    public static string? Text(this JsonElement json, string name) => json.GetProperty(name).GetString();
}
