namespace DocExtract.Worker.Results;

/// <summary>The right to store the result of a document: only the newest attempt has it.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Attempt">Fencing token: grows with every claim.</param>
/// <param name="Failures">Earlier attempts that failed; those that a stopping worker gave back, or whose worker died, do not count.</param>
/// <param name="Deaths">Attempts since the last failed one whose worker died: they never ended.</param>
internal sealed record Claim(long DocumentId, int Attempt, int Failures, int Deaths = 0)
{
    /// <summary>For what is done for a document before anybody claims it: it holds while the document waits.</summary>
    public static Claim BeforeAny(long documentId) => new(documentId, 0, 0);
}

/// <summary>The workers that died while they read a document.</summary>
/// <param name="Count">Attempts since the last failed one that never ended.</param>
/// <param name="SinceLast">How long ago the last one's lease lapsed; null when the newest attempt ended otherwise, or is alive.</param>
internal sealed record Deaths(int Count, TimeSpan? SinceLast);

/// <summary>What became of asking for a claim.</summary>
internal abstract record ClaimAnswer
{
    private ClaimAnswer()
    {
    }

    /// <summary>Go on.</summary>
    public sealed record Granted(Claim Claim) : ClaimAnswer;

    /// <summary>Another worker is at it until its lease lapses.</summary>
    public sealed record Busy(TimeSpan For) : ClaimAnswer;

    /// <summary>A result is stored already.</summary>
    /// <param name="GivenUp">Why, where it was tried too often; null otherwise.</param>
    public sealed record AlreadyFinal(string? GivenUp) : ClaimAnswer;
}
