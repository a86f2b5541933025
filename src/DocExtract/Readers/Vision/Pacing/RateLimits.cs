using System.Globalization;
using System.Text.RegularExpressions;

namespace DocExtract.Readers.Vision.Pacing;

/// <summary>What an endpoint says is left of its limits: OpenAI's <c>x-ratelimit-*</c> headers. Null where it says nothing.</summary>
/// <param name="RequestsLeft">Requests until the limit.</param>
/// <param name="RequestsReset">Until it is full again.</param>
/// <param name="TokensLeft">Tokens until the limit.</param>
/// <param name="TokensReset">Until it is full again.</param>
internal sealed partial record RateLimits(long? RequestsLeft, TimeSpan? RequestsReset, long? TokensLeft, TimeSpan? TokensReset)
{
    // A week is the longest a message may stay invisible.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <param name="header">The value of a header; null when it was not sent.</param>
    public static RateLimits Parse(Func<string, string?> header) => new(
        Count(header("x-ratelimit-remaining-requests")), Wait(header("x-ratelimit-reset-requests")),
        Count(header("x-ratelimit-remaining-tokens")), Wait(header("x-ratelimit-reset-tokens")));

    /// <summary>How long a question of so many tokens has to wait.</summary>
    public TimeSpan WaitFor(long tokens)
    {
        var forRequests = RequestsLeft <= 0 ? RequestsReset ?? TimeSpan.Zero : TimeSpan.Zero;
        var forTokens = TokensLeft < tokens ? TokensReset ?? TimeSpan.Zero : TimeSpan.Zero;
        return forRequests > forTokens ? forRequests : forTokens;
    }

    private static long? Count(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long count) ? count : null;

    /// <summary><c>6m0s</c>, <c>1.5s</c>, <c>20ms</c>, <c>1h2m3s</c>; a number alone is seconds.</summary>
    internal static TimeSpan? Wait(string? text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double alone))
        {
            return TimeSpan.FromSeconds(Math.Min(alone, Longest.TotalSeconds));
        }

        var parts = text is null ? null : Duration().Match(text);
        if (parts is not { Success: true, Length: > 0 })
        {
            return null;
        }

        double seconds = parts.Groups[1].Captures.Zip(parts.Groups[2].Captures, (number, unit) =>
            double.Parse(number.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            * unit.Value switch { "d" => 86_400, "h" => 3_600, "m" => 60, "s" => 1, _ => 0.001 }).Sum();
        return TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));
    }

    [GeneratedRegex(@"\A(?:([0-9]{1,9}(?:\.[0-9]{1,9})?)(d|h|ms|m|s))+\z")]
    private static partial Regex Duration();
}
