using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Readers;
using DocExtract.Sources;

namespace DocExtract;

/// <summary>Whether an extraction may be trusted.</summary>
public enum Verdict
{
    /// <summary>The schema holds, no check failed, and every essential value was found on the page.</summary>
    Accepted,

    /// <summary>Read, but a person must look; the findings say why.</summary>
    NeedsReview,

    /// <summary>Can never be read; the rejection says why.</summary>
    Rejected,
}

/// <summary>Why a document can never be read.</summary>
public sealed record Rejection(RejectionCode Code, string Message);

/// <summary>The result for one document: what was found, where it was seen, and whether it may be trusted. Only <see cref="Extractor"/> makes one.</summary>
public sealed record Extraction
{
    internal Extraction()
    {
    }

    /// <summary>The file's name as it came.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Kind by content; null when the content is of no known kind.</summary>
    public SourceKind? Kind { get; init; }

    /// <summary>Pages; 0 for bare XML and for rejected documents.</summary>
    public int Pages { get; init; }

    /// <summary>Type of document, such as <c>invoice</c>; null when rejected before it was known.</summary>
    public string? DocumentType { get; init; }

    /// <summary>What told the type; null where the sender or an e-invoice named it, and of rejected documents.</summary>
    public string? TypeReason { get; init; }

    /// <summary>Version of the type's folder that was read for.</summary>
    public string? SchemaVersion { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>The reader whose reading this is; null when rejected.</summary>
    public string? Reader { get; init; }

    /// <summary>The values; empty when rejected.</summary>
    public JsonObject Data { get; init; } = [];

    public IReadOnlyList<FieldEvidence> Evidence { get; init; } = [];

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Set exactly when the verdict is <see cref="Verdict.Rejected"/>.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>Every call to a model, also those of readings that were not taken.</summary>
    public IReadOnlyList<ModelCall> Calls { get; init; } = [];

    /// <summary>From taking the bytes to the verdict.</summary>
    public TimeSpan Duration { get; init; }
}
