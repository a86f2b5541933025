using System.Text.Json.Nodes;
using DocExtract.Checks;

namespace DocExtract.Readers;

/// <summary>What a reader says stands in a document; not yet believed.</summary>
/// <param name="Reader">Who read it.</param>
/// <param name="DocumentType">The type whose schema was read for.</param>
/// <param name="Data">
/// The values by the type's schema. Money and quantities are JSON numbers written from decimals, dates are ISO 8601 strings;
/// what is not printed is absent.
/// </param>
/// <param name="Findings">Doubts of the reader's own: a truncated answer, an unreadable profile.</param>
/// <param name="Calls">Calls to models that this reading cost.</param>
public sealed record Reading(
    string Reader, string DocumentType, JsonObject Data, IReadOnlyList<Finding> Findings, IReadOnlyList<ModelCall> Calls)
{
    /// <summary>True when the values come from structured XML, whose text proves itself.</summary>
    public bool IsStructured { get; init; }
}

/// <summary>One call to a model: what it cost.</summary>
/// <param name="Endpoint">Scheme, host and path; never a key.</param>
/// <param name="Model">The model that was asked for.</param>
/// <param name="ResponseModel">The model that says it answered, where it says so.</param>
/// <param name="InputTokens">Tokens of the question, images included; null where the server does not say.</param>
/// <param name="CachedInputTokens">Those of them that came from the server's prompt cache.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
/// <param name="FinishReason">Why the answer ended, as the server says.</param>
/// <param name="Duration">From sending to the whole answer.</param>
/// <param name="PromptSha256">Hash of the prompt and schema sent.</param>
public sealed record ModelCall(
    string Endpoint, string Model, string? ResponseModel, long? InputTokens, long? CachedInputTokens, long? OutputTokens,
    string? FinishReason, TimeSpan Duration, string PromptSha256);
