using DocExtract.Worker.Evaluation.Comparison;
using DocExtract.Worker.Evaluation.Scores;

namespace DocExtract.IntegrationTests.Evaluation;

public sealed class ScoreTests
{
    /// <summary>Figures of Brown, Cai and DasGupta (2001), and of any table of Wilson's interval.</summary>
    [Theory]
    [InlineData(0, 10, 0.0, 0.2775)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(10, 10, 0.7225, 1.0)]
    [InlineData(90, 100, 0.8256, 0.9448)]
    public void Interval_is_Wilsons(int right, int of, double low, double high)
    {
        var rate = new Rate(right, of);

        Assert.Equal((low, high), (Math.Round(rate.Low, 4), Math.Round(rate.High, 4)));
    }

    [Fact]
    public void Invented_values_do_not_count_against_documents_that_print_the_field()
    {
        var score = FieldScore.Of("due_date", [
            new FieldResult("due_date", Outcome.Right, "2026-01-01", "2026-01-01"),
            new FieldResult("due_date", Outcome.Missing, "2026-01-01", null),
            new FieldResult("due_date", Outcome.Invented, null, "2026-01-01"),
            new FieldResult("due_date", Outcome.Absent, null, null)]);

        Assert.Equal((2, 1, 1, 2), (score.Scored, score.Found, score.Invented, score.Unprinted));
        Assert.Equal(0.5, score.Accuracy.Value);
    }

    [Fact]
    public void Document_with_a_complete_truth_counts_as_one_that_prints_no_such_field()
    {
        var inventing = Receipt("a", Outcome.Right, 1, Outcome.Right);
        inventing = inventing with { Complete = true, Fields = [.. inventing.Fields, new FieldResult("tip", Outcome.Invented, null, "1.00")] };
        var silent = Receipt("b", Outcome.Right, 1, Outcome.Right) with { Complete = true };
        var unknown = Receipt("c", Outcome.Right, 1, Outcome.Right);

        var tip = Assert.Single(SetScore.Of([inventing, silent, unknown]).Fields, field => field.Field == "tip");

        Assert.Equal((0, 1, 2), (tip.Scored, tip.Invented, tip.Unprinted));
    }

    [Fact]
    public void Receipt_counts_for_all_three_when_only_a_letter_of_the_seller_is_misread()
    {
        var good = Receipt("a", Outcome.Wrong, 0.95, Outcome.Right);
        var bad = Receipt("b", Outcome.Right, 1, Outcome.Wrong);

        var score = SetScore.Of([good, bad]);

        Assert.Equal(new Rate(1, 2), score.ReceiptsAllThree);
        Assert.Equal(new Rate(2, 2), score.SellerAlike);
        Assert.Equal(new Rate(0, 2), score.Headers);
    }

    [Fact]
    public void Wrong_total_counts_among_accepted_documents_only_when_it_was_accepted()
    {
        var accepted = Receipt("a", Outcome.Right, 1, Outcome.Right) with { Verdict = "accepted" };
        var doubted = Receipt("b", Outcome.Right, 1, Outcome.Wrong);

        Assert.Equal((new Rate(1, 1), new Rate(1, 2)), (SetScore.Of([accepted, doubted]).TotalsOfAccepted, SetScore.Of([accepted, doubted]).Accepted));
    }

    private static DocumentResult Receipt(string id, Outcome seller, double likeness, Outcome total) => new(
        id, "needs_review", null, null, false, "offline", 1, 0.5,
        [
            new FieldResult("document_type", Outcome.Right, "receipt", "receipt"),
            new FieldResult("seller.name", seller, "Gullhaven Stores", "Gu11haven Stores", likeness),
            new FieldResult("date", Outcome.Right, "2026-01-01", "2026-01-01"),
            new FieldResult("total", total, "10.00", total == Outcome.Right ? "10.00" : "1.00"),
        ],
        null);
}
