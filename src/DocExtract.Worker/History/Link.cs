namespace DocExtract.Worker.History;

/// <summary>That a document is related to one stored before it.</summary>
/// <param name="Earlier">Id of the one before.</param>
/// <param name="Kind">How.</param>
/// <param name="Note">The sentence for people.</param>
internal sealed record Link(long Earlier, Kinship Kind, string Note);

/// <summary>A document in the light of those before it.</summary>
/// <param name="Extraction">With what its history adds to its findings, and the verdict that follows.</param>
/// <param name="Links">Its relatives.</param>
internal sealed record Remembered(Extraction Extraction, IReadOnlyList<Link> Links)
{
    /// <summary>What a result shares with every other that it may be held against; of a file with several documents, what any of them does.</summary>
    public static IEnumerable<string> KeysOf(Extraction extraction) =>
        extraction.Documents.SelectMany(document => Identity.Of(document.Data).Keys).Prepend(ContentKey(extraction.Sha256));

    public static string ContentKey(string sha256) => $"content {sha256}";
}
