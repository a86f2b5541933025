using System.Text.Json;

namespace DocExtract.Trust;

/// <summary>What each trait says of a value being right: the weights of a logistic regression.</summary>
/// <param name="Bias">The weight of no trait at all.</param>
/// <param name="Weights">By the name of the trait; traits without one weigh nothing.</param>
public sealed record TraitWeights(double Bias, IReadOnlyDictionary<string, double> Weights)
{
    private double[]? _ordered;

    /// <summary>The probability that what has these traits is right.</summary>
    /// <param name="traits">In the order of <see cref="Traits.OfField"/>, or of <see cref="Traits.OfWhole"/>.</param>
    public double Weigh(double[] traits)
    {
        ArgumentNullException.ThrowIfNull(traits);
        _ordered ??= [.. (traits.Length == Traits.OfWhole.Count ? Traits.OfWhole : Traits.OfField).Select(name => Weights.GetValueOrDefault(name))];
        double sum = Bias;
        for (int i = 0; i < traits.Length; i++)
        {
            sum += traits[i] * _ordered[i];
        }

        return 1 / (1 + Math.Exp(-sum));
    }
}

/// <summary>Weights measured on documents with known truth, as <c>docextract eval --calibrate FILE</c> writes them.</summary>
/// <param name="Field">For values outside of rows.</param>
/// <param name="Cell">For values in rows.</param>
/// <param name="Document">For whole documents.</param>
public sealed record Calibration(TraitWeights Field, TraitWeights Cell, TraitWeights Document)
{
    private static readonly Lazy<Calibration> Resource = new(Load);

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The weights this version was built with.</summary>
    public static Calibration Shipped => Resource.Value;

    /// <summary>The file that a build takes in.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Readable) + "\n";

    private static Calibration Load()
    {
        using var stream = typeof(Calibration).Assembly.GetManifestResourceStream("trust/calibration.json")!;
        return JsonSerializer.Deserialize<Calibration>(stream, Readable)!;
    }
}
