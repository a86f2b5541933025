namespace DocExtract.ModelServer;

/// <summary>What can go wrong with a request that keeps the rules.</summary>
internal enum Fault
{
    /// <summary>429 with <c>retry-after-ms</c>.</summary>
    RateLimit,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>No answer, for as long as the client waits.</summary>
    Stall,

    /// <summary>The connection ends within the answer.</summary>
    Cut,

    /// <summary>Half of the answer, with the finish reason <c>length</c>.</summary>
    Truncation,

    /// <summary>An answer that is no JSON.</summary>
    Garbage,

    /// <summary>An answer without a character.</summary>
    EmptyAnswer,

    /// <summary>The whole answer, but not its tokens.</summary>
    NoUsage,
}

/// <summary>How often what goes wrong. The faults follow each other in the same order for the same seed.</summary>
internal sealed record FaultPlan
{
    /// <summary>Requests of which something goes wrong: 0.2 for a fifth.</summary>
    public required double Share { get; init; }

    public int Seed { get; init; } = 1;

    public IReadOnlyList<Fault> Kinds { get; init; } = Enum.GetValues<Fault>();

    /// <summary>How long a right answer is thought about.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Requests at one time beyond which each is turned away with 429.</summary>
    public int Capacity { get; init; } = int.MaxValue;
}
