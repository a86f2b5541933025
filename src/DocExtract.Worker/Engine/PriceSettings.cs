using System.ComponentModel.DataAnnotations;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.Worker.Engine;

/// <summary>What a model charges for a million tokens, in place of what its profile says.</summary>
internal sealed class PriceSettings
{
    /// <summary>A million tokens of questions.</summary>
    [Range(0, 1_000_000)]
    public decimal? Input { get; init; }

    /// <summary>A million tokens of questions from the server's prompt cache; null: as <see cref="Input"/>.</summary>
    [Range(0, 1_000_000)]
    public decimal? CachedInput { get; init; }

    /// <summary>A million tokens of answers.</summary>
    [Range(0, 1_000_000)]
    public decimal? Output { get; init; }

    /// <summary>The part of these that batch mode charges; 1 by default.</summary>
    [Range(0, 1)]
    public decimal? Batch { get; init; }

    /// <exception cref="FormatException">Half a price: the other half would count as nothing.</exception>
    public ModelPrice ToPrice() => (Input, Output) is ({ } input, { } output)
        ? new ModelPrice { Input = input, CachedInput = CachedInput, Output = output, Batch = Batch ?? 1 }
        : throw new FormatException("A price needs both Vision__Price__Input and Vision__Price__Output, for a million tokens each; 0 where nothing is charged.");
}
