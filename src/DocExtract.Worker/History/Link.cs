namespace DocExtract.Worker.History;

/// <summary>That a document is related to one stored before it.</summary>
/// <param name="Earlier">Id of the one before.</param>
/// <param name="Kind">How.</param>
/// <param name="Note">The sentence for people.</param>
internal sealed record Link(long Earlier, Kinship Kind, string Note);

/// <summary>A document in the light of those before it.</summary>
/// <param name="Extraction">With what its history adds to its findings, and the verdict that follows.</param>
/// <param name="Links">Its relatives.</param>
internal sealed record Remembered(Extraction Extraction, IReadOnlyList<Link> Links);
