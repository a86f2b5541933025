using System.Text.Json.Nodes;
using DocExtract.Evidence;
using DocExtract.Worker.Evaluation.Truth;

namespace DocExtract.IntegrationTests;

internal static partial class Some
{
    public static TruthDocument Truth(string json) => new("some", "some.pdf", JsonNode.Parse(json)!.AsObject());

    /// <summary>What was read of an invoice that needs review.</summary>
    public static Extraction Extraction(string json, params FieldEvidence[] evidence) => new()
    {
        File = "some.pdf",
        Sha256 = new string('0', 64),
        Pages = 1,
        DocumentType = "invoice",
        Verdict = Verdict.NeedsReview,
        Reader = "offline",
        Data = JsonNode.Parse(json)!.AsObject(),
        Evidence = evidence,
    };
}
