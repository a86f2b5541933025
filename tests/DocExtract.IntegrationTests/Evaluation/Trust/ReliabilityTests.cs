using DocExtract.Worker.Evaluation.Reporting;
using DocExtract.Worker.Evaluation.Scores;
using DocExtract.Worker.Evaluation.Trust;

namespace DocExtract.IntegrationTests.Evaluation.Trust;

/// <summary>Figures of which the right ones can be counted by hand.</summary>
public sealed class ReliabilityTests
{
    private static readonly Reliability Known = Reliability.Of(
        [new(0.99, true), new(0.97, true), new(0.96, false), new(0.92, true), new(0.6, false), new(0.6, true), new(0.4, false)]);

    [Fact]
    public void Auroc_counts_the_pairs_that_stand_in_the_right_order_and_half_of_the_ties()
    {
        // Four right, three wrong: 12 pairs, of which 0.92 < 0.96, 0.6 < 0.96 are out of order and 0.6 = 0.6 is a tie.
        Assert.Equal(9.5 / 12, Known.Auroc!.Value, 6);
        Assert.Null(Reliability.Of([new(0.9, true), new(0.5, true)]).Auroc);
    }

    [Fact]
    public void Surest_four_in_five_are_counted_with_those_as_sure_as_the_last_of_them() => Assert.Equal(new Rate(4, 6), Known.AtCoverage);

    [Fact]
    public void Bins_tell_what_was_said_and_what_is()
    {
        var bin = Known.Bins.Single(bin => bin.From == 0.95);

        Assert.Equal((0.965, new Rate(1, 2)), (Math.Round(bin.Mean, 3), bin.Right));
        Assert.Equal(7, Known.Bins.Sum(bin => bin.Right.Of));
    }

    [Fact]
    public void Confidence_that_is_always_as_right_as_it_says_has_no_error() => Assert.Equal(
        0, Reliability.Of(Enumerable.Range(0, 10).Select(i => new Belief(0.9, i > 0))).Error, 6);

    [Fact]
    public void A_set_that_is_believed_too_much_is_seen_beside_one_that_is_not()
    {
        var none = Reliability.Of([]);
        var sound = Reliability.Of(Enumerable.Range(0, 10).Select(i => new Belief(0.9, i > 0)));
        var wrong = Reliability.Of(Enumerable.Range(0, 10).Select(i => new Belief(0.9, i > 8)));

        string text = RunText.Of("as weighed", [("sound", new Trusted(sound, none, none)), ("wrong", new Trusted(wrong, none, none))]);

        Assert.Matches(@"(?m)^  values of the header +20 +50\.0 ", text);
        Assert.Matches(@"(?m)^  sound +values of the header +10 +90\.0 .* 0\.000$", text);
        Assert.Matches(@"(?m)^  wrong +values of the header +10 +10\.0 .* 0\.800$", text);
    }

    [Fact]
    public void Nothing_known_is_no_figure()
    {
        var none = Reliability.Of([]);

        Assert.Equal((new Rate(0, 0), 0, null), (none.AtCoverage, none.Error, none.Auroc));
    }
}
