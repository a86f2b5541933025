using DocExtract.Readers.Vision.Accounting;
using DocExtract.Readers.Vision.Pictures;
using DocExtract.Readers.Vision.Profiles;

namespace DocExtract.Readers.Vision;

/// <summary>How a model is asked: the options, with what they leave open filled in by the endpoint's profile.</summary>
internal sealed record RequestSettings
{
    // The rules, a type's prompt and a schema of about 60 fields, with room to spare.
    private const int PromptTokens = 6_000;

    /// <exception cref="ArgumentException">There is no such profile, or a file that is none; or OpenAI without a key.</exception>
    public RequestSettings(VisionOptions options)
    {
        var profile = EndpointProfiles.Choose(options.Profile, options.Endpoint, options.ProfileFolder);
        if (profile.RequiresKey && options.Replay is null && string.IsNullOrEmpty(options.ApiKey) && options.Token is null)
        {
            throw new ArgumentException($"The endpoint {options.Endpoint.Host} needs a key: set {options.KeySetting}.");
        }

        var traits = profile.TraitsOf(options.Model);
        Provider = profile.Name;
        Model = options.Model;
        MaxOutputTokens = options.MaxOutputTokens;
        TokenParameter = options.TokenParameter ?? profile.TokenParameter;
        StructuredOutput = options.StructuredOutput ?? profile.StructuredOutput;
        Temperature = options.Temperature ?? profile.Temperature;
        Images = profile.SightOf(options.Model, options.Detail);
        Stream = options.Stream ?? profile.Stream;
        Price = options.Price ?? traits.Price ?? ModelPrice.Free;
        IsPriceKnown = (options.Price ?? traits.Price) is not null;
        Concurrency = options.Concurrency ?? profile.Concurrency;
        MaxImages = traits.MaxImages;
        QuestionTokens = Math.Max(0, traits.ContextTokens - options.MaxOutputTokens);
        ImageTokens = Math.Max(0, QuestionTokens - PromptTokens);
    }

    /// <summary>The kind of endpoint: its profile.</summary>
    public string Provider { get; }

    public string Model { get; }

    public int MaxOutputTokens { get; }

    public TokenParameter TokenParameter { get; }

    public StructuredOutput StructuredOutput { get; }

    /// <summary>Null: not sent.</summary>
    public decimal? Temperature { get; }

    /// <summary>How the model can look at pictures.</summary>
    public ModelSight Images { get; }

    /// <summary>Whether answers are asked for piece by piece.</summary>
    public bool Stream { get; }

    /// <summary>What the model charges; <see cref="ModelPrice.Free"/> where nobody says.</summary>
    public ModelPrice Price { get; }

    /// <summary>Whether anybody says what the model charges.</summary>
    public bool IsPriceKnown { get; }

    /// <summary>Questions that may be on their way at one time.</summary>
    public int Concurrency { get; }

    /// <summary>Pictures one request may hold.</summary>
    public int MaxImages { get; }

    /// <summary>Tokens that a question may have, so that its answer still fits the model's context.</summary>
    public int QuestionTokens { get; }

    /// <summary>Tokens that the pictures of one request may cost, so that question and answer still fit the model's context.</summary>
    public int ImageTokens { get; }

    /// <summary>
    /// Deals the pages' pictures out to requests, in order and as many to each as it can hold; pictures of one page stay
    /// together unless a page alone is too much. Takes a page only when the request before it has been used.
    /// </summary>
    public IEnumerable<IReadOnlyList<PagePicture>> Deal(IEnumerable<IReadOnlyList<PagePicture>> pages)
    {
        List<PagePicture> request = [];
        foreach (var page in pages.SelectMany(pictures => pictures.Chunk(MaxImages)))
        {
            if (request.Count > 0 && (request.Count + page.Length > MaxImages || request.Concat(page).Sum(TokensOf) > ImageTokens))
            {
                yield return request;
                request = [];
            }

            request.AddRange(page);
        }

        yield return request;
    }

    private static int TokensOf(PagePicture picture) =>
        picture.Tokens + (picture.Words is { } words ? new ContentPart.Text(words).Tokens : 0);
}
