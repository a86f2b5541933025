namespace DocExtract.Worker.Costs;

/// <summary>What nobody can compute beforehand: shares and lengths that differ from one user's documents to another's.</summary>
internal sealed record CostAssumptions
{
    /// <summary>Pages of the invoice.</summary>
    public int Pages { get; init; } = 1;

    /// <summary>The model that reads in the end.</summary>
    public string Model { get; init; } = "gpt-5-mini";

    /// <summary>The model of the first of two tiers.</summary>
    public string CheapModel { get; init; } = "gpt-5-nano";

    /// <summary>Profile that knows both.</summary>
    public string Profile { get; init; } = "openai";

    /// <summary>Dots an inch at which the first of two tiers sees the pages.</summary>
    public double CheapDpi { get; init; } = 100;

    /// <summary>Share of documents that is accepted offline.</summary>
    public decimal OfflineAccepted { get; init; } = 0.8m;

    /// <summary>Share of documents that is accepted from the first of two tiers.</summary>
    public decimal CheapAccepted { get; init; } = 0.6m;

    /// <summary>Share of readings that is asked about once more.</summary>
    public decimal Repaired { get; init; } = 0.1m;

    /// <summary>Tokens that a model thinks before it answers.</summary>
    public int Thinking { get; init; } = 1000;
}
