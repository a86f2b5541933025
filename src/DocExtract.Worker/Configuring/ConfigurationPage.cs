using System.Globalization;
using System.Text;
using System.Text.Json;
using DocExtract.Pages;

namespace DocExtract.Worker.Configuring;

/// <summary>Writes <c>docs/configuration.md</c>: every setting with what the option types say of it. The same on every machine.</summary>
internal static class ConfigurationPage
{
    private const string Head =
        """
        # Settings

        Made from the option types by `docextract settings --markdown`; a test fails where this page differs. Change the types, not the page.

        A setting is given in `appsettings.json` beside the executable, as an environment variable, or on the command line where a command has an
        option for it; later ones win. A list is numbered from 0: `Extraction__OwnCompanies__0__Name`. Times are `hours:minutes:seconds`, with days
        as `7.00:00:00`. A name that there is not, or a value of another type or out of its range, is refused by every command before it does
        anything, with the name that was probably meant. `docextract settings` says what is given and where, `docextract doctor` whether it works.

        """;

    private const string Tail =
        """

        ## Other environment variables

        | variable | meaning |
        |---|---|
        | `OPENAI_API_KEY` | The key of OpenAI, where `Vision__ApiKey` is not set; no other host is sent it. |
        | `OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_...` | OpenTelemetry's own: where spans and metrics are sent ([telemetry.md](telemetry.md)). |
        | `DOTNET_SHUTDOWNTIMEOUTSECONDS` | How long the host may take to stop; longer than `Queue__DrainTimeout`. |
        | `Logging__LogLevel__Default`, `Logging__...` | .NET's own: what is logged. |
        | `DOCEXTRACT_NODE_MODULES` | The folder with Azurite and the Postgres programs that commands start where none is configured. |

        Variables below no section of this page are nobody's business here, and never refused.

        """;

    private const string Tiers =
        """

        Several models, one after the other, are `Vision:Tiers:0`, `Vision:Tiers:1` and so on, each with what it sets over the section: any setting
        of the table, such as `Vision__Tiers__0__Model`. `Vision:Fallback` (or `Vision:Tiers:0:Fallback`) is asked while an endpoint is away
        ([models.md](models.md)).

        """;

    /// <summary>Defaults that differ from one machine to another.</summary>
    private static readonly Dictionary<string, string> OfTheMachine = new()
    {
        [$"Extraction:{nameof(Engine.ExtractionOptions.Schemas)}"] = "`schemas` beside the executable",
        [$"Extraction:Pages:{nameof(PageOptions.PictureDecoder)}"] = "`docextract` beside the executable",
        [$"Extraction:Pages:{nameof(PageOptions.NativeDirectory)}"] = "`native` beside the executable",
        [$"Extraction:Pages:{nameof(PageOptions.CacheDirectory)}"] = "the user's cache folder",
        [$"Extraction:Pages:{nameof(PageOptions.Parallelism)}"] = "the number of cores",
    };

    public static string Markdown()
    {
        var page = new StringBuilder(Head);
        foreach (var (name, options) in SettingsCatalog.Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {name}\n\n{XmlDocs.Of(options)}\n\n");
            page.Append("| setting | environment variable | type | default | may be | meaning |\n|---|---|---|---|---|---|\n");
            page.AppendJoin('\n', SettingsCatalog.Below(name).Select(Row)).Append('\n').Append(name == Engine.VisionSettings.Section ? Tiers : "");
        }

        return page.Append(Tail).ToString().Replace("\r", "", StringComparison.Ordinal);
    }

    private static string Row(KnownSetting setting)
    {
        string key = setting.Key.Replace("*", "0", StringComparison.Ordinal);
        string[] cells =
        [
            $"`{key}`", $"`{key.Replace(":", "__", StringComparison.Ordinal)}`", TypeName(setting.Type), Default(setting), MayBe(setting), XmlDocs.Of(setting.Property),
        ];
        return $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";
    }

    private static string TypeName(Type type) => type switch
    {
        { IsEnum: true } => "choice",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(TimeSpan) => "time",
        _ when type == typeof(Uri) => "address",
        _ when type == typeof(string) => "text",
        _ when type == typeof(int) || type == typeof(long) => "whole number",
        _ => "number",
    };

    private static string Default(KnownSetting setting) => OfTheMachine.TryGetValue(setting.Key, out string? told) ? told : setting.Default switch
    {
        null or "" => "",
        Enum choice => $"`{JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString())}`",
        bool flag => flag ? "`true`" : "`false`",
        TimeSpan time => $"`{time:c}`",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        var other => $"`{other}`",
    };

    private static string MayBe(KnownSetting setting) =>
        setting.Type.IsEnum ? string.Join(", ", Enum.GetNames(setting.Type).Select(name => $"`{JsonNamingPolicy.KebabCaseLower.ConvertName(name)}`"))
        : setting.Range is { } range ? string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}")
        : setting.Form is { ErrorMessage: { } told } ? told[(told.IndexOf(": ", StringComparison.Ordinal) + 2)..].TrimEnd('.')
        : setting.Form is { } form ? $"`{form.Pattern}`"
        : "";
}
