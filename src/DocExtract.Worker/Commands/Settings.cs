using System.CommandLine;
using DocExtract.Readers.Vision;
using DocExtract.Schemas;
using DocExtract.Worker.Configuring;
using DocExtract.Worker.Engine;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Commands;

/// <summary>
/// Configuration from, later ones winning: <c>appsettings.json</c> beside the executable, environment variables
/// (<c>Section__Name</c>), the command line.
/// </summary>
internal static class Settings
{
    private static readonly Option<string?> Type = new("--type") { Description = "Document type of all files; told from the content otherwise." };
    private static readonly Option<string?> Readers = new("--readers")
    {
        Description = "Readers in order, such as e-invoice,offline,vision; or a preset: thorough, thrifty.",
    };

    private static readonly Option<string?> Endpoint = new("--endpoint") { Description = "OpenAI-compatible endpoint, such as http://localhost:11434/v1." };
    private static readonly Option<string?> Model = new("--model") { Description = "Vision model, as the endpoint names it." };
    private static readonly Option<DirectoryInfo?> Record = new("--record") { Description = "Folder to keep the model's answers in." };
    private static readonly Option<DirectoryInfo?> Replay = new("--replay") { Description = "Folder of kept answers, given instead of asking the model." };
    private static readonly Option<DirectoryInfo?> Schemas = new("--schemas") { Description = "Folder with one folder a document type." };

    static Settings() => Endpoint.Validators.Add(given =>
    {
        if (!Uri.TryCreate(given.GetValueOrDefault<string?>(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            given.AddError("--endpoint wants an address such as http://localhost:11434/v1.");
        }
    });

    /// <summary>Options common to everything that reads documents.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Type);
        command.Options.Add(Readers);
        AddModelTo(command);
        command.Options.Add(Schemas);
    }

    /// <summary>Options common to everything that asks a model.</summary>
    public static void AddModelTo(Command command)
    {
        command.Options.Add(Endpoint);
        command.Options.Add(Model);
        command.Options.Add(Record);
        command.Options.Add(Replay);
    }

    /// <summary>A type that is not installed shows before anything is read.</summary>
    /// <exception cref="ArgumentException">No such type.</exception>
    public static void CheckType(IServiceProvider services)
    {
        if (services.GetRequiredService<IOptions<ExtractionOptions>>().Value.Type is { Length: > 0 } type)
        {
            _ = services.GetRequiredService<SchemaCatalog>().Get(type);
        }
    }

    /// <summary>The configuration with the command line's options and some more values on top.</summary>
    /// <exception cref="FormatException">A setting that there is not, or whose value it cannot have; the message names each.</exception>
    public static IConfigurationRoot Read(ParseResult command, IReadOnlyDictionary<string, string?>? more = null)
    {
        var configuration = ReadUnchecked(command, more);
        SettingFaults.Check(configuration);
        return configuration;
    }

    /// <summary>The same, whatever is wrong with it: for those who tell.</summary>
    public static IConfigurationRoot ReadUnchecked(ParseResult command, IReadOnlyDictionary<string, string?>? more = null)
    {
        var builder = new ConfigurationBuilder();
        builder.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        builder.AddEnvironmentVariables();
        var files = builder.Build();
        return builder.AddInMemoryCollection(FromCommandLine(command, files)).AddInMemoryCollection(more ?? new Dictionary<string, string?>()).Build();
    }

    private static Dictionary<string, string?> FromCommandLine(ParseResult command, IConfiguration files)
    {
        var given = new Dictionary<string, string?>
        {
            ["Extraction:Type"] = Given(command, Type),
            ["Extraction:Readers"] = Given(command, Readers),
            ["Extraction:Schemas"] = Given(command, Schemas)?.FullName,
            ["Vision:Endpoint"] = Given(command, Endpoint),
            ["Vision:Model"] = Given(command, Model),
            ["Vision:Record"] = Given(command, Record)?.FullName,
            ["Vision:Replay"] = Given(command, Replay)?.FullName,
            ["Vision:ApiKey"] = files["Vision:ApiKey"] ?? (IsOpenAI(Given(command, Endpoint) ?? files["Vision:Endpoint"]) ? files["OPENAI_API_KEY"] : null),
        };
        return given.Where(setting => !string.IsNullOrEmpty(setting.Value)).ToDictionary();
    }

    /// <summary>The variable holds OpenAI's key: no other host gets to see it.</summary>
    private static bool IsOpenAI(string? endpoint) =>
        string.IsNullOrEmpty(endpoint) || (Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Host == VisionOptions.OpenAI.Host);

    private static T? Given<T>(ParseResult command, Option<T> option) =>
        command.CommandResult.Command.Options.Contains(option) ? command.GetValue(option) : default;
}
