using DocExtract.Readers.Vision.Accounting;
using DocExtract.Readers.Vision.Pictures;

namespace DocExtract.Readers.Vision.Profiles;

/// <summary>How one kind of endpoint wants to be asked. Data: one JSON file each.</summary>
internal sealed record EndpointProfile
{
    /// <summary>The name it is chosen by; the file's name.</summary>
    public required string Name { get; init; }

    /// <summary>Hosts, or hosts with a port, that it is chosen for when no name is given; <c>*.</c> at the start stands for any subdomain.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Whether nothing is answered without a key.</summary>
    public bool RequiresKey { get; init; }

    /// <summary>Name of the limit on the answer.</summary>
    public required TokenParameter TokenParameter { get; init; }

    /// <summary>How the answer is held to the schema.</summary>
    public required StructuredOutput StructuredOutput { get; init; }

    /// <summary>Null: not sent.</summary>
    public decimal? Temperature { get; init; }

    /// <summary>Whether answers are asked for piece by piece (<c>stream</c>), so that one that goes wrong is stopped early.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>Whether PNG pictures are taken beside JPEG.</summary>
    public bool Png { get; init; } = true;

    /// <summary>Questions that are sent to it at one time at most.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>What is said about a model is said by the first entry that its name matches; the last one matches all.</summary>
    public required IReadOnlyList<ModelTraits> Models { get; init; }

    /// <summary>What is known of a model.</summary>
    public ModelTraits TraitsOf(string model) => Models.First(traits => traits.Matches(model));

    /// <summary>How a model looks at pictures.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="only">The only detail that is to be used; null: what the plan of a page needs.</param>
    public ModelSight SightOf(string model, ImageDetail? only)
    {
        var traits = TraitsOf(model);
        return new ModelSight(
            only is { } detail
                ? [new Look(detail, traits.Details.GetValueOrDefault(detail, traits.Images))]
                : [new Look(traits.Detail, traits.Images), .. traits.Details.Select(other => new Look(other.Key, other.Value))],
            Png);
    }
}

/// <summary>What is known of the models of a family.</summary>
internal sealed record ModelTraits
{
    /// <summary>Beginnings of the names; an empty one matches all. A part before the last slash (<c>vendor/model</c>) does not count.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How it looks at pictures.</summary>
    public required ImageRules Images { get; init; }

    /// <summary>How closely it is told to look; null: it is not told.</summary>
    public ImageDetail? Detail { get; init; }

    /// <summary>How it looks at pictures when it is told another detail.</summary>
    public IReadOnlyDictionary<ImageDetail, ImageRules> Details { get; init; } = new Dictionary<ImageDetail, ImageRules>();

    /// <summary>Pictures that one request may hold.</summary>
    public int MaxImages { get; init; } = 16;

    /// <summary>Tokens of question and answer together.</summary>
    public int ContextTokens { get; init; } = 128_000;

    /// <summary>What it charges; null where that is not known.</summary>
    public ModelPrice? Price { get; init; }

    public bool Matches(string model)
    {
        string name = model[(model.LastIndexOf('/') + 1)..];
        return Names.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
    }
}
