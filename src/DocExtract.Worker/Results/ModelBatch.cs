using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.Worker.Results;

/// <summary>A batch of questions as Postgres knows it.</summary>
/// <param name="Id">Our number.</param>
/// <param name="Endpoint">Where it is asked: scheme, host and path.</param>
/// <param name="Model">The model that is asked.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="InputFileId">The uploaded questions; null while nothing has left the house.</param>
/// <param name="RemoteId">The server's name of it; null while it may not have been made.</param>
/// <param name="RemoteStatus">As the server said last.</param>
/// <param name="Answered">Questions answered, as the server said last.</param>
/// <param name="Failed">Questions failed, as the server said last.</param>
/// <param name="Error">Why it was refused or given up.</param>
/// <param name="CollectedAt">When its answers were taken over, or it was given up.</param>
/// <param name="Questions">Questions in it.</param>
/// <param name="Documents">Documents that wait for it.</param>
/// <param name="Cost">Spent and reserved for it.</param>
/// <param name="InputPrice">What a million tokens of questions cost in it; null in batches of versions that did not note it.</param>
/// <param name="CachedInputPrice">Of those from the server's prompt cache; null: the same.</param>
/// <param name="OutputPrice">What a million tokens of answers cost in it.</param>
internal sealed record ModelBatch(
    long Id, string Endpoint, string Model, DateTime CreatedAt, string? InputFileId, string? RemoteId, string? RemoteStatus, long Answered, long Failed,
    string? Error, DateTime? CollectedAt, long Questions, long Documents, decimal Cost,
    decimal? InputPrice, decimal? CachedInputPrice, decimal? OutputPrice)
{
    /// <summary>The prices at which it was reserved; null where they were not noted.</summary>
    public ModelPrice? Price => (InputPrice, OutputPrice) is ({ } input, { } output)
        ? new ModelPrice { Input = input, CachedInput = CachedInputPrice, Output = output }
        : null;
}

/// <summary>A document whose batches are all collected and that is to be read now.</summary>
/// <param name="Id">Its row.</param>
/// <param name="FileName">For people.</param>
/// <param name="SourceUri">Where its bytes are.</param>
/// <param name="ETag">Which version.</param>
/// <param name="RequestedType">Its type, where it was sent in with one.</param>
internal sealed record AnsweredDocument(long Id, string FileName, string SourceUri, string ETag, string? RequestedType);

/// <summary>A question that a batch was to ask for a document.</summary>
/// <param name="QuestionSha256">Its hash.</param>
/// <param name="Endpoint">Where.</param>
/// <param name="Model">Which model.</param>
/// <param name="PromptSha256">With which prompt and schema.</param>
/// <param name="IsAnswered">Whether the batch answered it.</param>
internal sealed record AskedQuestion(string QuestionSha256, string Endpoint, string Model, string PromptSha256, bool IsAnswered);
