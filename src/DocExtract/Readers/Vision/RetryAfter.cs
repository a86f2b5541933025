using System.Globalization;

namespace DocExtract.Readers.Vision;

/// <summary>The wait that an endpoint asks for: <c>retry-after-ms</c>, or <c>Retry-After</c> in seconds or as a date (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <returns>Null when neither says anything that can be understood; never negative.</returns>
    public static TimeSpan? Parse(string? milliseconds, string? secondsOrDate, DateTimeOffset now)
    {
        if (Number(milliseconds) is { } ms)
        {
            return TimeSpan.FromMilliseconds(ms);
        }

        if (Number(secondsOrDate) is { } seconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParseExact(secondsOrDate, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? TimeSpan.FromTicks(Math.Max(0, (date - now).Ticks))
            : null;
    }

    // A week is the longest a message may stay invisible; a server that says more means "not soon" all the same.
    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            ? Math.Min(number, TimeSpan.FromDays(7).TotalSeconds)
            : null;
}
