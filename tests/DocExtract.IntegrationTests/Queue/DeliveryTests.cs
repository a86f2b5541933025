using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Queue;
using Microsoft.Extensions.Time.Testing;

namespace DocExtract.IntegrationTests.Queue;

/// <summary>The clock is the test's own: what lapses does so when the test says.</summary>
public sealed class DeliveryTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private static readonly TimeSpan Visibility = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_message_is_renewed_at_a_third_of_its_visibility_and_settled_with_its_newest_receipt()
    {
        var queue = await infrastructure.NewQueueAsync();
        await using var delivery = await DeliverAsync(queue);
        var renewed = new TaskCompletionSource();
        delivery.AlsoRenew(_ => Task.FromResult(renewed.TrySetResult()));

        _time.Advance(Visibility / 3);
        await renewed.Task.WaitAsync(Patience);
        await delivery.DeleteAsync();

        Assert.False(delivery.Lost.IsCancellationRequested);
        Assert.Equal(0, await WaitingAsync(queue));
    }

    [Fact]
    public async Task A_settlement_waits_for_a_renewal_that_is_under_way()
    {
        var queue = await infrastructure.NewQueueAsync();
        await using var proxy = await StorageProxy.StartAsync(infrastructure);
        await using var delivery = await DeliverAsync(new QueueClient(proxy.ConnectionString, queue.Name, new QueueClientOptions(Endpoints.QueueVersion)));
        proxy.Hold(request => request.Method == "PUT");
        _time.Advance(Visibility / 3);
        await Pipeline.UntilAsync(() => Task.FromResult(proxy.Held.Count == 1));

        var settled = delivery.DeleteAsync();
        proxy.Release();
        await settled.WaitAsync(Patience);

        Assert.Equal(0, await WaitingAsync(queue));
    }

    [Fact]
    public async Task Work_is_told_to_stop_when_another_worker_has_the_message()
    {
        var queue = await infrastructure.NewQueueAsync();
        await using var delivery = await DeliverAsync(queue);
        var message = delivery.Message;
        await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, (string?)null, TimeSpan.Zero);
        var theirs = (await queue.ReceiveMessageAsync(Visibility)).Value;

        _time.Advance(Visibility / 3);
        await LostAsync(delivery);
        await delivery.DeleteAsync();

        Assert.Equal(message.MessageId, theirs.MessageId);
        Assert.Equal(1, await WaitingAsync(queue));
    }

    [Fact]
    public async Task Work_is_told_to_stop_when_the_message_was_deleted()
    {
        var queue = await infrastructure.NewQueueAsync();
        await using var delivery = await DeliverAsync(queue);
        await queue.DeleteMessageAsync(delivery.Message.MessageId, delivery.Message.PopReceipt);

        _time.Advance(Visibility / 3);

        await LostAsync(delivery);
    }

    [Fact]
    public async Task Work_is_told_to_stop_before_a_message_lapses_that_cannot_be_renewed()
    {
        var queue = await infrastructure.NewQueueAsync();
        var options = new QueueClientOptions(Endpoints.QueueVersion) { Retry = { MaxRetries = 0 } };
        var nowhere = new QueueClient(infrastructure.StorageConnectionString.Replace("QueueEndpoint=http://127.0.0.1:", "QueueEndpoint=http://127.0.0.1:1/", StringComparison.Ordinal), queue.Name, options);
        await queue.SendMessageAsync("a message");
        await using var delivery = new Delivery(nowhere, (await queue.ReceiveMessageAsync(Visibility)).Value, Visibility, _time);
        var started = _time.GetUtcNow();

        await Pipeline.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(delivery.Lost.IsCancellationRequested ? 0 : 1));
            return Task.FromResult(delivery.Lost.IsCancellationRequested);
        });

        Assert.InRange(_time.GetUtcNow() - started, Visibility / 3, Visibility + TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Work_is_told_to_stop_when_what_is_renewed_beside_is_another_workers()
    {
        var queue = await infrastructure.NewQueueAsync();
        await using var delivery = await DeliverAsync(queue);
        delivery.AlsoRenew(_ => Task.FromResult(false));

        _time.Advance(Visibility / 3);

        await LostAsync(delivery);
    }

    private async Task<Delivery> DeliverAsync(QueueClient queue)
    {
        await queue.SendMessageAsync("a message");
        QueueMessage message = (await queue.ReceiveMessageAsync(Visibility)).Value;
        return new Delivery(queue, message, Visibility, _time);
    }

    private static Task LostAsync(Delivery delivery) => Pipeline.UntilAsync(() => Task.FromResult(delivery.Lost.IsCancellationRequested));

    private static async Task<int> WaitingAsync(QueueClient queue) => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;
}
