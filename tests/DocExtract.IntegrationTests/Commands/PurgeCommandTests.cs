using Azure.Storage.Blobs;
using Dapper;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Commands;

/// <summary>What is old is emptied, and is neither read nor paid for once more.</summary>
public sealed class PurgeCommandTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task Nothing_that_came_from_the_content_stays_and_what_was_spent_stays_known()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer.Replace("\"120.00\"", "\"720.00\"", StringComparison.Ordinal)));
        using var priced = new PricedProfile(input: 1, output: 4);
        await using var pipeline = await WithModelAsync(model, ("Vision:Profile", PricedProfile.Name), ("Vision:ProfileFolder", priced.Folder));
        var march = await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("march.pdf");
        await Program.RunAsync(pipeline.Environment, "correct", $"{document.Id}", "seller/name=Birchwood Paper Limited");
        await AgeAsync(pipeline, 400);
        string spend = (await SpendAsync(pipeline))!;

        var result = await Program.RunAsync(pipeline.Environment, "purge", "--older-than", "365d");

        Assert.Equal((0, "1 files purged."), (result.ExitCode, result.Errors.Trim()));
        Assert.NotEqual("", spend);
        Assert.Equal(spend, await SpendAsync(pipeline));
        foreach (string content in new[] { "Birchwood", "2026-0042", "Printer paper", "720.00" })
        {
            Assert.Equal("", await WhereAsync(pipeline, content));
        }

        Assert.Equal(0L, await pipeline.ScalarAsync<long>("select count(*) from report.review_queue"));
        Assert.Equal(0L, await pipeline.ScalarAsync<long>("select count(*) from docextract.current_documents"));
        Assert.Equal(0L, await pipeline.ScalarAsync<long>("select count(*) from docextract.outbox"));
        Assert.Equal("needs_review", (await pipeline.FindAsync("march.pdf"))!.Status);

        // Its message and its blob come once more, and nobody is asked.
        await pipeline.Queue.SendMessageAsync(march.ToMessage());
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);
        Assert.Single(model.Requests);
        Assert.Equal(1, (await pipeline.FindAsync("march.pdf"))!.Attempt);
    }

    [Fact]
    public async Task A_copy_of_what_was_purged_is_still_told_as_one_and_read_since_there_is_nothing_to_take_over()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.DropAsync("first.xml", Some.InvoiceXml());
        await pipeline.StartAsync();
        var first = await pipeline.FinishedAsync("first.xml");
        await AgeAsync(pipeline, 400);
        await Program.RunAsync(pipeline.Environment, "purge", "--older-than", "365d");

        await pipeline.DropAsync("copy.xml", Some.InvoiceXml());
        var copy = await pipeline.FinishedAsync("copy.xml");

        Assert.Equal(("needs_review", 120.00m), (copy.Status, copy.Total));
        Assert.Equal($"The same file as document {first.Id}, byte by byte. Pay only one.", await pipeline.ScalarAsync<string>($"select verdict_reasons[1] from docextract.documents where id = {copy.Id}"));
    }

    [Fact]
    public async Task Files_go_where_that_is_said_also_later_and_only_in_the_version_that_was_read()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.DropAsync("Ada Lovelace.xml", Some.InvoiceXml());
        await pipeline.DropAsync("overwritten.xml", Some.InvoiceXml("2026-0077"));
        await pipeline.StartAsync();
        await pipeline.FinishedAsync("Ada Lovelace.xml");
        await pipeline.FinishedAsync("overwritten.xml");
        await pipeline.UploadAsync("overwritten.xml", Some.InvoiceXml("2026-0078"));
        await AgeAsync(pipeline, 400);

        var without = await Program.RunAsync(pipeline.Environment, "purge", "--older-than", "365d");
        var before = await BlobsAsync(pipeline.Inbox);
        var with = await Program.RunAsync(pipeline.Environment, "purge", "--older-than", "365d", "--files");

        Assert.Equal((0, 0), (without.ExitCode, with.ExitCode));
        Assert.Equal("Ada Lovelace.xml, overwritten.xml", before);
        Assert.Equal("overwritten.xml", await BlobsAsync(pipeline.Inbox));
        Assert.Equal("", await WhereAsync(pipeline, "Lovelace"));
        Assert.Contains("0 files purged with their blobs.", (await Program.RunAsync(pipeline.Environment, "purge", "--older-than", "365d", "--files")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_or_is_being_read_or_is_young_stays_and_a_dry_run_changes_nothing()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long old = await Some.StoreAsync(store, Some.AcceptedInvoice());
        long oldReview = await Some.StoreAsync(store, Some.AcceptedInvoice(file: "b"));
        long split = await Some.StoreAsync(store, Some.SplitFile(Some.AcceptedInvoice("A-1001"), Some.AcceptedInvoice("A-1002") with { Verdict = Verdict.NeedsReview }));
        await database.ScalarAsync<int>("update docextract.documents set finished_at = now() - interval '400 days', started_at = now() - interval '400 days', queued_at = now() - interval '400 days'");
        await Some.StoreAsync(store, Some.AcceptedInvoice("young"));
        await Some.ClaimAsync(database, "being read.pdf");
        long acceptedBefore = await database.ScalarAsync<long>("select sum(accepted) from report.summary");
        var environment = new Dictionary<string, string> { ["Postgres__ConnectionString"] = database.ConnectionString };

        var dry = await Program.RunAsync(environment, "purge", "--older-than", "9600h", "--dry-run");
        long purgedDry = await database.ScalarAsync<long>("select count(*) from docextract.documents where purged_at is not null");
        var accepted = await Program.RunAsync(environment, "purge", "--older-than", "9600h", "--status", "accepted");
        string? purgedAccepted = await PurgedAsync();
        var all = await Program.RunAsync(environment, "purge", "--older-than", "9600h");

        Assert.Equal((0, 0, 0), (dry.ExitCode, accepted.ExitCode, all.ExitCode));
        Assert.Contains("1 accepted, 1 needs review, 1 split files; 0 remembered answers, 0 collected batches. Nothing was changed.", dry.Output, StringComparison.Ordinal);
        Assert.Equal(0L, purgedDry);
        Assert.Equal($"{old}", purgedAccepted);
        Assert.Equal($"{old} {oldReview} {split} {split + 1} {split + 2}", await PurgedAsync());
        Assert.Equal(acceptedBefore, await database.ScalarAsync<long>("select sum(accepted) from report.summary"));

        Task<string?> PurgedAsync() => database.ScalarAsync<string>("select string_agg(id::text, ' ' order by id) from docextract.documents where purged_at is not null");
    }

    [Fact]
    public async Task More_than_one_portion_is_purged_to_the_end()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await database.ScalarAsync<int>(
            """
            insert into docextract.documents (source_uri, etag, file_name, status, rejection_code, rejection_message, queued_at, finished_at)
            select 'https://account.blob.core.windows.net/inbox/' || n, '1', n::text, 'rejected', 'corrupt', 'It is broken.', now() - interval '2 days', now() - interval '2 days'
            from generate_series(1, 501) n
            """);

        var result = await Program.RunAsync(new Dictionary<string, string> { ["Postgres__ConnectionString"] = database.ConnectionString }, "purge", "--older-than", "1d");

        Assert.Contains("501 files purged.", result.Output, StringComparison.Ordinal);
        Assert.Equal(501L, await database.ScalarAsync<long>("select count(*) from docextract.documents where purged_at is not null and rejection_message is null and rejection_code = 'corrupt'"));
    }

    [Fact]
    public async Task Answers_of_models_can_be_removed_by_their_age_alone()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await Some.StoreAsync(new DocumentStore(database.Source), Some.AcceptedInvoice());
        await database.ScalarAsync<int>(
            """
            update docextract.documents set finished_at = now() - interval '400 days';
            insert into docextract.model_answers (question_sha256, endpoint, model, answer, created_at)
            select lpad(n::text, 64, '0'), 'https://models.example/v1', 'some-model', '{}', now() - interval '1 day' * n from generate_series(1, 500) n
            """);

        var result = await Program.RunAsync(new Dictionary<string, string> { ["Postgres__ConnectionString"] = database.ConnectionString }, "purge", "--older-than", "30d", "--answers");

        Assert.Contains("471 remembered answers", result.Output, StringComparison.Ordinal);
        Assert.Equal(29L, await database.ScalarAsync<long>("select count(*) from docextract.model_answers"));
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from docextract.documents where purged_at is not null"));
    }

    [Theory]
    [InlineData("purge")]
    [InlineData("purge", "--older-than", "365")]
    [InlineData("purge", "--older-than", "-1d")]
    [InlineData("purge", "--older-than", "1d", "--status", "queued")]
    [InlineData("purge", "--older-than", "1d", "--answers", "--files")]
    public async Task What_is_not_said_clearly_is_refused(params string[] arguments)
    {
        var result = await Program.RunAsync(arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.NotEmpty(result.Errors);
    }

    private Task<Pipeline> WithModelAsync(ScriptedModelServer model, params (string Key, string Value)[] settings) => Pipeline.CreateAsync(
        infrastructure, [("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"), ("Vision:RepairRounds", "0"), .. settings]);

    private static Task<int> AgeAsync(Pipeline pipeline, int days) =>
        pipeline.ScalarAsync<int>($"update docextract.documents set finished_at = finished_at - interval '{days} days' where finished_at is not null");

    private static Task<string?> SpendAsync(Pipeline pipeline) => pipeline.ScalarAsync<string>("select string_agg(model_costs::text, '; ') from report.model_costs");

    private static async Task<string> BlobsAsync(BlobContainerClient inbox)
    {
        List<string> names = [];
        await foreach (var blob in inbox.GetBlobsAsync())
        {
            names.Add(blob.Name);
        }

        return string.Join(", ", names);
    }

    /// <summary>The tables in whose rows a text stands.</summary>
    private static async Task<string> WhereAsync(Pipeline pipeline, string text)
    {
        await using var connection = await pipeline.Database.Source.OpenConnectionAsync();
        List<string> found = [];
        foreach (string table in await connection.QueryAsync<string>("select table_name from information_schema.tables where table_schema = 'docextract' and table_type = 'BASE TABLE'"))
        {
            if (await connection.ExecuteScalarAsync<bool>($"select exists (select from docextract.\"{table}\" row where row::text like @like)", new { like = $"%{text}%" }))
            {
                found.Add(table);
            }
        }

        return string.Join(", ", found);
    }
}
