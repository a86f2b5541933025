using DocExtract.Chaos;
using DocExtract.Chaos.Audit;
using Xunit.Abstractions;

namespace DocExtract.IntegrationTests.Chaos;

/// <summary>Runs by itself, after all others: worker processes that get no time to start are not what is looked at.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>The short form of what tests/DocExtract.Chaos does at length.</summary>
[Collection(nameof(Alone))]
public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_is_lost_and_nothing_stored_twice_while_workers_die_and_services_are_restarted() =>
        await HoldsAsync(new ChaosPlan { Seed = 6, Documents = 60, Gap = TimeSpan.FromSeconds(1.5), Longest = TimeSpan.FromMinutes(6) });

    [Fact]
    public async Task A_rolling_update_under_load_loses_nothing_and_repeats_nothing() =>
        await HoldsAsync(ChaosPlan.RollingUpdate);

    private async Task HoldsAsync(ChaosPlan plan)
    {
        var report = await new ChaosRun(plan, TimeProvider.System).RunAsync(_ => { }, CancellationToken.None);

        output.WriteLine(MarkdownReport.Of([report]));
        Assert.True(report.Holds, MarkdownReport.Of([report]));
    }
}
