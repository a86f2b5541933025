using DocExtract.Readers.Vision.Pacing;

namespace DocExtract.Tests.Readers.Vision.Pacing;

public sealed class AdaptiveConcurrencyTests
{
    [Fact]
    public async Task No_more_calls_run_than_there_are_places_and_they_go_on_in_turn()
    {
        var places = new AdaptiveConcurrency(2);
        await places.EnterAsync(CancellationToken.None);
        await places.EnterAsync(CancellationToken.None);
        var third = places.EnterAsync(CancellationToken.None);
        var fourth = places.EnterAsync(CancellationToken.None);

        Assert.False(third.IsCompleted);
        places.Leave(false);
        await third;
        Assert.False(fourth.IsCompleted);
        places.Leave(false);
        await fourth;
    }

    [Fact]
    public async Task Refusals_of_calls_that_ran_together_halve_the_places_once()
    {
        var places = new AdaptiveConcurrency(8);
        for (int call = 0; call < 8; call++)
        {
            await places.EnterAsync(CancellationToken.None);
        }

        for (int call = 0; call < 8; call++)
        {
            places.Leave(true);
        }

        Assert.Equal(4, places.Limit);
    }

    [Fact]
    public async Task Answers_bring_the_places_back_slowly_and_never_beyond_the_most()
    {
        var places = new AdaptiveConcurrency(4);
        await CallAsync(places, true);
        Assert.Equal(2, places.Limit);

        await CallAsync(places, false);
        Assert.Equal(2, places.Limit);
        await CallAsync(places, false);
        await CallAsync(places, false);
        Assert.Equal(3, places.Limit);
        for (int call = 0; call < 50; call++)
        {
            await CallAsync(places, false);
        }

        Assert.Equal(4, places.Limit);
    }

    [Fact]
    public async Task One_place_is_always_left()
    {
        var places = new AdaptiveConcurrency(2);
        for (int call = 0; call < 20; call++)
        {
            await CallAsync(places, true);
        }

        Assert.Equal(1, places.Limit);
        await places.EnterAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Call_that_nobody_waits_for_any_more_takes_no_place()
    {
        var places = new AdaptiveConcurrency(1);
        await places.EnterAsync(CancellationToken.None);
        using var gone = new CancellationTokenSource();
        var cancelled = places.EnterAsync(gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        var next = places.EnterAsync(CancellationToken.None);

        places.Leave(null);

        await next;
    }

    private static async Task CallAsync(AdaptiveConcurrency places, bool? wasTooMuch)
    {
        await places.EnterAsync(CancellationToken.None);
        places.Leave(wasTooMuch);
    }
}
