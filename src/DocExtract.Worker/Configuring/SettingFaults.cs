using System.Globalization;

namespace DocExtract.Worker.Configuring;

/// <summary>
/// What is wrong with the settings that are given, whoever needs them: a name that there is not, a value of another type or out of its
/// range. What is missing, or does not go together, shows where it is needed.
/// </summary>
internal static class SettingFaults
{
    /// <exception cref="FormatException">Something is wrong; the message has a sentence on each, a line each.</exception>
    public static void Check(IConfigurationRoot configuration)
    {
        string[] faults = [.. Of(configuration)];
        if (faults.Length > 0)
        {
            throw new FormatException(string.Join(Environment.NewLine, faults));
        }
    }

    /// <summary>A sentence on each.</summary>
    public static IEnumerable<string> Of(IConfigurationRoot configuration) => GivenSetting.In(configuration).Select(Fault).OfType<string>();

    private static string? Fault(GivenSetting given) => SettingsCatalog.Find(given.Key) is { } known ? Fault(given, known)
        : SettingsCatalog.Below(given.Key).FirstOrDefault() is { } first ? OfGroup(given, first)
        : $"{Named(given)} is no setting; {(SettingsCatalog.Nearest(given.Key) is { } near ? $"did you mean {near}?" : "docs/configuration.md lists all.")}";

    /// <summary>An empty one is what an empty list of a JSON file becomes.</summary>
    private static string? OfGroup(GivenSetting given, KnownSetting first) => given.Value.Length == 0 ? null
        : $"{Named(given)} is a group of settings and has no value of its own; set those in it, such as {first.Key}.";

    /// <summary>No value of free text is repeated: it may be a secret that stands in the wrong place.</summary>
    private static string? Fault(GivenSetting given, KnownSetting known)
    {
        object? value;
        try
        {
            value = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(given.Key, (string?)given.Value)]).Build()
                .GetValue(known.Property.PropertyType, given.Key);
        }
        catch (InvalidOperationException wrong) when (WrongSetting.Explain(wrong, given.Source) is { } sentence)
        {
            return sentence;
        }

        return known.Type.IsEnum && value is not null && !Enum.IsDefined(known.Type, value) ? WrongSetting.NoChoice(given, known.Type)
            : known.Range is { } range && !range.IsValid(value)
                ? string.Create(CultureInfo.InvariantCulture, $"{Named(given)} cannot be {given.Value}: it must be between {range.Minimum} and {range.Maximum}.")
            : known.Form is { } form && !form.IsValid(value)
                ? $"{Named(given)}: {(form.ErrorMessage is { } told ? told : $"it must have the form {form.Pattern}.")}"
            : null;
    }

    private static string Named(GivenSetting given) => given.Source.Length > 0 ? $"{given.Key} ({given.Source})" : given.Key;
}
