namespace DocExtract.ModelServer;

/// <summary>What is to become of one batch. Lines are counted from 0.</summary>
internal sealed record BatchCue
{
    /// <summary>How often the batch is still <c>in_progress</c> when it is looked at; <see cref="int.MaxValue"/> for ever.</summary>
    public int PollsInProgress { get; init; }

    public BatchEnd End { get; init; }

    /// <summary>Lines that end in the error file, as requests that the server could not answer.</summary>
    public Func<int, bool> Fails { get; init; } = _ => false;

    /// <summary>Lines that stand in neither file.</summary>
    public Func<int, bool> Loses { get; init; } = _ => false;

    /// <summary>Lines that are not done when the batch expires or is cancelled; every second by default.</summary>
    public Func<int, bool> Unfinished { get; init; } = line => line % 2 == 1;
}

internal enum BatchEnd
{
    Completed,

    /// <summary>The 24 hours are over before all lines are done.</summary>
    Expired,

    /// <summary>The server finds the file invalid, although it is not.</summary>
    Failed,
}
