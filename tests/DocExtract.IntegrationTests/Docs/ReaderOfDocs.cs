using System.Diagnostics;
using Dapper;
using DocExtract.IntegrationTests.Commands;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.Docs;

/// <summary>
/// Somebody who does what a page says: in an empty folder beside which the samples lie, with the executable on the PATH, an empty
/// database and storage. Where a page names a model server on this machine, a scripted one answers.
/// </summary>
internal sealed class ReaderOfDocs : IAsyncDisposable
{
    /// <summary>The address in the pages; nothing else of a block is changed.</summary>
    private const string ModelInPages = "http://localhost:11434/v1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-docs-");
    private readonly TestDatabase _database;
    private readonly ScriptedModelServer _model;
    private readonly Dictionary<string, string> _environment;

    private ReaderOfDocs(TestDatabase database, ScriptedModelServer model, Dictionary<string, string> environment)
    {
        (_database, _model, _environment) = (database, model, environment);
        foreach (string lent in new[] { "samples", "samples-purchase-orders", "schemas" })
        {
            Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, lent), Some.RepositoryPath(lent));
        }
    }

    public static async Task<ReaderOfDocs> StartAsync(Infrastructure infrastructure)
    {
        var database = await infrastructure.NewBareDatabaseAsync();
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{AppContext.BaseDirectory}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["Postgres__ConnectionString"] = database.ConnectionString,
            ["Storage__ConnectionString"] = infrastructure.StorageConnectionString,
            ["Storage__InboxContainers"] = (await infrastructure.NewContainerAsync()).Name,
            ["Queue__Names"] = (await infrastructure.NewQueueAsync()).Name,
            ["Queue__PoisonName"] = (await infrastructure.NewQueueAsync()).Name,
            ["Outbox__Queue"] = (await infrastructure.NewQueueAsync()).Name,
        };
        return new ReaderOfDocs(database, await ScriptedModelServer.StartAsync(DocsModel.Choose, new RequestRules()), environment);
    }

    public Task<ProgramResult> DoAsync(RunnableBlock block) => block.Language == "sql" ? AskAsync(block.Text) : RunAsync(block.Text);

    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<ProgramResult> AskAsync(string sql)
    {
        await using var connection = await _database.Source.OpenConnectionAsync();
        var rows = await connection.QueryAsync(sql);
        return new ProgramResult(0, string.Join('\n', rows.Cast<IDictionary<string, object?>>().Select(row => string.Join(" | ", row.Values))), "");
    }

    private Task<ProgramResult> RunAsync(string commands) => Commands.Program.RunAsync(
        new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands.Replace(ModelInPages, _model.Endpoint.ToString(), StringComparison.Ordinal)])
        {
            WorkingDirectory = _folder.FullName,
        },
        _environment, "");
}
