using DocExtract.Worker.Blobs;

namespace DocExtract.IntegrationTests.Blobs;

public sealed class ByteBudgetTests
{
    [Fact]
    public async Task Never_more_is_held_than_the_budget()
    {
        var budget = new ByteBudget(100);
        long most = 0;
        var random = new Random(7);
        var sizes = Enumerable.Range(0, 500).Select(_ => random.Next(1, 60)).ToList();

        await Parallel.ForEachAsync(sizes, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (size, token) =>
        {
            using var place = await budget.EnterAsync(size, token);
            InterlockedMax(ref most, budget.Held);
            await Task.Yield();
        });

        Assert.InRange(most, 60, 100);
        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public async Task A_large_document_is_not_overtaken_by_small_ones_that_came_later()
    {
        var budget = new ByteBudget(100);
        var first = await budget.EnterAsync(60, default);

        var large = budget.EnterAsync(80, default);
        var small = budget.EnterAsync(10, default);

        Assert.False(large.IsCompleted);
        Assert.False(small.IsCompleted);
        first.Dispose();
        using var entered = await large;
        using var behind = await small;
        Assert.Equal(90, budget.Held);
    }

    [Fact]
    public async Task A_document_larger_than_the_whole_budget_goes_alone()
    {
        var budget = new ByteBudget(100);
        var small = await budget.EnterAsync(1, default);
        var huge = budget.EnterAsync(1_000, default);
        Assert.False(huge.IsCompleted);

        small.Dispose();
        var alone = await huge;
        var next = budget.EnterAsync(1, default);

        Assert.False(next.IsCompleted);
        alone.Dispose();
        (await next).Dispose();
        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public async Task Who_gives_up_waiting_holds_nothing_and_lets_those_behind_go_on()
    {
        var budget = new ByteBudget(100);
        using var first = await budget.EnterAsync(60, default);
        using var impatient = new CancellationTokenSource();
        var large = budget.EnterAsync(80, impatient.Token);
        var small = budget.EnterAsync(10, default);

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        using var behind = await small;
        Assert.Equal(70, budget.Held);
    }

    [Fact]
    public async Task A_place_is_given_back_once_however_often_it_is_disposed_of()
    {
        var budget = new ByteBudget(100);
        using var other = await budget.EnterAsync(50, default);
        var place = await budget.EnterAsync(50, default);

        place.Dispose();
        place.Dispose();

        Assert.Equal(50, budget.Held);
    }

    private static void InterlockedMax(ref long target, long value)
    {
        for (long seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
