using Dapper;
using DocExtract.IntegrationTests.Fixtures;

namespace DocExtract.IntegrationTests.Docs;

/// <summary>The rights that docs/security.md gives the worker are enough for its work.</summary>
public sealed class WorkerRoleTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task A_worker_with_the_documented_rights_reads_and_people_correct_retry_and_purge()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await using var login = await Login.CreateAsync(pipeline.Database, "");
        await using (var owner = await pipeline.Database.Source.OpenConnectionAsync())
        {
            await owner.ExecuteAsync(Granted().Replace("docextract_worker", login.Name, StringComparison.Ordinal));
            await owner.ExecuteAsync("create table docextract.of_a_later_version (id bigint)");
        }

        await pipeline.DropAsync("one.xml", Some.InvoiceXml("1"));
        var environment = new Dictionary<string, string>(pipeline.Environment) { ["Postgres__ConnectionString"] = login.ConnectionString };

        await using (var worker = new ServingWorker(environment, "--until-empty"))
        {
            Assert.Equal(0, await worker.EndAsync());
        }

        Assert.Equal("accepted", (await pipeline.FindAsync("one.xml"))?.Status);
        foreach (string command in new[] { "retry 1 --accepted --here", "correct 1 invoice_number=1 --by Ada", "purge --older-than 0h" })
        {
            var result = await Commands.Program.RunAsync(environment, command.Split(' '));
            Assert.True(result.ExitCode == 0, $"{command}: {result.Output}{result.Errors}");
        }

        await using var later = new Npgsql.NpgsqlConnection(login.ConnectionString);
        Assert.Equal(0, await later.ExecuteScalarAsync<int>("select count(*) from docextract.of_a_later_version"));
    }

    /// <summary>The page's statements, without the one that makes the role.</summary>
    private static string Granted()
    {
        string page = File.ReadAllText(Some.RepositoryPath("docs", "security.md"));
        string block = page[(page.IndexOf("create role docextract_worker nologin;", StringComparison.Ordinal) + "create role docextract_worker nologin;".Length)..];
        return block[..block.IndexOf("```", StringComparison.Ordinal)];
    }
}
