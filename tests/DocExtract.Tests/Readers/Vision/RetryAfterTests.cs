using DocExtract.Readers.Vision;

namespace DocExtract.Tests.Readers.Vision;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Noon = new(2031, 5, 6, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "7", 7)]
    [InlineData(null, "0.5", 0.5)]
    [InlineData("250", "7", 0.25)]
    [InlineData("soon", "7", 7)]
    [InlineData(null, "Tue, 06 May 2031 12:01:30 GMT", 90)]
    [InlineData(null, "Tue, 06 May 2031 11:59:00 GMT", 0)]
    [InlineData(null, "99999999999999999999", 604_800)]
    public void Wait_is_understood_in_every_form(string? milliseconds, string? secondsOrDate, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Parse(milliseconds, secondsOrDate, Noon));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData(null, "-3")]
    [InlineData(null, "later")]
    [InlineData(null, "1,5")]
    public void What_cannot_be_understood_asks_for_no_wait(string? milliseconds, string? secondsOrDate) =>
        Assert.Null(RetryAfter.Parse(milliseconds, secondsOrDate, Noon));
}
