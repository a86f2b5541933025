using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace DocExtract.Worker.Configuring;

/// <summary>A setting below one of the product's sections that somebody gave.</summary>
/// <param name="Key">Its path as it was written, such as <c>Queue:Names</c>.</param>
/// <param name="Value">Never null: what has no value is a section.</param>
/// <param name="Source">Where it is given, for people.</param>
internal sealed record GivenSetting(string Key, string Value, string Source)
{
    /// <summary>All that are given; of one that is given several times what holds in the end.</summary>
    public static IReadOnlyList<GivenSetting> In(IConfigurationRoot configuration) =>
    [
        .. configuration.Providers.Reverse().SelectMany(From).DistinctBy(given => given.Key, StringComparer.OrdinalIgnoreCase)
            .OrderBy(given => given.Key, StringComparer.OrdinalIgnoreCase),
    ];

    private static IEnumerable<GivenSetting> From(IConfigurationProvider provider) => provider is ChainedConfigurationProvider { Configuration: IConfigurationRoot inner }
        ? In(inner)
        : Keys(provider, null).Where(SettingsCatalog.IsSection).SelectMany(section => Below(provider, section));

    private static IEnumerable<GivenSetting> Below(IConfigurationProvider provider, string path)
    {
        // A variable that is only called like a section may be anybody's.
        if (provider.TryGet(path, out string? value) && value is not null && (path.Contains(':') || provider is not EnvironmentVariablesConfigurationProvider))
        {
            yield return new GivenSetting(path, value, SourceOf(provider, path));
        }

        foreach (var below in Keys(provider, path).SelectMany(key => Below(provider, $"{path}:{key}")))
        {
            yield return below;
        }
    }

    private static IEnumerable<string> Keys(IConfigurationProvider provider, string? path) => provider.GetChildKeys([], path).Distinct(StringComparer.OrdinalIgnoreCase);

    private static string SourceOf(IConfigurationProvider provider, string path) => provider switch
    {
        JsonConfigurationProvider { Source.Path: { } file } => file,
        EnvironmentVariablesConfigurationProvider => $"environment variable {path.Replace(":", "__", StringComparison.Ordinal)}",
        MemoryConfigurationProvider => "command line",
        _ => "",
    };
}
