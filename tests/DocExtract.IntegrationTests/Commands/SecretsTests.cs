using System.Collections.Concurrent;
using System.Diagnostics;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.IntegrationTests.ModelServer;
using Npgsql;

namespace DocExtract.IntegrationTests.Commands;

/// <summary>Whatever goes wrong: no key, no password, no signature and nothing of a document is told to logs, terminals and the poison queue.</summary>
public sealed class SecretsTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private const string Key = "sk-secret-of-the-model";
    private const string Password = "secret-of-the-database";
    private const string Signature = "c2VjcmV0LW9mLXRoZS1zdG9yYWdl";

    /// <summary>What stands on the document, and its name.</summary>
    private static readonly string[] Contents = ["Birchwood", "2026-0042", "Printer paper", "march.pdf"];

    [Fact]
    public async Task A_worker_whose_model_fails_and_repeats_what_it_was_sent_logs_neither_the_document_nor_the_key()
    {
        await using var model = await ScriptedModelServer.StartAsync(
            Enumerable.Repeat(ModelStep.Error(500, null, $"cannot read Birchwood Paper Ltd 2026-0042 for {Key}"), 10));
        await using var pipeline = await WithModelAsync(model, ("Job:MaxAttempts", "2"), ("Vision:Attempts", "1"));
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());

        string output = await WorkAsync(pipeline, async () => await pipeline.FindAsync("march.pdf") is { Status: "rejected" } && await PoisonedAsync(pipeline));
        string poison = (await pipeline.Poison.PeekMessageAsync()).Value.Body.ToString();

        Assert.Contains("attempt 1 failed: The model server at", output, StringComparison.Ordinal);
        Assert.Contains("answered 500", poison, StringComparison.Ordinal);
        AssertSilent(output, [Key, Password, .. Contents]);
        AssertSilent(poison, [Key, Password, "Birchwood"]);
        Assert.Equal(0L, await pipeline.ScalarAsync<long>($"select count(*) from docextract.attempts where error like '%{Key}%'"));
        Assert.Contains("Birchwood", await pipeline.ScalarAsync<string>("select error from docextract.attempts where attempt = 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_whose_key_is_refused_ends_without_showing_it()
    {
        await using var model = await ScriptedModelServer.StartAsync(Enumerable.Repeat(ModelStep.Error(401, "invalid_api_key", $"Incorrect API key: {Key}."), 10));
        await using var pipeline = await WithModelAsync(model);
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());

        var result = await Program.RunAsync(Environment(pipeline), "worker");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("does not accept the key", result.Errors, StringComparison.Ordinal);
        AssertSilent(result.Output + result.Errors, [Key, Password, .. Contents]);
    }

    [Fact]
    public async Task A_worker_that_reads_well_logs_nothing_of_the_document()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        await pipeline.DropAsync("birchwood broken.pdf", "%PDF-1.7\nBirchwood"u8.ToArray());

        string output = await WorkAsync(pipeline, async () =>
            await pipeline.FindAsync("march.pdf") is { Status: "accepted" or "needs_review" } && await pipeline.FindAsync("birchwood broken.pdf") is { Status: "rejected" });

        Assert.Contains("attempt 1", output, StringComparison.Ordinal);
        AssertSilent(output, [Password, "birchwood", .. Contents]);
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("retry", "1")]
    [InlineData("report", "summary")]
    [InlineData("migrate")]
    public async Task A_password_that_breaks_the_connection_string_is_not_repeated(params string[] command)
    {
        var result = await Program.RunAsync(
            new Dictionary<string, string>
            {
                ["Postgres__ConnectionString"] = $"Host=127.0.0.1;Password=half;{Password}=other half",
                ["Storage__ConnectionString"] = infrastructure.StorageConnectionString,
                ["Health__Port"] = "0",
            },
            command);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Postgres__ConnectionString cannot be read", result.Errors, StringComparison.Ordinal);
        AssertSilent(result.Output + result.Errors, [Password]);
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_without_its_password()
    {
        var result = await Program.RunAsync(
            new Dictionary<string, string> { ["Postgres__ConnectionString"] = $"Host=127.0.0.1;Port=1;Username=docextract;Password={Password}" }, "report", "summary");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("127.0.0.1:1", result.Errors, StringComparison.Ordinal);
        AssertSilent(result.Output + result.Errors, [Password]);
    }

    [Theory]
    [InlineData("poison", "list")]
    [InlineData("run", "docextract.dll")]
    public async Task A_signature_that_the_storage_refuses_is_not_repeated(params string[] command)
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var account = infrastructure.StorageConnectionString.Split(';').Where(setting => setting.Contains("Endpoint=", StringComparison.Ordinal));
        var result = await Program.RunAsync(
            new Dictionary<string, string>
            {
                ["Postgres__ConnectionString"] = database.ConnectionString,
                ["Storage__ConnectionString"] = string.Join(';', [.. account, $"SharedAccessSignature=sv=2024-11-04&ss=bq&srt=sco&sp=rwdlacup&se=2030-01-01T00:00:00Z&sig={Signature}"]),
            },
            command);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("403", result.Errors, StringComparison.Ordinal);
        AssertSilent(result.Output + result.Errors, [Signature, "sig="]);
    }

    private static void AssertSilent(string output, IEnumerable<string> secrets) =>
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, output, StringComparison.Ordinal));

    private static async Task<bool> PoisonedAsync(Pipeline pipeline) => (await pipeline.Poison.GetPropertiesAsync()).Value.ApproximateMessagesCount == 1;

    private Task<Pipeline> WithModelAsync(ScriptedModelServer model, params (string Key, string Value)[] settings) => Pipeline.CreateAsync(
        infrastructure,
        [("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"), ("Vision:ApiKey", Key), ("Vision:RetryDelay", "00:00:00.010"), .. settings]);

    /// <summary>With a password that Postgres need not ask for, and with everything logged that can be.</summary>
    private static Dictionary<string, string> Environment(Pipeline pipeline) => new(pipeline.Environment)
    {
        ["Postgres__ConnectionString"] = new NpgsqlConnectionStringBuilder(pipeline.Database.ConnectionString) is { Password: null or "" } builder
            ? new NpgsqlConnectionStringBuilder(builder.ConnectionString) { Password = Password }.ConnectionString
            : pipeline.Database.ConnectionString,
        ["Health__Port"] = "0",
        ["Logging__LogLevel__Default"] = "Trace",
        ["Logging__LogLevel__Microsoft"] = "Information",
    };

    /// <summary>Lets the executable work until something is the case; everything that it wrote.</summary>
    private static async Task<string> WorkAsync(Pipeline pipeline, Func<Task<bool>> holds)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "docextract"), ["worker"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment(pipeline))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        ConcurrentQueue<string?> lines = [];
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data);
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await Pipeline.UntilAsync(holds);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        return string.Join('\n', lines);
    }
}
