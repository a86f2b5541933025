namespace DocExtract.Worker.Queue;

/// <summary>What becomes of a message. Closed: the consumer settles each case in one place.</summary>
internal abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Stored, or nothing to do: the message is deleted.</summary>
    public sealed record Done : Outcome;

    /// <summary>Not now: visible again after a delay.</summary>
    public sealed record Later(TimeSpan Delay, string Reason) : Outcome;

    /// <summary>Given back at once, because this worker stops.</summary>
    public sealed record Released : Outcome;

    /// <summary>Another worker owns it: left alone.</summary>
    public sealed record Lost : Outcome;

    /// <summary>Goes to the poison queue with the reason.</summary>
    public sealed record Poison(string Reason) : Outcome;

    /// <summary>No message could succeed just now: given back, and none is received until what is in the way has gone.</summary>
    public sealed record Paused(string Reason) : Outcome;

    /// <summary>No message could succeed: given back, and the worker ends with the reason.</summary>
    public sealed record StopLine(string Reason) : Outcome;
}
