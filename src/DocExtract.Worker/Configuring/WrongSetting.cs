using System.Text.Json;
using System.Text.RegularExpressions;

namespace DocExtract.Worker.Configuring;

/// <summary>Says which setting has a value that cannot be read, and what it may be.</summary>
internal static partial class WrongSetting
{
    /// <summary>The sentence; null where the failure is another one.</summary>
    /// <param name="failure">What the configuration's binder threw.</param>
    /// <param name="source">Where the setting is given; empty where nobody knows.</param>
    public static string? Explain(InvalidOperationException failure, string source = "")
    {
        var told = Told().Match(failure.Message);
        return told.Success
            ? Sentence(told.Groups["path"].Value, source, told.Groups["value"].Value, Choices(failure.InnerException, told.Groups["type"].Value))
            : null;
    }

    /// <summary>The sentence for a choice that there is not: the binder takes any number for one.</summary>
    public static string NoChoice(GivenSetting given, Type choice) => Sentence(given.Key, given.Source, given.Value!, OneOf(choice));

    private static string Sentence(string path, string source, string value, string choices) =>
        $"{path.Replace(":", "__", StringComparison.Ordinal)}{(source.Length > 0 ? $" ({source})" : "")} cannot be '{value}'.{choices}";

    private static string Choices(Exception? cause, string type)
    {
        // The engine's own choices name themselves.
        if (cause?.Message.LastIndexOf(" Use ", StringComparison.Ordinal) is >= 0 and var use)
        {
            return cause.Message[use..];
        }

        string plain = Nullable().Match(type) is { Success: true } inner ? inner.Groups["inner"].Value : type;
        return plain switch
        {
            "System.Boolean" => " Use true or false.",
            "System.TimeSpan" => " Use hours:minutes:seconds, such as 00:01:30.",
            "System.Int32" or "System.Int64" => " Use a whole number.",
            "System.Decimal" or "System.Double" => " Use a number with a point before the decimals.",
            "System.Uri" => " Use an address such as https://example.org/v1.",
            _ when Loaded(plain) is { IsEnum: true } choice => OneOf(choice),
            _ => "",
        };
    }

    private static string OneOf(Type choice) => $" Use {string.Join(", ", Enum.GetNames(choice).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}.";

    private static Type? Loaded(string name) =>
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null);

    [GeneratedRegex(@"\AFailed to convert configuration value '(?<value>.*)' at '(?<path>[^']*)' to type '(?<type>[^']*)'", RegexOptions.Singleline)]
    private static partial Regex Told();

    [GeneratedRegex(@"\ASystem\.Nullable`1\[(?<inner>.+)\]\z")]
    private static partial Regex Nullable();
}
