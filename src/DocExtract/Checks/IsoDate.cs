using System.Globalization;

namespace DocExtract.Checks;

/// <summary>Dates of readings: ISO 8601 calendar dates and nothing else.</summary>
internal static class IsoDate
{
    /// <summary>The date; null where there is no such day or another form.</summary>
    public static DateOnly? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
