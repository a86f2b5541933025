using System.Text;
using System.Text.Json.Nodes;
using DocExtract.IntegrationTests.Commands;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.IntegrationTests.ModelServer;

namespace DocExtract.IntegrationTests.Batches;

/// <summary>A folder of documents, a database and storage of one test's own, and a model server with batches: what the executable is pointed at.</summary>
internal sealed class BatchBench : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-test-");
    private readonly PricedProfile _profile = new(input: 1, output: 4, batch: 0.5m);
    private readonly Dictionary<string, string> _settings;

    private BatchBench(TestDatabase database, ScriptedModelServer model, BatchDesk desk, Dictionary<string, string> settings)
    {
        (Database, Model, Desk, _settings) = (database, model, desk, settings);
        settings["Vision__Endpoint"] = model.Endpoint.AbsoluteUri;
        settings["Vision__Model"] = "scripted";
        settings["Vision__Profile"] = PricedProfile.Name;
        settings["Vision__ProfileFolder"] = _profile.Folder;
        settings["Vision__Attempts"] = "1";
        settings["Extraction__Type"] = "invoice";
    }

    public TestDatabase Database { get; }

    /// <summary>Answers online by its script.</summary>
    public ScriptedModelServer Model { get; }

    public BatchDesk Desk { get; }

    /// <summary>The model server's address as it is written down and told.</summary>
    public string Address => Model.Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Bodies of the questions of all uploaded files, by their hashes.</summary>
    public IReadOnlyDictionary<string, JsonNode> Questions => Desk.Files.Where(file => file.Purpose == "batch")
        .SelectMany(file => Encoding.UTF8.GetString(file.Content).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Select(line => JsonNode.Parse(line)!)
        .ToDictionary(line => (string)line["custom_id"]!, line => line["body"]!);

    /// <param name="infrastructure">Where everything lives.</param>
    /// <param name="online">What is answered to questions outside of batches.</param>
    public static async Task<BatchBench> CreateAsync(Infrastructure infrastructure, params IEnumerable<ModelStep> online)
    {
        var database = await infrastructure.NewDatabaseAsync();
        var desk = new BatchDesk(request => Completion.Of(Some.TruthfulAnswer(request)));
        var model = await ScriptedModelServer.StartAsync(online, new RequestRules(), desk);
        return new BatchBench(database, model, desk, new Dictionary<string, string>
        {
            ["Postgres__ConnectionString"] = database.ConnectionString,
            ["Storage__ConnectionString"] = infrastructure.StorageConnectionString,
            ["Storage__InboxContainers"] = (await infrastructure.NewContainerAsync()).Name,
            ["Queue__Names"] = (await infrastructure.NewQueueAsync()).Name,
            ["Queue__PoisonName"] = (await infrastructure.NewQueueAsync()).Name,
        });
    }

    /// <summary>Puts invoices into the folder, each with a letter as its name and a number of its own.</summary>
    public BatchBench With(params string[] names)
    {
        foreach (string name in names)
        {
            Put($"{name}.pdf", Some.InvoicePdf($"2026-000{name[0] - 'a'}"));
        }

        return this;
    }

    public void Put(string name, byte[] content) => File.WriteAllBytes(Path.Combine(_folder.FullName, name), content);

    public BatchBench Set(string setting, string value)
    {
        _settings[setting] = value;
        return this;
    }

    public BatchBench Without(string setting)
    {
        _settings.Remove(setting);
        return this;
    }

    public Task<ProgramResult> SubmitAsync() => RunAsync("submit", _folder.FullName);

    public Task<ProgramResult> CollectAsync(params string[] options) => RunAsync(["collect", .. options]);

    public Task<ProgramResult> StatusAsync() => RunAsync("status");

    /// <summary>File names by status, in order.</summary>
    public async Task<string> StatusesAsync() =>
        await Database.ScalarAsync<string>("select string_agg(file_name || ' ' || status || coalesce(' ' || total, ''), ', ' order by file_name) from docextract.documents") ?? "";

    /// <summary>States of the calls with their costs, in order.</summary>
    public async Task<string> CallsAsync() =>
        await Database.ScalarAsync<string>("select string_agg(state || ' ' || trim_scale(cost), ', ' order by state, cost) from report.calls") ?? "";

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();
        _profile.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task<ProgramResult> RunAsync(params string[] arguments) => Commands.Program.RunAsync(_settings, ["batch", .. arguments]);
}
