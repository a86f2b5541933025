using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Storage.Queues;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Queue;

namespace DocExtract.IntegrationTests.Queue;

public sealed class QueueConsumerTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task No_more_messages_are_taken_than_there_is_room_for()
    {
        var queue = await infrastructure.NewQueueAsync();
        await SendAsync(queue, 10);
        var goOn = new TaskCompletionSource();
        int atWork = 0, most = 0;
        await using var bench = ConsumerBench.Create(3, WorkAsync, await infrastructure.NewQueueAsync(), queue);

        await bench.StartAsync();
        await Pipeline.UntilAsync(() => Task.FromResult(Volatile.Read(ref atWork) == 3));
        int visible = (await queue.PeekMessagesAsync(32)).Value.Length;
        goOn.SetResult();
        await EmptyAsync(queue);

        Assert.Equal(7, visible);
        Assert.Equal(3, most);

        async Task<Outcome> WorkAsync(Delivery delivery, CancellationToken stopping)
        {
            int now = Interlocked.Increment(ref atWork);
            most = Math.Max(most, now);
            await goOn.Task;
            Interlocked.Decrement(ref atWork);
            return new Outcome.Done();
        }
    }

    [Fact]
    public async Task Urgent_messages_come_first_and_never_starve_the_others_for_ever()
    {
        var urgent = await infrastructure.NewQueueAsync();
        var bulk = await infrastructure.NewQueueAsync();
        await SendAsync(bulk, 3);
        await SendAsync(urgent, 30);
        var order = new ConcurrentQueue<string>();
        await using var bench = ConsumerBench.Create(1, NoteAsync, await infrastructure.NewQueueAsync(), urgent, bulk);

        await bench.StartAsync();
        await EmptyAsync(urgent);
        await EmptyAsync(bulk);

        var first = order.Take(24).ToList();
        Assert.Equal(33, order.Count);
        Assert.All(first.Take(7), queue => Assert.Equal(urgent.Name, queue));
        Assert.Equal(3, first.Count(queue => queue == bulk.Name));

        Task<Outcome> NoteAsync(Delivery delivery, CancellationToken stopping)
        {
            order.Enqueue(delivery.QueueName);
            return Task.FromResult<Outcome>(new Outcome.Done());
        }
    }

    [Fact]
    public async Task Free_places_are_filled_from_the_next_queue_when_the_urgent_one_is_empty()
    {
        var urgent = await infrastructure.NewQueueAsync();
        var bulk = await infrastructure.NewQueueAsync();
        await SendAsync(urgent, 1);
        await SendAsync(bulk, 5);
        var together = new ConcurrentBag<string>();
        var all = new TaskCompletionSource();
        await using var bench = ConsumerBench.Create(4, MeetAsync, await infrastructure.NewQueueAsync(), urgent, bulk);

        await bench.StartAsync();
        await all.Task.WaitAsync(Patience);
        await EmptyAsync(bulk);

        Assert.Contains(urgent.Name, together);

        async Task<Outcome> MeetAsync(Delivery delivery, CancellationToken stopping)
        {
            together.Add(delivery.QueueName);
            _ = together.Count >= 4 && all.TrySetResult();
            await all.Task.WaitAsync(stopping);
            return new Outcome.Done();
        }
    }

    [Fact]
    public async Task Each_message_is_settled_on_the_queue_it_came_from_and_the_poison_queue_says_which_that_was()
    {
        var urgent = await infrastructure.NewQueueAsync();
        var bulk = await infrastructure.NewQueueAsync();
        var poison = await infrastructure.NewQueueAsync();
        await SendAsync(urgent, 1);
        await SendAsync(bulk, 1);
        await using var bench = ConsumerBench.Create(2, (delivery, _) => Task.FromResult<Outcome>(new Outcome.Poison("no sense in it")), poison, urgent, bulk);

        await bench.StartAsync();
        await EmptyAsync(urgent);
        await EmptyAsync(bulk);

        var envelopes = (await poison.ReceiveMessagesAsync(32)).Value.Select(message => JsonDocument.Parse(message.Body).RootElement).ToList();
        Assert.Equal(new[] { urgent.Name, bulk.Name }.Order(), envelopes.Select(envelope => envelope.GetProperty("queue").GetString()).Order());
    }

    [Fact]
    public async Task What_comes_while_the_worker_stops_is_given_back_at_once()
    {
        var queue = await infrastructure.NewQueueAsync();
        var poison = await infrastructure.NewQueueAsync();
        await using var proxy = await StorageProxy.StartAsync(infrastructure);
        await SendAsync(queue, 2);
        int begun = 0;
        await using var bench = ConsumerBench.Create(2, CountAsync, Behind(proxy, poison), Behind(proxy, queue));
        proxy.Hold(request => request.Method == "GET" && request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal));
        await bench.StartAsync();
        await Pipeline.UntilAsync(() => Task.FromResult(proxy.Held.Count > 0));
        int hidden = 2 - (await queue.PeekMessagesAsync(32)).Value.Length;

        var stopped = bench.StopAsync();
        proxy.Release();
        await stopped.WaitAsync(Patience);

        Assert.Equal(2, hidden);
        Assert.Equal(2, (await queue.PeekMessagesAsync(32)).Value.Length);
        Assert.Equal(0, begun);

        Task<Outcome> CountAsync(Delivery delivery, CancellationToken stopping)
        {
            Interlocked.Increment(ref begun);
            return Task.FromResult<Outcome>(new Outcome.Done());
        }
    }

    [Fact]
    public async Task A_queue_that_never_answers_does_not_hold_up_a_stop()
    {
        var queue = await infrastructure.NewQueueAsync();
        await using var proxy = await StorageProxy.StartAsync(infrastructure);
        await using var bench = ConsumerBench.Create(
            1, (_, _) => Task.FromResult<Outcome>(new Outcome.Done()), Behind(proxy, await infrastructure.NewQueueAsync()), Behind(proxy, queue));
        proxy.Hold(request => request.Method == "GET");
        await bench.StartAsync();
        await Pipeline.UntilAsync(() => Task.FromResult(proxy.Held.Count > 0));

        await bench.StopAsync().WaitAsync(Patience);

        Assert.True(bench.Consumer.ExecuteTask!.IsCompleted);
    }

    [Fact]
    public async Task A_queue_that_falls_silent_is_asked_again_while_leases_still_hold()
    {
        var queue = await infrastructure.NewQueueAsync();
        await SendAsync(queue, 1);
        await using var proxy = await StorageProxy.StartAsync(infrastructure);
        proxy.Hold(_ => true);

        var received = Storage.Queue(new StorageOptions { ConnectionString = proxy.ConnectionString }, queue.Name).ReceiveMessageAsync(TimeSpan.FromSeconds(1));
        await Pipeline.UntilAsync(() => Task.FromResult(proxy.Held.Count > 1));
        proxy.Release();

        Assert.NotNull((await received).Value);
    }

    private static QueueClient Behind(StorageProxy proxy, QueueClient queue) => new(proxy.ConnectionString, queue.Name, new QueueClientOptions(Endpoints.QueueVersion));

    private static async Task SendAsync(QueueClient queue, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => queue.SendMessageAsync($"message {number}")));

    private static Task EmptyAsync(QueueClient queue) =>
        Pipeline.UntilAsync(async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0);
}
