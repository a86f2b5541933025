using DocExtract.IntegrationTests.Fixtures;

namespace DocExtract.IntegrationTests.Queue;

public sealed class UntilEmptyTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task A_worker_that_is_told_so_reads_what_waits_and_ends()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.DropAsync("one.xml", Some.InvoiceXml("1"));
        await pipeline.DropAsync("two.xml", Some.InvoiceXml("2"));

        await using var worker = new ServingWorker(
            new Dictionary<string, string>
            {
                ["Postgres__ConnectionString"] = pipeline.Database.ConnectionString,
                ["Storage__ConnectionString"] = infrastructure.StorageConnectionString,
                ["Storage__InboxContainers"] = pipeline.Inbox.Name,
                ["Queue__Names"] = pipeline.Queue.Name,
                ["Queue__PoisonName"] = pipeline.Poison.Name,
                ["Queue__MaxPollInterval"] = "00:00:00.200",
            },
            "--until-empty");
        int exitCode = await worker.EndAsync();

        Assert.Equal((0, 0), (exitCode, await pipeline.WaitingAsync()));
        Assert.Equal("accepted", (await pipeline.FindAsync("one.xml"))?.Status);
        Assert.Equal("accepted", (await pipeline.FindAsync("two.xml"))?.Status);
    }

    [Fact]
    public async Task Health_says_so_where_no_worker_answers()
    {
        var health = await Commands.Program.RunAsync(new Dictionary<string, string> { ["Health__Port"] = "1" }, "health");

        Assert.Equal(1, health.ExitCode);
        Assert.Contains("No worker answers at http://127.0.0.1:1/healthz/live", health.Errors, StringComparison.Ordinal);
    }
}
