namespace DocExtract.Readers.Vision;

/// <summary>
/// Thrown when a model's endpoint could not be asked, after the attempts that are made in place. The message is a sentence
/// for people: what happened, what to do, and what the server says; it holds no key.
/// </summary>
public sealed class ModelCallException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stands before what the server says, at the end of a message.</summary>
    internal const string Quotes = " It says: ";

    /// <summary>The message without what the server says, which may quote the question, and so the document.</summary>
    public string WithoutQuote => Message.Split(Quotes, 2)[0];

    /// <summary>The HTTP status; null when there was no answer (connection, timeout).</summary>
    public int? Status { get; init; }

    /// <summary>Whether the same question may be answered later. False for a wrong key, an unknown model, a spent quota.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether the endpoint refuses this question itself (too large, not understood), so that other documents may do.</summary>
    public bool IsAboutTheDocument => !IsTransient && !IsAboutSettings && (IsNotRecorded || Status is (400 or 413 or 415 or 422));

    /// <summary>Whether the endpoint refuses the way it is asked, and so every document alike.</summary>
    public bool IsAboutSettings { get; init; }

    /// <summary>Whether answers are replayed and none was recorded for this question.</summary>
    public bool IsNotRecorded { get; init; }

    /// <summary>Whether the endpoint may charge the call although nothing came of it: it was sent, and not refused.</summary>
    public bool MayBeCharged { get; init; }

    /// <summary>How long the endpoint asks to wait, where it says so.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
