namespace DocExtract.Readers.Vision.Accounting;

/// <summary>What a model charges for a million tokens, in one currency for all models.</summary>
public sealed record ModelPrice
{
    private const decimal Million = 1_000_000m;

    /// <summary>A model of one's own: nothing a token.</summary>
    public static readonly ModelPrice Free = new();

    /// <summary>A million tokens of questions.</summary>
    public decimal Input { get; init; }

    /// <summary>A million tokens of questions that came from the server's prompt cache; null: as <see cref="Input"/>.</summary>
    public decimal? CachedInput { get; init; }

    /// <summary>A million tokens of answers, thinking included.</summary>
    public decimal Output { get; init; }

    /// <summary>The part of these prices that is charged in batch mode: 0.5 for half.</summary>
    public decimal Batch { get; init; } = 1;

    /// <summary>What is charged in batch mode.</summary>
    public ModelPrice ForBatch() => new() { Input = Input * Batch, CachedInput = CachedInput * Batch, Output = Output * Batch };

    /// <summary>Whether anything is charged at all.</summary>
    public bool IsFree => Input == 0 && Output == 0 && CachedInput is null or 0;

    /// <summary>The cost of a call, exact to the last digit the prices have.</summary>
    public decimal Of(long input, long cachedInput, long output) =>
        (((input - cachedInput) * Input) + (cachedInput * (CachedInput ?? Input)) + (output * Output)) / Million;
}
