namespace DocExtract.Worker.Results;

/// <summary>The right to store the result of a document: only the newest attempt has it.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Attempt">Fencing token: grows with every claim.</param>
/// <param name="Failures">Earlier attempts that failed or died; those that were given back by a stopping worker do not count.</param>
internal sealed record Claim(long DocumentId, int Attempt, int Failures)
{
    /// <summary>For what is done for a document before anybody claims it: it holds while the document waits.</summary>
    public static Claim BeforeAny(long documentId) => new(documentId, 0, 0);
}

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
    public sealed record AlreadyFinal : ClaimAnswer;
}
