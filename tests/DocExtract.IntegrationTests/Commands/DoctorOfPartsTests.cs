using Azure.Storage.Blobs;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.Commands;

/// <summary><c>docextract doctor</c> on the parts around the model: each is well or told with what mends it, and no secret is.</summary>
public sealed class DoctorOfPartsTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private const string StorageKey = "c2VjcmV0LW9mLXRoZS1zdG9yYWdl";

    [Fact]
    public async Task Where_all_is_well_each_part_has_its_line_and_it_makes_0()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);

        var result = await Program.RunAsync(pipeline.Environment, "doctor");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.DoesNotContain("wrong  ", result.Output, StringComparison.Ordinal);
        Assert.Contains("All is well.", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["settings", "database", "storage", "queues", "queues", "schemas", "schemas", "schemas", "PDFium", "fonts", "libvips", "ImageMagick", "OCR", "model"],
            Lines(result).Select(line => line[7..].Split(' ')[0]));
        Assert.Contains(Lines(result), line => line.EndsWith("all migrations are applied.", StringComparison.Ordinal));
        Assert.Contains($"container {pipeline.Inbox.Name} at ", result.Output, StringComparison.Ordinal);
        Assert.Contains($"queue {pipeline.Queue.Name}: 0 messages", result.Output, StringComparison.Ordinal);
        AssertSilent(pipeline, result);
    }

    [Fact]
    public async Task Storage_that_is_away_is_told_and_the_other_parts_are_looked_at_all_the_same()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);

        var result = await DiagnoseAsync(pipeline, ("Storage__ConnectionString",
            $"DefaultEndpointsProtocol=http;AccountName=away;AccountKey={StorageKey};BlobEndpoint=http://127.0.0.1:1/away;QueueEndpoint=http://127.0.0.1:1/away;"));

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["storage", "queues"], Wrong(result).Select(line => line.Split(' ')[0]));
        Assert.All(Wrong(result), line => Assert.Contains("The storage account does not answer.", line, StringComparison.Ordinal));
        Assert.Contains("all migrations are applied.", result.Output, StringComparison.Ordinal);
        Assert.Contains("OCR", result.Output, StringComparison.Ordinal);
        AssertSilent(pipeline, result);
    }

    [Fact]
    public async Task A_database_without_migrations_is_told_with_the_command_that_applies_them()
    {
        await using var bare = await infrastructure.NewBareDatabaseAsync();
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, bare);

        var before = await Program.RunAsync(pipeline.Environment, "doctor");
        await Program.RunAsync(pipeline.Environment, "migrate");
        var after = await Program.RunAsync(pipeline.Environment, "doctor");

        Assert.Equal((1, 0), (before.ExitCode, after.ExitCode));
        string line = Assert.Single(Wrong(before));
        Assert.StartsWith("database", line, StringComparison.Ordinal);
        Assert.Contains("0001_create_documents", line, StringComparison.Ordinal);
        Assert.EndsWith("To apply: docextract migrate", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_without_its_password()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);

        var result = await DiagnoseAsync(pipeline, ("Postgres__ConnectionString", "Host=127.0.0.1;Port=1;Username=docextract;Password=secret-of-the-database"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Postgres__ConnectionString names it", Assert.Single(Wrong(result)), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-database", result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_and_a_container_that_are_missing_are_told_with_the_commands_that_create_them()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.Queue.DeleteAsync();

        var result = await DiagnoseAsync(pipeline, ("Storage__InboxContainers", $"{pipeline.Inbox.Name},not-there"));

        Assert.Equal(1, result.ExitCode);
        Assert.Collection(
            Wrong(result),
            line => Assert.EndsWith("az storage container create --name not-there --connection-string \"$Storage__ConnectionString\"", line, StringComparison.Ordinal),
            line => Assert.EndsWith($"az storage queue create --name {pipeline.Queue.Name} --connection-string \"$Storage__ConnectionString\"", line, StringComparison.Ordinal));
        Assert.False(await new BlobContainerClient(infrastructure.StorageConnectionString, "not-there", new BlobClientOptions(Endpoints.BlobVersion)).ExistsAsync());
    }

    [Fact]
    public async Task A_broken_schema_is_told_with_its_file_and_the_others_are_well()
    {
        var folder = Directory.CreateTempSubdirectory("docextract-test-");
        try
        {
            foreach (string file in new[] { "schema.json", "checks.json", "prompt.md", "labels.json" })
            {
                foreach (string type in new[] { "good", "broken" })
                {
                    Directory.CreateDirectory(Path.Combine(folder.FullName, type));
                    File.Copy(Some.RepositoryPath("schemas", "receipt", file), Path.Combine(folder.FullName, type, file));
                }
            }

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "broken", "schema.json"), "{ \"type\": \"obj");
            var result = await Program.RunAsync(new Dictionary<string, string> { ["Extraction__Schemas"] = folder.FullName }, "doctor");

            Assert.Equal(1, result.ExitCode);
            string line = Assert.Single(Wrong(result));
            Assert.Contains(Path.Combine("broken", "schema.json"), line, StringComparison.Ordinal);
            Assert.EndsWith($"docextract schemas check {Path.Combine(folder.FullName, "broken")}", line, StringComparison.Ordinal);
            Assert.Contains("good, version", result.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_mistyped_setting_is_told_the_model_is_not_asked_and_other_commands_refuse_it()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Error(500, null, "Nobody should ask."));
        var mistyped = new Dictionary<string, string> { ["Queue__VisibilityTimout"] = "00:01:00", ["Vision__Timeout"] = "soon", ["Vision__Endpoint"] = model.Endpoint.AbsoluteUri };

        var result = await Program.RunAsync(mistyped, "doctor");
        string[] refusals =
        [
            .. await Task.WhenAll(new[] { "settings", "worker", "migrate", "health", "local" }.Select(async command =>
            {
                var refused = await Program.RunAsync(mistyped, command);
                Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
                return refused.Errors;
            })),
        ];

        Assert.Equal(1, result.ExitCode);
        const string Sentence = "Queue:VisibilityTimout (environment variable Queue__VisibilityTimout) is no setting; did you mean Queue:VisibilityTimeout?";
        Assert.Contains($"settings          {Sentence}", Wrong(result));
        Assert.Contains(Wrong(result), line => line.StartsWith("model", StringComparison.Ordinal));
        Assert.Empty(model.Requests);
        Assert.All(refusals, refusal => Assert.Equal(
            $"{Sentence}{Environment.NewLine}Vision__Timeout (environment variable Vision__Timeout) cannot be 'soon'. Use hours:minutes:seconds, such as 00:01:30.", refusal.TrimEnd()));
    }

    [Fact]
    public async Task A_part_that_is_missing_on_this_machine_is_told_with_what_brings_it()
    {
        var result = await Program.RunAsync(
            new Dictionary<string, string> { ["Extraction__Pages__ModelDirectory"] = AppContext.BaseDirectory, ["Extraction__Pages__PictureDecoder"] = "/nowhere/docextract" }, "doctor");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["libvips", "ImageMagick", "OCR"], Wrong(result).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Settings_are_listed_with_their_source_and_without_their_values()
    {
        var result = await Program.RunAsync(new Dictionary<string, string> { ["Postgres__ConnectionString"] = "Password=secret", ["Queue__Concurrency"] = "3" }, "settings");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Postgres:ConnectionString  environment variable Postgres__ConnectionString", result.Output, StringComparison.Ordinal);
        Assert.Contains("Queue:Concurrency  environment variable Queue__Concurrency", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Output, StringComparison.Ordinal);
    }

    private static Task<ProgramResult> DiagnoseAsync(Pipeline pipeline, params (string Name, string Value)[] settings) => Program.RunAsync(
        pipeline.Environment.Where(known => !settings.Any(setting => setting.Name == known.Key)).Concat(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).ToDictionary(),
        "doctor");

    private static string[] Lines(ProgramResult result) =>
        [.. result.Output.Split(Environment.NewLine).Where(line => line.StartsWith("ok     ", StringComparison.Ordinal) || line.StartsWith("wrong  ", StringComparison.Ordinal))];

    private static string[] Wrong(ProgramResult result) => [.. Lines(result).Where(line => line.StartsWith("wrong", StringComparison.Ordinal)).Select(line => line[7..])];

    private static void AssertSilent(Pipeline pipeline, ProgramResult result)
    {
        string key = KeyOf(pipeline.Environment["Storage__ConnectionString"]);
        Assert.All([StorageKey, key], secret => Assert.DoesNotContain(secret, result.Output + result.Errors, StringComparison.Ordinal));

        static string KeyOf(string account) => account.Split("AccountKey=")[1].Split(';')[0];
    }
}
