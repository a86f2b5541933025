using DocExtract.Readers.Vision;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Engine;

/// <summary>
/// The vision models in the order they are asked: <c>Vision:Tiers:0</c>, <c>Vision:Tiers:1</c> and so on, each with what it sets
/// over the section <c>Vision</c>; without tiers the section itself. Each may have a <c>Fallback</c>, or share that of the section.
/// </summary>
internal static class VisionTiers
{
    private const string Tiers = "Tiers";
    private const string Fallback = "Fallback";

    /// <summary>What belongs to a model: another one is another price.</summary>
    private static readonly HashSet<string> OfModel = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(VisionSettings.Model), nameof(VisionSettings.Price), nameof(VisionSettings.TokenParameter),
        nameof(VisionSettings.StructuredOutput), nameof(VisionSettings.Temperature),
    };

    /// <summary>What belongs to an endpoint beside its model; above all its key, which no other may see.</summary>
    private static readonly HashSet<string> OfEndpoint = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(VisionSettings.Endpoint), nameof(VisionSettings.ApiKey), nameof(VisionSettings.Identity), nameof(VisionSettings.Profile),
        nameof(VisionSettings.Stream), nameof(VisionSettings.Concurrency), nameof(VisionSettings.RequestsPerMinute), nameof(VisionSettings.TokensPerMinute),
    };

    /// <summary>What to do where there is no model.</summary>
    public const string HowToHaveOne = "set OPENAI_API_KEY for OpenAI, or give --endpoint URL and --model NAME for any other server";

    /// <summary>Whether there is a model to ask.</summary>
    public static bool HasModel(IServiceProvider services, IConfiguration configuration) =>
        services.GetRequiredService<IOptions<VisionSettings>>().Value.IsConfigured || AreNamed(configuration);

    private static bool AreNamed(IConfiguration configuration) => configuration.GetSection($"{VisionSettings.Section}:{Tiers}").GetChildren().Any();

    /// <summary>The readers, cheapest first.</summary>
    /// <exception cref="FormatException">A tier lacks something; the message says what.</exception>
    /// <exception cref="OptionsValidationException">A tier has a value that makes no sense.</exception>
    public static IReadOnlyList<VisionReader> Create(IConfiguration configuration, TimeProvider time) =>
        [.. Layers(configuration).Select(tier => Tier(tier, time))];

    /// <summary>The settings of the first model that is asked.</summary>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static VisionSettings First(IConfiguration configuration) => Settings(Layers(configuration)[0]);

    /// <summary>Every endpoint once, fallbacks too, each with the path of what is set for it.</summary>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static IReadOnlyList<(string Path, VisionOptions Options)> Endpoints(IConfiguration configuration) =>
    [
        .. from tier in Layers(configuration)
           from layers in FallbackOf(tier) is { } fallback ? [tier, [.. tier, fallback]] : new[] { tier }
           select (layers[^1].Path, Options: Settings(layers).ToOptions()) into endpoint
           group endpoint by (endpoint.Path, endpoint.Options.Endpoint, endpoint.Options.Model) into same
           select same.First(),
    ];

    private static IReadOnlyList<IReadOnlyList<IConfigurationSection>> Layers(IConfiguration configuration)
    {
        var section = configuration.GetSection(VisionSettings.Section);
        var tiers = section.GetSection(Tiers).GetChildren().ToList();
        return tiers.Count == 0 ? [[section]] : [.. tiers.Select(tier => (IReadOnlyList<IConfigurationSection>)[section, tier])];
    }

    private static VisionReader Tier(IReadOnlyList<IConfigurationSection> layers, TimeProvider time)
    {
        var fallback = FallbackOf(layers);
        return Reader(layers, time, fallback is null ? null : Reader([.. layers, fallback], time, null));
    }

    private static IConfigurationSection? FallbackOf(IReadOnlyList<IConfigurationSection> layers) =>
        layers.Reverse().Select(layer => layer.GetSection(Fallback)).FirstOrDefault(section => section.Exists());

    private static VisionReader Reader(IReadOnlyList<IConfigurationSection> layers, TimeProvider time, VisionReader? fallback)
    {
        var settings = Settings(layers);
        var reader = new VisionReader(settings.ToOptions(), time, fallback);

        // A budget that counts every call as free would never be passed.
        return reader.IsPriceKnown || !settings.HasBudget || settings.Replay is not null ? reader : throw new FormatException(
            $"Vision:DocumentBudget and Vision:DayBudget need the price of {settings.ToOptions()}, which nobody knows. Set Vision:Price, give it in a profile's model entry (docs/models.md), or leave the budgets out.");
    }

    private static VisionSettings Settings(IReadOnlyList<IConfigurationSection> layers)
    {
        var settings = Merge(layers).Get<VisionSettings>() ?? new VisionSettings();
        var validated = new ValidateVisionSettings().Validate(layers[^1].Path, settings);
        return validated.Failed ? throw new OptionsValidationException(layers[^1].Path, typeof(VisionSettings), validated.Failures) : settings;
    }

    /// <summary>Later layers win; one with an endpoint or a model of its own takes nothing that belongs to another.</summary>
    private static IConfigurationRoot Merge(IReadOnlyList<IConfigurationSection> layers)
    {
        int ofEndpoint = Owner(layers, nameof(VisionSettings.Endpoint));
        int ofModel = Math.Max(ofEndpoint, Owner(layers, nameof(VisionSettings.Model)));
        var merged = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, layer) in layers.Index())
        {
            var own = layer.GetChildren().Where(child => child.Key is not (Tiers or Fallback)
                && (index >= ofEndpoint || !OfEndpoint.Contains(child.Key)) && (index >= ofModel || !OfModel.Contains(child.Key)));
            foreach (var (key, value) in own.SelectMany(child => child.AsEnumerable()).Where(value => value.Value is not null))
            {
                merged[key[(layer.Path.Length + 1)..]] = value;
            }
        }

        return new ConfigurationBuilder().AddInMemoryCollection(merged).Build();
    }

    /// <summary>The last layer that says it; the first where none does.</summary>
    private static int Owner(IReadOnlyList<IConfigurationSection> layers, string setting) =>
        layers.Index().LastOrDefault(layer => layer.Item[setting] is not null).Index;
}
