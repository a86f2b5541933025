namespace DocExtract.Sources;

/// <summary>Why a document can never be read, however often it is tried.</summary>
public enum RejectionCode
{
    /// <summary>A password is needed to open it.</summary>
    Encrypted,

    /// <summary>Damaged, endless or otherwise impossible to draw.</summary>
    Corrupt,

    /// <summary>A kind of file that DocExtract does not read.</summary>
    Unsupported,

    /// <summary>Over the limit in bytes, in pixels a page, in words, or in embedded XML.</summary>
    TooLarge,

    /// <summary>Over the limit in pages.</summary>
    TooManyPages,

    /// <summary>No bytes, or no pages.</summary>
    Empty,

    /// <summary>Reading it took longer than one document may take.</summary>
    TooSlow,

    /// <summary>Deleted or overwritten before it was read.</summary>
    Gone,
}

/// <summary>Thrown where it becomes known that a document can never be read. The message is a sentence for people: what is wrong and what to do.</summary>
public sealed class DocumentRejectedException(RejectionCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public RejectionCode Code { get; } = code;
}
