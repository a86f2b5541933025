namespace DocExtract.Readers.Vision.Accounting;

/// <summary>
/// The account on which the calls for one file are booked: each is reserved before it is made and settled after it, so that no
/// crash hides one, and no budget is passed. It also remembers answers, and which documents were read before. Used by one file,
/// but from several threads.
/// </summary>
public interface IModelAccount
{
    /// <summary>Every call so far that has ended, in the order of their ends.</summary>
    IReadOnlyList<ModelCall> Calls { get; }

    /// <summary>Sets the most that a call can cost aside.</summary>
    /// <returns>The reservation, to be settled.</returns>
    /// <exception cref="BudgetExceededException">A budget would be passed; nothing was reserved.</exception>
    Task<long> ReserveAsync(PlannedCall planned, CancellationToken cancellationToken);

    /// <summary>Books what a reserved call really cost.</summary>
    Task SettleAsync(long reservation, ModelCall made);

    /// <summary>The answer to an identical question asked before (a chat completion's JSON), booked as <see cref="CallState.Cached"/>; null when there is none.</summary>
    /// <param name="planned">The call that an answer saves.</param>
    /// <param name="question">The body that would be sent.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<string?> RecallAsync(PlannedCall planned, ReadOnlyMemory<byte> question, CancellationToken cancellationToken);

    /// <summary>Remembers a whole answer for the same question asked again.</summary>
    Task RememberAsync(PlannedCall planned, string answer, CancellationToken cancellationToken);

    /// <summary>Told when the endpoint is waited for, its pace and its retries included; what is returned is disposed of at the end of the wait.</summary>
    IDisposable? Wait() => null;

    /// <summary>Whether this is a document that was read before and came again in another file: then no model is paid for it.</summary>
    /// <param name="words">What can be told of it without a model, with its print.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<bool> WasReadBeforeAsync(Extraction words, CancellationToken cancellationToken);
}

/// <summary>Thrown instead of making a call that a budget might not cover. The message is a sentence for people.</summary>
public sealed class BudgetExceededException(string message) : Exception(message);
