using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using DocExtract.Pages;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Engine;
using DocExtract.Worker.History;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Jobs;
using DocExtract.Worker.Local;
using DocExtract.Worker.Outbox;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using DocExtract.Worker.Telemetry;

namespace DocExtract.Worker.Configuring;

/// <summary>Every setting there is, from the option types.</summary>
internal static partial class SettingsCatalog
{
    /// <summary>How many letters of a name, for each one, a slip may change and the name is still told.</summary>
    private const int LettersASlip = 3;

    /// <summary>The sections in the order of the flow, each with its option type.</summary>
    public static readonly IReadOnlyList<(string Name, Type Options)> Sections =
    [
        (StorageOptions.Section, typeof(StorageOptions)),
        (PostgresOptions.Section, typeof(PostgresOptions)),
        (OutboxOptions.Section, typeof(OutboxOptions)),
        (QueueOptions.Section, typeof(QueueOptions)),
        (SweepOptions.Section, typeof(SweepOptions)),
        (JobOptions.Section, typeof(JobOptions)),
        (ExtractionOptions.Section, typeof(ExtractionOptions)),
        (HistoryOptions.Section, typeof(HistoryOptions)),
        (VisionSettings.Section, typeof(VisionSettings)),
        (LocalOptions.Section, typeof(LocalOptions)),
        (HealthOptions.Section, typeof(HealthOptions)),
        (TelemetryOptions.Section, typeof(TelemetryOptions)),
    ];

    /// <summary>All settings in the order of the option types.</summary>
    public static readonly IReadOnlyList<KnownSetting> All = [.. Sections.SelectMany(section => Of(section.Name, section.Options, Activator.CreateInstance(section.Options)))];

    private static readonly Dictionary<string, KnownSetting> ByKey = All.ToDictionary(setting => setting.Key, StringComparer.OrdinalIgnoreCase);

    public static bool IsSection(string name) => Sections.Any(section => section.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The setting that a path names; null where there is none.</summary>
    public static KnownSetting? Find(string path) => ByKey.GetValueOrDefault(Plain(path));

    /// <summary>The settings below a path; none where it is no group of settings.</summary>
    public static IEnumerable<KnownSetting> Below(string path) => All.Where(setting => setting.Key.StartsWith(Plain(path) + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>The path of the setting whose name is nearest to one that there is not; null where none is near.</summary>
    public static string? Nearest(string path)
    {
        string tier = Tier().Match(path).Value;
        string plain = Plain(path).ToUpperInvariant();
        var (setting, slips) = All.Select(setting => (setting, slips: EditDistance.Of(plain, setting.Key.ToUpperInvariant()))).MinBy(near => near.slips);
        return slips > Math.Max(2, plain.Length / LettersASlip) ? null
            : tier.Length > 0 ? tier + setting.Key[VisionSettings.Section.Length..]
            : setting.Key.Replace("*", "0", StringComparison.Ordinal);
    }

    /// <summary>A tier's or a fallback's settings are those of the section; in a list any number is as good as another.</summary>
    private static string Plain(string path) => Number().Replace(Tier().Replace(path, VisionSettings.Section), ":*");

    private static IEnumerable<KnownSetting> Of(string path, Type type, object? owner) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.SetMethod is { IsPublic: true }
        from setting in Of($"{path}:{property.Name}", property, property.GetValue(owner))
        select setting;

    private static IEnumerable<KnownSetting> Of(string key, PropertyInfo property, object? value)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(TimeSpan) || type == typeof(Uri))
        {
            return [new KnownSetting(key, property, value)];
        }

        return typeof(IEnumerable).IsAssignableFrom(type)
            ? Of($"{key}:*", type.GenericTypeArguments[0], Activator.CreateInstance(type.GenericTypeArguments[0]))
            : Of(key, type, value ?? Activator.CreateInstance(type));
    }

    [GeneratedRegex(@"\AVision(:Tiers(:[^:]+|\z))?(:Fallback)?(?=:|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex Tier();

    [GeneratedRegex(@":[0-9]+(?=:|\z)")]
    private static partial Regex Number();
}
