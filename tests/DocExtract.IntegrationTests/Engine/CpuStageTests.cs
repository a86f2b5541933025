using System.Collections.Concurrent;
using DocExtract.Worker.Engine;

namespace DocExtract.IntegrationTests.Engine;

public sealed class CpuStageTests
{
    [Fact]
    public async Task So_many_compute_at_one_time_as_there_are_cores_while_any_number_waits()
    {
        const int Cores = 2, Documents = 20;
        using var stage = new CpuStage(Cores);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int computing = 0, most = 0, waiting = 0, mostWaiting = 0;

        var work = Enumerable.Range(0, Documents).Select(document => stage.RunAsync(async () =>
        {
            Compute();
            mostWaiting = Math.Max(mostWaiting, Interlocked.Increment(ref waiting));
            _ = mostWaiting == Documents && answered.TrySetResult();
            await answered.Task;
            Compute();
            return 0;
        }, CancellationToken.None)).ToList();
        await Task.WhenAll(work).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(Cores, most);
        Assert.Equal(Documents, mostWaiting);

        void Compute()
        {
            int now = Interlocked.Increment(ref computing);
            most = Math.Max(most, now);
            SpinWait.SpinUntil(() => Volatile.Read(ref computing) > Cores, TimeSpan.FromMilliseconds(20));
            Interlocked.Decrement(ref computing);
        }
    }

    [Fact]
    public async Task One_that_goes_on_comes_before_those_that_have_not_begun()
    {
        using var stage = new CpuStage(1);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var computed = new ManualResetEventSlim();
        var order = new ConcurrentQueue<string>();
        var paid = stage.RunAsync(async () =>
        {
            await answered.Task;
            order.Enqueue("goes on");
            return 0;
        }, CancellationToken.None);
        var computing = stage.RunAsync(() => Task.FromResult(computed.Wait(TimeSpan.FromSeconds(60))), CancellationToken.None);
        var others = Enumerable.Range(0, 5).Select(other => stage.RunAsync(() =>
        {
            order.Enqueue("begins");
            return Task.FromResult(other);
        }, CancellationToken.None)).ToList();

        answered.SetResult();
        computed.Set();
        await Task.WhenAll([paid, computing, .. others]).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("goes on", order.First());
    }

    [Fact]
    public async Task What_fails_is_thrown_and_what_is_cancelled_before_its_turn_never_begins()
    {
        using var stage = new CpuStage(1);

        await Assert.ThrowsAsync<InvalidDataException>(() => stage.RunAsync<int>(async () =>
        {
            await Task.Yield();
            throw new InvalidDataException("broken");
        }, CancellationToken.None));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.RunAsync(() => Task.FromResult(1), new CancellationToken(canceled: true)));
    }
}
