using System.Diagnostics;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Sources;
using DocExtract.Worker.History;

namespace DocExtract.Worker.Results;

/// <summary>How the engine's enumerations are written in JSON and Postgres.</summary>
internal static class WireNames
{
    /// <summary>The status of a file that holds several documents: each of them has a row and a status of its own.</summary>
    public const string Split = "split";

    public static string StatusOf(Extraction extraction) => extraction.Parts.Count > 0 ? Split : Of(extraction.Verdict);

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Accepted => "accepted",
        Verdict.NeedsReview => "needs_review",
        Verdict.Rejected => "rejected",
        _ => throw new UnreachableException(),
    };

    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Info => "info",
        _ => throw new UnreachableException(),
    };

    public static string Of(EvidenceSource source) => source switch
    {
        EvidenceSource.TextLayer => "text-layer",
        EvidenceSource.Ocr => "ocr",
        EvidenceSource.Xml => "xml",
        _ => throw new UnreachableException(),
    };

    public static string Of(RejectionCode code) => code switch
    {
        RejectionCode.Encrypted => "encrypted",
        RejectionCode.Corrupt => "corrupt",
        RejectionCode.Unsupported => "unsupported",
        RejectionCode.TooLarge => "too_large",
        RejectionCode.TooManyPages => "too_many_pages",
        RejectionCode.Empty => "empty",
        RejectionCode.TooSlow => "too_slow",
        RejectionCode.Gone => "gone",
        _ => throw new UnreachableException(),
    };

    public static string Of(CallState state) => state switch
    {
        CallState.Spent => "spent",
        CallState.Failed => "failed",
        CallState.Uncertain => "uncertain",
        CallState.Cached => "cached",
        _ => throw new UnreachableException(),
    };

    public static string Of(Kinship kind) => kind.ToString().ToLowerInvariant();

    public static string Of(SourceKind kind) => kind.ToString().ToLowerInvariant();
}
