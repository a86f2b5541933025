using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.Readers.Vision;

/// <summary>Which vision model reads, where it runs, and within which limits.</summary>
public sealed record VisionOptions
{
    /// <summary>OpenAI's own endpoint.</summary>
    public static readonly Uri OpenAI = new("https://api.openai.com/v1");

    /// <summary>Base address of an OpenAI-compatible API, up to but without <c>/chat/completions</c>; OpenAI's own by default.</summary>
    public Uri Endpoint { get; init; } = OpenAI;

    /// <summary>
    /// Name of the endpoint's profile, which decides the settings left open below: <c>openai</c>, <c>anthropic</c>, <c>gemini</c>,
    /// <c>ollama</c>, <c>vllm</c>, <c>llama-cpp</c>, <c>compatible</c> or one of <see cref="ProfileFolder"/>; by default told from the
    /// host. Set it for a gateway, and for servers of one's own.
    /// </summary>
    public string? Profile { get; init; }

    /// <summary>Folder with profiles of one's own, one JSON file each; null for none.</summary>
    public string? ProfileFolder { get; init; }

    /// <summary>The model's name as the endpoint knows it.</summary>
    public required string Model { get; init; }

    /// <summary>The endpoint's key; null where none is needed, as with most servers on one's own machine.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Asked for a token before each call, which then goes as bearer token in place of <see cref="ApiKey"/>: for Azure OpenAI with
    /// a managed identity. Credentials keep their tokens as long as they last. Null by default.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? Token { get; init; }

    /// <summary>Longest answer in tokens, thinking included; 16,000 by default (about 150 line items).</summary>
    public int MaxOutputTokens { get; init; } = 16_000;

    /// <summary>How long one attempt may take, from sending to the whole answer; 2 minutes by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a question is sent at most, the first time included, when the endpoint fails for a moment; 3 by default.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Wait before the second attempt where the endpoint names none; doubles with each further one, with jitter. 1 second by default.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest wait an endpoint may ask for (<c>Retry-After</c>) that is waited in place; 30 seconds by default.
    /// Longer ones are the caller's: <see cref="ModelCallException.RetryAfter"/>.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The name of the limit on the answer; null leaves it to the profile.</summary>
    public TokenParameter? TokenParameter { get; init; }

    /// <summary>How the answer is held to the schema; null leaves it to the profile.</summary>
    public StructuredOutput? StructuredOutput { get; init; }

    /// <summary>0 to 2; null leaves it to the profile. Reasoning models refuse the field, so the profile of OpenAI sends none.</summary>
    public decimal? Temperature { get; init; }

    /// <summary>Whether the answer is asked for piece by piece, so that one that goes wrong is stopped early; null leaves it to the profile.</summary>
    public bool? Stream { get; init; }

    /// <summary>What the model charges; null leaves it to the profile, which knows the published prices of some models.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>Questions that are sent at one time at most; null leaves it to the profile.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Requests that the account may send in a minute; null where only the endpoint's own answers tell.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Tokens that the account may use in a minute, questions and answers together; null where only the endpoint's own answers tell.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>
    /// Dots an inch at which the model should see the pages; 150 by default. Pages are sent in strips where the model would
    /// see a whole one less sharp.
    /// </summary>
    public double ImageDpi { get; init; } = 150;

    /// <summary>
    /// How closely the endpoint is told to look at the images; null leaves it to the plan: the cheapest that the model's profile
    /// knows and that shows <see cref="ImageDpi"/>.
    /// </summary>
    public ImageDetail? Detail { get; init; }

    /// <summary>
    /// Which words of a page go with its picture, as text; the text layer's by default: they spell names and numbers of digital
    /// documents exactly. OCR would hand the model the same misreadings by which its answer is then proven.
    /// </summary>
    public WordHelp Words { get; init; } = WordHelp.TextLayer;

    /// <summary>
    /// Pages that are sent, in as many requests as the model's limits ask for; 40 by default. Pages beyond are not read, and a
    /// finding says so.
    /// </summary>
    public int MaxPages { get; init; } = 40;

    /// <summary>Folder in which questions are kept with their answers; null to keep none. As private as the documents.</summary>
    public string? Record { get; init; }

    /// <summary>Folder of kept answers that are given instead of asking the endpoint; null to ask it.</summary>
    public string? Replay { get; init; }

    /// <summary>How often a reading that does not pass the checks is asked about again, each time with the doubts in words; 1 by default, 0 for never.</summary>
    public int RepairRounds { get; init; } = 1;

    /// <summary>Documents with an amount from here on are read twice, and the readings compared; null for none.</summary>
    public decimal? CompareFrom { get; init; }

    /// <summary>Names model and host only: a record's own form would print the key.</summary>
    public override string ToString() => $"{Model} at {Endpoint.Host}";

    /// <summary>Where people set the key, for messages.</summary>
    internal string KeySetting => Endpoint.Host == OpenAI.Host ? "OPENAI_API_KEY or Vision__ApiKey" : "Vision__ApiKey";

    /// <exception cref="ArgumentException">An option makes no sense; the message names it.</exception>
    internal void Check()
    {
        string? problem = this switch
        {
            { Model: null or "" } => "Model is empty; name the model to ask, as its endpoint calls it.",
            { Endpoint: { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") } } =>
                "Endpoint must be an absolute http or https address.",
            { MaxOutputTokens: < 1 } => "MaxOutputTokens must be at least 1.",
            { Attempts: < 1 } => "Attempts must be at least 1.",
            { Concurrency: < 1 } => "Concurrency must be at least 1.",
            { RequestsPerMinute: < 1 } or { TokensPerMinute: < 1 } => "RequestsPerMinute and TokensPerMinute must be at least 1.",
            { MaxPages: < 1 } => "MaxPages must be at least 1.",
            { ImageDpi: not (>= 10 and <= 1200) } => "ImageDpi must be between 10 and 1200.",
            { RepairRounds: < 0 or > 10 } => "RepairRounds must be between 0 and 10.",
            { CompareFrom: < 0 } => "CompareFrom must not be negative.",
            { Timeout: var timeout } when timeout < TimeSpan.FromMilliseconds(10) || timeout > TimeSpan.FromDays(1) =>
                "Timeout must be between 10 milliseconds and one day.",
            { RetryDelay: var delay, MaxRetryAfter: var longest } when delay < TimeSpan.Zero || longest < delay || longest > TimeSpan.FromDays(1) =>
                "RetryDelay and MaxRetryAfter must not be negative, nor MaxRetryAfter shorter than RetryDelay or longer than a day.",
            _ => null,
        };
        if (problem is not null)
        {
            throw new ArgumentException(problem);
        }
    }
}
