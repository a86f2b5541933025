using System.ComponentModel.DataAnnotations;
using DocExtract.Readers.Vision;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Engine;

/// <summary>The vision model: an OpenAI key alone is enough for OpenAI; an endpoint and a model for anything else.</summary>
internal sealed class VisionSettings
{
    public const string Section = "Vision";

    /// <summary>The model that is asked of OpenAI when only a key is given.</summary>
    public const string DefaultModel = "gpt-5-mini";

    /// <summary>Base address of an OpenAI-compatible API, such as <c>http://localhost:11434/v1</c>; OpenAI's own by default.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Name of the endpoint's profile, such as <c>ollama</c>; null: told from the host.</summary>
    public string? Profile { get; init; }

    /// <summary>Folder with endpoint profiles of one's own; null for none.</summary>
    public string? ProfileFolder { get; init; }

    /// <summary>Model name as the endpoint knows it.</summary>
    public string? Model { get; init; }

    /// <summary>Key; for OpenAI also read from the environment variable <c>OPENAI_API_KEY</c>, which no other host is sent. Local servers need none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Whether the environment's identity (workload or managed identity, <c>az login</c>) signs in instead of a key: Azure OpenAI.
    /// </summary>
    public bool Identity { get; init; }

    /// <summary>Longest answer in tokens; null leaves the reader's default.</summary>
    [Range(256, 1_000_000)]
    public int? MaxOutputTokens { get; init; }

    /// <summary>How long one call may take; null leaves the reader's default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often a question is sent at most when the endpoint fails for a moment; null leaves the reader's default.</summary>
    [Range(1, 20)]
    public int? Attempts { get; init; }

    /// <summary>Wait before a call is repeated; null leaves the reader's default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>Pages that are sent; null leaves the reader's default.</summary>
    [Range(1, 1000)]
    public int? MaxPages { get; init; }

    /// <summary>Dots an inch at which the model gets the pages; null leaves the reader's default.</summary>
    [Range(36, 600)]
    public double? ImageDpi { get; init; }

    /// <summary>0 to 2; null leaves the reader's default.</summary>
    [Range(0, 2)]
    public decimal? Temperature { get; init; }

    /// <summary>How the answer is held to the schema; null leaves it to the profile.</summary>
    public StructuredOutput? StructuredOutput { get; init; }

    /// <summary>The name of the limit on the answer; null leaves it to the profile.</summary>
    public TokenParameter? TokenParameter { get; init; }

    /// <summary>How closely the model is told to look at the pages; null leaves it to the plan of each page.</summary>
    public ImageDetail? Detail { get; init; }

    /// <summary>Whether answers come piece by piece; null leaves it to the profile.</summary>
    public bool? Stream { get; init; }

    /// <summary>Which words of a page go with its picture; null leaves the reader's default.</summary>
    public WordHelp? Words { get; init; }

    /// <summary>Questions that are sent at one time at most; null leaves it to the profile.</summary>
    [Range(1, 1000)]
    public int? Concurrency { get; init; }

    /// <summary>Requests that the account may send in a minute; null: only what the endpoint says.</summary>
    [Range(1, 1_000_000)]
    public int? RequestsPerMinute { get; init; }

    /// <summary>Tokens that the account may use in a minute; null: only what the endpoint says.</summary>
    [Range(1, 2_000_000_000)]
    public int? TokensPerMinute { get; init; }

    /// <summary>How often a doubtful reading is asked about again; null leaves the reader's default.</summary>
    [Range(0, 10)]
    public int? RepairRounds { get; init; }

    /// <summary>The longest wait an endpoint may ask for that is waited in place; longer ones go back to the queue. Null leaves the reader's default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan? MaxRetryAfter { get; init; }

    /// <summary>Documents with an amount from here on are read twice, and the readings compared; null for none.</summary>
    [Range(typeof(decimal), "0", "1000000000000")]
    public decimal? CompareFrom { get; init; }

    /// <summary>What the model charges; null leaves it to the profile.</summary>
    [ValidateObjectMembers]
    public PriceSettings? Price { get; init; }

    /// <summary>Folder in which questions are kept with their answers; null to keep none.</summary>
    public string? Record { get; init; }

    /// <summary>Folder of kept answers that are given instead of asking; null to ask.</summary>
    public string? Replay { get; init; }

    /// <summary>The most that models may cost for one file, over all attempts, in the currency of their prices; null for no limit.</summary>
    [Range(typeof(decimal), "0", "1000000000")]
    public decimal? DocumentBudget { get; init; }

    /// <summary>The most that models may cost in a day (UTC), all workers together; null for no limit.</summary>
    [Range(typeof(decimal), "0", "1000000000")]
    public decimal? DayBudget { get; init; }

    /// <summary>How old an answer may be that is given again for the identical question; 30 days by default, zero asks each time.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan CacheMaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Whether what is spent is limited, so that prices must be known.</summary>
    public bool HasBudget => DocumentBudget is not null || DayBudget is not null;

    /// <summary>Whether there is a model to ask.</summary>
    public bool IsConfigured => Identity || !string.IsNullOrEmpty(ApiKey) || !string.IsNullOrEmpty(Model) || Endpoint is not null;

    public ModelBudgets ToBudgets() => new(DocumentBudget, DayBudget, CacheMaxAge);

    /// <exception cref="FormatException">An endpoint other than OpenAI without a model.</exception>
    public VisionOptions ToOptions()
    {
        if (Endpoint is not null && string.IsNullOrEmpty(Model))
        {
            throw new FormatException($"The endpoint {Endpoint} needs the name of a model: --model NAME or Vision__Model.");
        }

        if (Identity && Endpoint is not { Scheme: "https" })
        {
            throw new FormatException("Vision__Identity needs the address of an Azure OpenAI resource in Vision__Endpoint, such as https://NAME.openai.azure.com/openai/v1/.");
        }

        var defaults = new VisionOptions { Model = string.IsNullOrEmpty(Model) ? DefaultModel : Model };
        return defaults with
        {
            Endpoint = Endpoint ?? defaults.Endpoint,
            Profile = Profile,
            ProfileFolder = ProfileFolder,
            ApiKey = Identity || string.IsNullOrEmpty(ApiKey) ? null : ApiKey,
            Token = Identity ? AzureTokens.Source() : null,
            MaxOutputTokens = MaxOutputTokens ?? defaults.MaxOutputTokens,
            Timeout = Timeout ?? defaults.Timeout,
            Attempts = Attempts ?? defaults.Attempts,
            RetryDelay = RetryDelay ?? defaults.RetryDelay,
            MaxPages = MaxPages ?? defaults.MaxPages,
            ImageDpi = ImageDpi ?? defaults.ImageDpi,
            Temperature = Temperature,
            StructuredOutput = StructuredOutput,
            TokenParameter = TokenParameter,
            Detail = Detail,
            Stream = Stream,
            Words = Words ?? defaults.Words,
            Concurrency = Concurrency,
            RequestsPerMinute = RequestsPerMinute,
            TokensPerMinute = TokensPerMinute,
            RepairRounds = RepairRounds ?? defaults.RepairRounds,
            MaxRetryAfter = MaxRetryAfter ?? defaults.MaxRetryAfter,
            CompareFrom = CompareFrom,
            Price = Price?.ToPrice(),
            Record = Record,
            Replay = Replay,
        };
    }
}

[OptionsValidator]
internal sealed partial class ValidateVisionSettings : IValidateOptions<VisionSettings>;
