using System.Text.Json.Nodes;

namespace DocExtract.Worker.Evaluation.Truth;

/// <summary>What should become of a document, where the manifest says so.</summary>
/// <param name="Verdict"><c>accepted</c>, <c>needs_review</c> or <c>rejected</c>.</param>
/// <param name="Code">Code of the rejection; null where any will do.</param>
internal sealed record ExpectedVerdict(string Verdict, string? Code);

/// <summary>A document with its truth.</summary>
/// <param name="Id">File name without extension.</param>
/// <param name="DocumentPath">The document.</param>
/// <param name="Values">
/// What is printed; an absent key is unknown and not scored, null says that none is printed. Empty where only the verdict is known.
/// </param>
internal sealed record TruthDocument(string Id, string DocumentPath, JsonObject Values)
{
    /// <summary>Other names that count as the seller's.</summary>
    public IReadOnlyList<string> SellerAliases { get; init; } = [];

    /// <summary>Other totals that count as right: cash rounding.</summary>
    public IReadOnlyList<decimal> OtherTotals { get; init; } = [];

    /// <summary>Fields, such as <c>due_date</c> or <c>buyer.vat_id</c>, that the manifest says are not printed.</summary>
    public IReadOnlyList<string> NotPrinted { get; init; } = [];

    /// <summary>The manifest says that the truth holds all that is printed: an absent key is not printed.</summary>
    public bool Complete { get; init; }

    public ExpectedVerdict? Verdict { get; init; }

    /// <summary>The documents that the file holds, where it is known to hold several; each has an id of its own.</summary>
    public IReadOnlyList<TruthDocument> Parts { get; init; } = [];

    /// <summary>The documents that the file holds: its parts, or itself.</summary>
    public IReadOnlyList<TruthDocument> Documents => Parts.Count > 0 ? Parts : [this];

    /// <summary>True where it is known that the document prints no such value, so that one that is given is invented.</summary>
    public bool IsKnownAbsent(string field) =>
        Fields.At(Values, field) is null && (Complete || NotPrinted.Contains(field) || Fields.IsNull(Values, field));
}
