using DocExtract.Schemas;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Evaluation.Faults;
using DocExtract.Worker.Evaluation.Truth;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocExtract.IntegrationTests.Evaluation.Faults;

/// <summary>What <c>docextract eval samples --faults</c> prints may get better, never worse: raise a bar when it was beaten.</summary>
public sealed class FaultGateTests
{
    [Fact]
    public async Task Lies_about_the_samples_are_caught_and_the_truth_is_not()
    {
        var settings = new Dictionary<string, string?> { ["Extraction:Readers"] = "e-invoice,offline" };
        await using var services = new ServiceCollection()
            .AddEngine(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        var evaluator = new FaultEvaluator(
            services.GetRequiredService<Extractor>(), services.GetRequiredService<SchemaCatalog>(), Environment.ProcessorCount, TimeProvider.System);

        var set = await evaluator.TryAsync(EvaluationSet.Load(Some.RepositoryPath("samples")), () => { }, CancellationToken.None);

        string report = FaultReport.Text(set);
        var tried = set.Documents.Where(document => document.WasTried()).ToList();
        var scores = FaultScore.Of(tried).ToDictionary(score => score.Name);
        Assert.True(tried.Count >= 23, report);
        Assert.True(tried.Count(document => document.IsSound()) >= tried.Count - 2, report);
        Assert.True(scores["all in totals"].CaughtOfSound.Value == 1, report);
        Assert.True(scores["all in money"].CaughtOfSound.Value >= 0.99, report);
        Assert.True(scores["all"].CaughtOfSound.Value >= 0.97, report);
        Assert.True(scores["all in money"].Located.Value >= 0.95, report);
        Assert.True(scores["all in totals"].Repaired.Value >= 0.85, report);
        Assert.True(scores["all"].RepairedWrongly == 0, report);
        Assert.True(tried.TrueForAll(document => document.Proposed.Count == 0), report);
        Assert.Equal(5, set.Documents.Count(document => document.LeftOut is not null && document.Id is not "invoice-total-wrong"));
    }
}
