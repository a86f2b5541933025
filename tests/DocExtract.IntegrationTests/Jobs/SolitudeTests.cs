using DocExtract.Worker.Jobs;

namespace DocExtract.IntegrationTests.Jobs;

public sealed class SolitudeTests
{
    [Fact]
    public async Task Any_number_go_in_side_by_side()
    {
        var solitude = new Solitude();

        using var first = await solitude.EnterAsync(alone: false, default);
        using var second = await solitude.EnterAsync(alone: false, default);
    }

    [Fact]
    public async Task Who_wants_to_be_alone_waits_for_those_inside_and_those_behind_wait_for_that()
    {
        var solitude = new Solitude();
        var first = await solitude.EnterAsync(alone: false, default);
        var second = await solitude.EnterAsync(alone: false, default);

        var alone = solitude.EnterAsync(alone: true, default);
        var behind = solitude.EnterAsync(alone: false, default);
        first.Dispose();
        first.Dispose();

        Assert.False(alone.IsCompleted);
        second.Dispose();
        var place = await alone.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(behind.IsCompleted);
        place.Dispose();
        (await behind.WaitAsync(TimeSpan.FromSeconds(10))).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_to_be_alone_lets_the_others_in()
    {
        var solitude = new Solitude();
        using var inside = await solitude.EnterAsync(alone: false, default);
        using var stop = new CancellationTokenSource();
        var alone = solitude.EnterAsync(alone: true, stop.Token);
        var behind = solitude.EnterAsync(alone: false, default);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        (await behind.WaitAsync(TimeSpan.FromSeconds(10))).Dispose();
    }

    [Fact]
    public async Task Under_many_no_two_are_inside_while_one_is_alone()
    {
        var solitude = new Solitude();
        int inside = 0, broken = 0;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            bool alone = i % 7 == 0;
            using var place = await solitude.EnterAsync(alone, default);
            int now = Interlocked.Increment(ref inside);
            await Task.Yield();
            if (alone && (now != 1 || Volatile.Read(ref inside) != 1))
            {
                Interlocked.Increment(ref broken);
            }

            Interlocked.Decrement(ref inside);
        }))).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(0, broken);
    }
}
