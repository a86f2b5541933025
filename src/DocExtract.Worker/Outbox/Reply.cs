namespace DocExtract.Worker.Outbox;

/// <summary>What a destination said to an announcement.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>It has it.</summary>
    public sealed record Taken : Reply;

    /// <summary>It may take it later.</summary>
    /// <param name="Reason">What happened; holds nothing of addresses, secrets or answers.</param>
    /// <param name="After">How long it asked to be left alone; null where it did not say.</param>
    public sealed record NotNow(string Reason, TimeSpan? After = null) : Reply;

    /// <summary>It wants no more announcements, this one and all others.</summary>
    public sealed record Off(string Reason) : Reply;
}
