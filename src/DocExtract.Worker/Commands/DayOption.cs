using System.CommandLine;
using System.Globalization;

namespace DocExtract.Worker.Commands;

/// <summary>An option whose value is a day.</summary>
internal static class DayOption
{
    public static Option<DateOnly?> Create(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = given =>
        {
            if (DateOnly.TryParseExact(given.Tokens.Single().Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            given.AddError($"{name} wants a day such as 2026-01-31.");
            return null;
        },
    };
}
