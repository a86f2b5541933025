using DocExtract.IntegrationTests.Fixtures;

namespace DocExtract.IntegrationTests.Commands;

public sealed class SweepCommandTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task The_command_sweeps_and_says_what_it_did()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.UploadAsync("march.xml", Some.InvoiceXml());
        await Pipeline.UntilAsync(async () => (await pipeline.Inbox.GetBlobClient("march.xml").GetPropertiesAsync()).Value.LastModified
            < TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(1));
        var environment = new Dictionary<string, string>
        {
            ["Postgres__ConnectionString"] = pipeline.Database.ConnectionString,
            ["Storage__ConnectionString"] = infrastructure.StorageConnectionString,
            ["Storage__InboxContainers"] = pipeline.Inbox.Name,
            ["Queue__Names"] = pipeline.Queue.Name,
            ["Queue__PoisonName"] = pipeline.Poison.Name,
        };

        var looked = await Program.RunAsync(environment, "sweep", "--dry-run", "--older-than", "00:00:00");
        var swept = await Program.RunAsync(environment, "sweep", "--older-than", "00:00:00");

        Assert.Equal((0, ""), (looked.ExitCode, looked.Errors));
        Assert.Contains("Of 1 files 1 would be announced", looked.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (swept.ExitCode, swept.Errors));
        Assert.Contains("Of 1 files 1 were announced", swept.Output, StringComparison.Ordinal);
        Assert.Equal(1, await pipeline.WaitingAsync());
    }
}
