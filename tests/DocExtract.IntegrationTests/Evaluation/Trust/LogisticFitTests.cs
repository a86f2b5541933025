using DocExtract.Worker.Evaluation.Trust;

namespace DocExtract.IntegrationTests.Evaluation.Trust;

public sealed class LogisticFitTests
{
    [Fact]
    public void Share_that_is_right_with_and_without_a_trait_is_what_the_weights_say()
    {
        var fit = LogisticFit.Fit(["support"], [.. Samples(trait: 1, right: 950, wrong: 50), .. Samples(trait: 0, right: 600, wrong: 400)]);

        Assert.Equal(0.95, Chance(fit.Bias + fit.Weights["support"]), 2);
        Assert.Equal(0.60, Chance(fit.Bias), 2);
    }

    [Fact]
    public void Trait_that_was_never_seen_to_fail_is_not_believed_without_limit()
    {
        var fit = LogisticFit.Fit(["support"], [.. Samples(trait: 1, right: 20, wrong: 0), .. Samples(trait: 0, right: 10, wrong: 10)]);

        Assert.InRange(Chance(fit.Bias + fit.Weights["support"]), 0.9, 0.999);
    }

    [Fact]
    public void Trait_that_nothing_has_weighs_nothing() => Assert.Equal(
        0, LogisticFit.Fit(["support", "labelled"], [.. Samples(trait: 1, right: 9, wrong: 1).Select(sample => (new[] { sample.Traits[0], 0 }, sample.IsRight))]).Weights["labelled"], 3);

    private static IEnumerable<(double[] Traits, bool IsRight)> Samples(double trait, int right, int wrong) =>
        Enumerable.Range(0, right + wrong).Select(i => (new[] { trait }, i < right));

    private static double Chance(double weight) => 1 / (1 + Math.Exp(-weight));
}
