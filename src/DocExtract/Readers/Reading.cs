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
public sealed record Reading(string Reader, string DocumentType, JsonObject Data, IReadOnlyList<Finding> Findings)
{
    /// <summary>True when the values come from structured XML, whose text proves itself.</summary>
    public bool IsStructured { get; init; }
}
