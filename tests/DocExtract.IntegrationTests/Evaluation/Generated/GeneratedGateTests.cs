using DocExtract.Worker.Engine;
using DocExtract.Worker.Evaluation.Faults;
using DocExtract.Worker.Evaluation.Generated;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocExtract.IntegrationTests.Evaluation.Generated;

/// <summary>What <c>docextract eval --generated</c> prints, with fewer invoices.</summary>
public sealed class GeneratedGateTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Planted_faults_are_located_and_never_repaired_wrongly_and_the_truth_is_left_alone(int seed)
    {
        var set = await TryAsync(200, seed);

        string report = FaultReport.Markdown(new FaultRun([set]));
        var all = FaultScore.Of(set.Documents).Single(score => score.Name == "all");
        Assert.True(all.RepairedWrongly == 0, report);
        Assert.True(set.Documents.All(document => document.Proposed.Count == 0), report);
        Assert.True(set.Documents.All(document => document.IsSound()), report);
        Assert.True(all.Located.Value >= 0.95, report);
        Assert.True(all.Repaired.Value >= 0.8, report);
    }

    [Fact]
    public async Task Same_seed_gives_the_same_invoices_and_faults_and_another_gives_others()
    {
        var (first, again, other) = (await TryAsync(8, 1), await TryAsync(8, 1), await TryAsync(8, 2));

        Assert.Equal(Told(first), Told(again));
        Assert.NotEqual(Told(first), Told(other));
    }

    private static IEnumerable<string> Told(FaultSet set) => set.Documents.SelectMany(document => document.Faults).Select(fault => $"{fault.Field} {fault.Told}");

    private static async Task<FaultSet> TryAsync(int count, int seed)
    {
        var settings = new Dictionary<string, string?> { ["Extraction:Readers"] = "offline" };
        await using var services = new ServiceCollection()
            .AddEngine(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        var generated = new GeneratedInvoices(services.GetRequiredService<Extractor>(), Environment.ProcessorCount, TimeProvider.System);
        return await generated.TryAsync(count, seed, () => { }, CancellationToken.None);
    }
}
