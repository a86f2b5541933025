using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Checks.Arithmetic;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers.Vision;

namespace DocExtract.Tests.Readers.Vision;

public sealed class RepairRequestTests
{
    [Theory]
    [InlineData(EvidenceSource.TextLayer, true)]
    [InlineData(EvidenceSource.Ocr, false)]
    public void Proposal_is_told_to_a_model_only_where_no_OCR_can_have_misread_it(EvidenceSource source, bool isTold)
    {
        var doubtful = new Extraction
        {
            File = "some.pdf",
            Sha256 = "",
            Verdict = Verdict.NeedsReview,
            Data = new JsonObject { ["total"] = 108.00m },
            Findings =
            [
                new Finding("/total", "total", Severity.Error, "The sum does not hold."),
                new Finding("/total", RepairSolver.Rule, Severity.Error, "With 180.00 it would.") { Proposal = new Proposal(180.00m, 1, new Box(0, 0, 1, 1), "180.00", source) },
            ],
        };

        string text = RepairRequest.Text(doubtful, Some.Document(Some.Page("Total")), CancellationToken.None);

        Assert.Contains("The sum does not hold.", text);
        Assert.Equal(isTold, text.Contains("180.00", StringComparison.Ordinal));
    }
}
