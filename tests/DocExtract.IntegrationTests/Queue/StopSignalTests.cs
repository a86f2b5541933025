using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Queue;

namespace DocExtract.IntegrationTests.Queue;

/// <summary>What a consumer does when its host is told to stop, while the host is still busy with other services.</summary>
public sealed class StopSignalTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Nothing_is_received_after_the_signal_and_what_is_in_work_is_brought_to_an_end()
    {
        var queue = await infrastructure.NewQueueAsync();
        await queue.SendMessageAsync("before");
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        int handled = 0;
        await using var bench = ConsumerBench.Create(2, WorkAsync, await infrastructure.NewQueueAsync(), queue);
        await bench.StartAsync();
        await begun.Task.WaitAsync(Patience);

        bench.Signal();
        await queue.SendMessageAsync("after");
        goOn.SetResult();
        await bench.Consumer.ExecuteTask!.WaitAsync(Patience);

        Assert.Equal(1, handled);
        Assert.Equal("after", (await queue.ReceiveMessageAsync()).Value.Body.ToString());

        async Task<Outcome> WorkAsync(Delivery delivery, CancellationToken stopping)
        {
            Interlocked.Increment(ref handled);
            begun.TrySetResult();
            await goOn.Task;
            return new Outcome.Done();
        }
    }

    [Fact]
    public async Task The_grace_time_of_what_is_in_work_begins_with_the_signal()
    {
        var queue = await infrastructure.NewQueueAsync();
        await queue.SendMessageAsync("long");
        var begun = new TaskCompletionSource();
        await using var bench = ConsumerBench.Create(1, WorkAsync, await infrastructure.NewQueueAsync(), queue);
        await bench.StartAsync();
        await begun.Task.WaitAsync(Patience);

        bench.Signal();
        await bench.Consumer.ExecuteTask!.WaitAsync(Patience);

        Assert.Equal("long", (await queue.ReceiveMessageAsync()).Value.Body.ToString());

        async Task<Outcome> WorkAsync(Delivery delivery, CancellationToken stopping)
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new Outcome.Released();
        }
    }
}
