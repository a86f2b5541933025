using System.Globalization;
using DocExtract.Pages;

namespace DocExtract.Values;

/// <summary>What a printed time of day means: 14:30, 14:30:05, 2:30 PM, 14h30, 14.30 Uhr. Pure.</summary>
public static class Times
{
    private const int LongestText = 16;

    private static readonly string[] Formats = ["H:m", "H:m:s", "h:m tt", "h:m:s tt", "H'h'm", "H.m 'uhr'", "H:m 'uhr'"];

    /// <summary>The time, or null when the text is none.</summary>
    public static TimeOnly? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is < 4 or > LongestText)
        {
            return null;
        }

        string folded = Folding.Fold(text).Trim(' ', ',', ';', '(', ')').Replace(".m.", "m", StringComparison.Ordinal);
        string spaced = folded.EndsWith("am", StringComparison.Ordinal) || folded.EndsWith("pm", StringComparison.Ordinal)
            ? $"{folded[..^2].TrimEnd()} {folded[^2..].ToUpperInvariant()}"
            : folded;
        return TimeOnly.TryParseExact(spaced, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }
}
