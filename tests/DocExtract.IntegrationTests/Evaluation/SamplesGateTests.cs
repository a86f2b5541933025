using DocExtract.Worker.Engine;
using DocExtract.Worker.Evaluation;
using DocExtract.Worker.Evaluation.Comparison;
using DocExtract.Worker.Evaluation.Reporting;
using DocExtract.Worker.Evaluation.Scores;
using DocExtract.Worker.Evaluation.Truth;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocExtract.IntegrationTests.Evaluation;

/// <summary>What <c>docextract eval samples</c> prints without a model may get better, never worse: raise a bar when it was beaten.</summary>
public sealed class SamplesGateTests
{
    [Fact]
    public async Task Samples_are_read_at_least_as_well_as_before()
    {
        var set = await ReadAsync();

        var score = set.Score;
        string report = RunText.Of(set);
        Assert.True(HeaderFields(score).Value >= 0.92, report);
        Assert.True(score.Lines!.F1 >= 0.97, report);
        Assert.True(score.Lines.Cells.Value >= 0.90, report);
        Assert.True(score.Verdicts.Right >= 23, report);
        Assert.True(score.Fields.Sum(field => field.Invented) <= 2, report);
        Assert.True(score.Accepted.Right >= 18, report);
        Assert.True(score.TotalsOfAccepted.Value == 1, report);
        Assert.True(score.Fields.Single(field => field.Field == FileComparison.Count) is { Right: 2, Wrong: 0 }, report);
        Assert.All(
            set.Documents.Where(document => document.Id.StartsWith("broken-", StringComparison.Ordinal)),
            document => Assert.True(document.VerdictAsExpected, report));
    }

    private static Rate HeaderFields(SetScore score) => new(score.Fields.Sum(field => field.Right), score.Fields.Sum(field => field.Scored));

    /// <summary>As the command does with nothing configured, whatever the environment of the tests says.</summary>
    private static async Task<SetRun> ReadAsync()
    {
        var settings = new Dictionary<string, string?> { ["Extraction:Readers"] = "e-invoice,offline" };
        await using var services = new ServiceCollection()
            .AddEngine(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        var evaluator = new Evaluator(services.GetRequiredService<Extractor>(), null, null, Environment.ProcessorCount, TimeProvider.System);
        return (await evaluator.ReadAsync(EvaluationSet.Load(Some.RepositoryPath("samples")), () => { }, CancellationToken.None)).Run;
    }
}
