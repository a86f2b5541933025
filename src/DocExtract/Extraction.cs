using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Sources;
using DocExtract.Splitting;

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

/// <summary>
/// The result for one file: what was found, where it was seen, and whether it may be trusted. Of a file that holds several
/// documents each part is a result of its own, and the file's verdict is the worst of theirs. Only <see cref="Extractor"/> makes one.
/// </summary>
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

    /// <summary>Patterns of the fields that a sum of others bears out.</summary>
    internal IReadOnlySet<string> Upheld { get; init; } = new HashSet<string>();

    /// <summary>Pointers of the fields without which nothing of its type is accepted.</summary>
    public IReadOnlyList<string> Essential { get; init; } = [];

    /// <summary>Set exactly when the verdict is <see cref="Verdict.Rejected"/>.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>Every call to a model for this file, also those that failed or whose readings were not taken; empty in its parts.</summary>
    public IReadOnlyList<ModelCall> Calls { get; init; } = [];

    /// <summary>What it is recognised by when it comes again in another file.</summary>
    public DocumentPrint Print { get; init; } = DocumentPrint.None;

    /// <summary>From taking the bytes to the verdict.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Where in its file this document stands; null where the file is one document.</summary>
    public PartPlace? Place { get; init; }

    /// <summary>The documents of a file that holds several, in its order; empty where the file is one document.</summary>
    public IReadOnlyList<Extraction> Parts { get; init; } = [];

    /// <summary>The documents of the file: its parts, or itself.</summary>
    public IReadOnlyList<Extraction> Documents => Parts.Count > 0 ? Parts : [this];

    /// <summary>A file of several documents; it has no values of its own, so nothing of it can be mixed.</summary>
    internal static Extraction OfParts(Document file, IReadOnlyList<Extraction> parts) => new()
    {
        File = file.Source.Name,
        Sha256 = file.Source.Sha256,
        Kind = file.Source.Kind,
        Pages = file.Pages.Count,
        Verdict = parts.Max(part => part.Verdict),
        Parts = parts,
    };

    /// <summary>The same with its places on the whole page, and what is known of the document's ends: a doubt there is one about all of its values.</summary>
    internal Extraction Of(DocumentPart part) => this with
    {
        Pages = part.LastPage == 0 ? 0 : part.LastPage - part.FirstPage + 1,
        Evidence = part.Box is { } box ? [.. Evidence.Select(seen => seen with { Box = seen.Box is { } place ? box.Outside(place) : null })] : Evidence,
        Findings = [.. Findings.Select(finding => Of(finding, part.Box)), .. part.Notes],
        Verdict = Verdict == Verdict.Accepted && part.Notes.Any(note => note.Severity == Severity.Error) ? Verdict.NeedsReview : Verdict,
    };

    private static Finding Of(Finding finding, Box? part) =>
        part is { } box && finding.Proposal is { } proposal ? finding with { Proposal = proposal with { Box = box.Outside(proposal.Box) } } : finding;
}

/// <summary>The place of a document in a file that holds several.</summary>
/// <param name="Part">From 1, in the order of the file.</param>
/// <param name="FirstPage">Number of its first page, from 1.</param>
/// <param name="LastPage">Number of its last page.</param>
/// <param name="Box">Where it lies on its only page, which it shares with others; null where its pages are all its own.</param>
public sealed record PartPlace(int Part, int FirstPage, int LastPage, Box? Box);
