namespace DocExtract.Chaos;

/// <summary>One run: how much, how wild, and how long at most. What is decided by chance follows from the seed.</summary>
internal sealed record ChaosPlan
{
    public int Seed { get; init; } = 1;

    /// <summary>Files that are dropped in; an overwritten one counts once.</summary>
    public int Documents { get; init; } = 500;

    /// <summary>Worker processes at one time.</summary>
    public int Workers { get; init; } = 3;

    /// <summary>How long the files take to come in: a fifth of a second each, so that disturbances meet all stages.</summary>
    public TimeSpan Feed => TimeSpan.FromSeconds(Math.Max(15, Documents / 5.0));

    /// <summary>The part of the model's calls in which something goes wrong.</summary>
    public double Faults { get; init; } = 1 / 6.0;

    /// <summary>How long a stopping worker may finish what it is at.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Instead of all disturbances, workers are replaced one after the other; each file is read once and by one attempt.</summary>
    public bool IsRollingUpdate { get; init; }

    /// <summary>
    /// Documents that become final between two disturbances, unless that takes long: on a slow machine they would otherwise come faster than
    /// workers start, and nothing would be seen but start-ups.
    /// </summary>
    public int Breath => Math.Max(1, Documents / 150);

    /// <summary>Pause between two disturbances at least, on average.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>A run that takes longer has failed.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(12);

    /// <summary>The longest time in which no document may become final while some wait.</summary>
    public TimeSpan LongestStall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What a worker's own memory may reach: the request of a pod in k8s/base/deployment.yaml.</summary>
    public long MostMemory { get; init; } = 1L << 30;

    /// <summary>A rolling update while files flow in.</summary>
    public static ChaosPlan RollingUpdate => new()
    {
        Documents = 60,
        Workers = 2,
        Faults = 0,
        Drain = TimeSpan.FromSeconds(60),
        IsRollingUpdate = true,
        Longest = TimeSpan.FromMinutes(5),
    };
}
