using DocExtract.Readers.Vision.Pacing;

namespace DocExtract.Tests.Readers.Vision.Pacing;

public sealed class RateLimitsTests
{
    [Theory]
    [InlineData("6m0s", 360)]
    [InlineData("1s", 1)]
    [InlineData("20ms", 0.02)]
    [InlineData("1h2m3.5s", 3723.5)]
    [InlineData("59.9", 59.9)]
    [InlineData("0s", 0)]
    [InlineData("900d", 604_800)]
    public void Durations_are_understood_and_bounded(string text, double seconds) =>
        Assert.Equal(seconds, RateLimits.Wait(text)!.Value.TotalSeconds, 6);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    public void What_is_no_duration_says_nothing(string? text) => Assert.Null(RateLimits.Wait(text));

    [Theory]
    [InlineData("0", "9000", 100, 30)]
    [InlineData("5", "99", 100, 7)]
    [InlineData("0", "0", 100, 30)]
    [InlineData("5", "100", 100, 0)]
    [InlineData(null, null, 100, 0)]
    public void Question_waits_for_the_limit_that_does_not_hold_it(string? requests, string? tokens, long needed, double seconds)
    {
        var limits = RateLimits.Parse(name => name switch
        {
            "x-ratelimit-remaining-requests" => requests,
            "x-ratelimit-remaining-tokens" => tokens,
            "x-ratelimit-reset-requests" => "30s",
            _ => "7s",
        });

        Assert.Equal(seconds, limits.WaitFor(needed).TotalSeconds);
    }
}
