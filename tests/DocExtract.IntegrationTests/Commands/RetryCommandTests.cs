using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Commands;

/// <summary>Finished documents that are read once more: what was stored before is kept, and nothing is paid or accepted by mistake.</summary>
public sealed class RetryCommandTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task A_document_under_review_is_read_once_more_and_the_earlier_result_is_kept_whole()
    {
        await using var model = await ScriptedModelServer.StartAsync(
            ModelStep.Answer(Some.InvoiceAnswer.Replace("\"120.00\"", "\"720.00\"", StringComparison.Ordinal)), ModelStep.Answer(Some.InvoiceAnswer));
        using var priced = new PricedProfile(input: 1, output: 4);
        await using var pipeline = await WithModelAsync(model, ("Vision:Profile", PricedProfile.Name), ("Vision:ProfileFolder", priced.Folder), ("Vision:CacheMaxAge", "00:00:00"));
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        await pipeline.StartAsync();
        var before = await pipeline.FinishedAsync("march.pdf");
        decimal spent = await pipeline.ScalarAsync<decimal>("select sum(cost) from docextract.model_calls");

        var retried = await Program.RunAsync(pipeline.Environment, "retry", "--status", "needs_review");
        await Pipeline.UntilAsync(async () => await pipeline.FindAsync("march.pdf") is { Attempt: 2, Status: "accepted" });

        Assert.Equal((0, ""), (retried.ExitCode, retried.Errors));
        Assert.Contains("1 file to be read once more. Models cost", retried.Output, StringComparison.Ordinal);
        Assert.Equal(("needs_review", 720.00m), (before.Status, before.Total));
        Assert.Equal((before.Id, 120.00m), ((await pipeline.FindAsync("march.pdf"))!.Id, (await pipeline.FindAsync("march.pdf"))!.Total));
        Assert.Equal("needs_review 720.00 -> accepted 120.00", await pipeline.ScalarAsync<string>("select was || ' ' || was_total || ' -> ' || status || ' ' || total from report.retried"));
        Assert.True(await pipeline.ScalarAsync<bool>(
            "select fields @> '[{\"field\": \"/total\", \"value\": \"720.00\"}]' and findings @> '[{\"severity\": \"error\"}]' and model_cost > 0 from docextract.earlier_results"));
        Assert.Equal(0L, await pipeline.ScalarAsync<long>("select count(*) from docextract.findings where severity = 'error'"));
        Assert.Equal(spent * 2, await pipeline.ScalarAsync<decimal>("select sum(cost) from report.model_costs"));
        Assert.Equal(spent, await pipeline.ScalarAsync<decimal>("select model_cost from docextract.documents"));
    }

    [Fact]
    public async Task An_accepted_document_is_left_alone_unless_that_is_said_and_then_is_no_copy_of_its_copies()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, ("Queue:Concurrency", "1"));
        await pipeline.DropAsync("first.xml", Some.InvoiceXml());
        await pipeline.StartAsync();
        var first = await pipeline.FinishedAsync("first.xml");
        await pipeline.DropAsync("copy.xml", Some.InvoiceXml());
        await pipeline.DropAsync("like it.xml", [.. Some.InvoiceXml(), .. "\n"u8]);
        var copy = await pipeline.FinishedAsync("copy.xml");
        var likeIt = await pipeline.FinishedAsync("like it.xml");

        var left = await Program.RunAsync(pipeline.Environment, "retry", $"{first.Id}");
        var retried = await Program.RunAsync(pipeline.Environment, "retry", $"{first.Id}", "--accepted");
        await Pipeline.UntilAsync(async () => await pipeline.FindAsync("first.xml") is { Attempt: 2, Status: not ("queued" or "processing") });

        Assert.Equal(("needs_review", "needs_review"), (copy.Status, likeIt.Status));
        Assert.Equal((1, 0), (left.ExitCode, retried.ExitCode));
        Assert.Contains("Say --accepted", left.Output, StringComparison.Ordinal);
        Assert.Equal(("accepted", "e-invoice"), ((await pipeline.FindAsync("first.xml"))!.Status, (await pipeline.FindAsync("first.xml"))!.Reader));
        Assert.Equal(2L, await pipeline.ScalarAsync<long>($"select count(*) from report.duplicates where earlier_id = {first.Id} and status = 'needs_review'"));
    }

    [Fact]
    public async Task A_copy_that_is_read_once_more_stays_a_copy()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, ("Queue:Concurrency", "1"));
        await pipeline.DropAsync("first.xml", Some.InvoiceXml());
        await pipeline.StartAsync();
        var first = await pipeline.FinishedAsync("first.xml");
        await pipeline.DropAsync("copy.xml", Some.InvoiceXml());
        await pipeline.FinishedAsync("copy.xml");

        await Program.RunAsync(pipeline.Environment, "retry", "--reason", "duplicate");
        await Pipeline.UntilAsync(async () => await pipeline.FindAsync("copy.xml") is { Attempt: 2, Status: not ("queued" or "processing") });

        Assert.Equal("needs_review", (await pipeline.FindAsync("copy.xml"))!.Status);
        Assert.Equal("needs_review", await pipeline.ScalarAsync<string>("select outcome from docextract.attempts where attempt = 2"));
        Assert.Equal(first.Id, await pipeline.ScalarAsync<long>("select earlier_id from report.duplicates where kind = 'content'"));
    }

    [Fact]
    public async Task Two_documents_under_review_that_are_each_others_copy_are_not_accepted_by_reading_the_first_once_more()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long first = await Some.StoreAsync(store, Some.AcceptedInvoice() with { Verdict = Verdict.NeedsReview });
        await Some.StoreAsync(store, Some.AcceptedInvoice(file: "b"));

        await ReadOnceMoreAsync(database, first, Some.AcceptedInvoice());

        // A person may have paid the other one from the review.
        Assert.Equal("needs_review", await database.ScalarAsync<string>($"select status from docextract.documents where id = {first}"));
    }

    [Fact]
    public async Task What_a_person_corrected_is_never_read_once_more()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        long id = await Some.StoreAsync(new DocumentStore(database.Source), Some.AcceptedInvoice() with { Verdict = Verdict.NeedsReview });
        await Program.RunAsync(new Dictionary<string, string> { ["Postgres__ConnectionString"] = database.ConnectionString }, "correct", $"{id}", "total=121.00");

        var plan = Assert.Single(await new RetryStore(database.Source).FindAsync(new RetryFilter { Status = "needs_review" }, default));

        Assert.Contains("A person corrected it, and that stands.", plan.Hindrance(accepted: true), StringComparison.Ordinal);
        Assert.False(await new RetryStore(database.Source).ReopenAsync(id, accepted: true, default));
        Assert.Equal(121.00m, await database.ScalarAsync<decimal>("select (data ->> 'total')::numeric from docextract.current_documents"));
    }

    [Fact]
    public async Task The_documents_of_a_file_that_is_read_once_more_keep_their_ids_and_those_that_are_no_more_are_kept_aside()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long file = await Some.StoreAsync(store, Some.SplitFile(Some.AcceptedInvoice("A-1001"), Some.AcceptedInvoice("A-1002", "2026-03-03", 80m)));
        var ids = await PartsAsync();
        var plan = Assert.Single(await new RetryStore(database.Source).FindAsync(new RetryFilter { Ids = [ids[1]] }, default));

        await ReadOnceMoreAsync(database, file, Some.SplitFile(Some.AcceptedInvoice("A-1001"), Some.AcceptedInvoice("A-1002", "2026-03-03", 90m), Some.AcceptedInvoice("A-1003", "2026-03-04", 70m)));
        var after = await PartsAsync();

        Assert.Equal((file, "Documents in it are accepted and may have been paid. Say --accepted to have it read once more."), (plan.Id, plan.Hindrance(accepted: false)));
        Assert.Equal(ids, after[..2]);
        Assert.Equal(3, after.Length);
        Assert.Equal(3L, await database.ScalarAsync<long>("select count(*) from docextract.documents where status = 'accepted'"));
        Assert.Equal("80 -> 90", await database.ScalarAsync<string>($"select was_total || ' -> ' || total from report.retried where id = {ids[1]}"));

        async Task<long[]> PartsAsync() =>
            [.. (await database.ScalarAsync<string>("select string_agg(id::text, ' ' order by part) from docextract.documents where parent_id is not null"))!.Split(' ').Select(long.Parse)];
    }

    [Fact]
    public async Task A_result_whose_file_is_gone_or_overwritten_is_not_given_up()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.DropAsync("deleted.txt", "just text"u8.ToArray());
        await pipeline.DropAsync("overwritten.txt", "just another text"u8.ToArray());
        await pipeline.StartAsync();
        await pipeline.FinishedAsync("deleted.txt");
        await pipeline.FinishedAsync("overwritten.txt");
        await pipeline.Inbox.DeleteBlobAsync("deleted.txt");
        await pipeline.UploadAsync("overwritten.txt", Some.InvoiceXml());

        var result = await Program.RunAsync(pipeline.Environment, "retry", "--reason", "unsupported");

        Assert.Contains("Its file was deleted", result.Output, StringComparison.Ordinal);
        Assert.Contains("Its file was overwritten", result.Output, StringComparison.Ordinal);
        Assert.Contains("0 queued.", result.Output, StringComparison.Ordinal);
        Assert.Equal(2L, await pipeline.ScalarAsync<long>("select count(*) from docextract.documents where rejection_code = 'unsupported'"));
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_done_and_changes_nothing()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.DropAsync("broken.txt", "just text"u8.ToArray());
        await pipeline.DropAsync("good.xml", Some.InvoiceXml());
        await pipeline.StartAsync();
        await pipeline.FinishedAsync("broken.txt");
        await pipeline.FinishedAsync("good.xml");
        await pipeline.StopAsync();

        var result = await Program.RunAsync(pipeline.Environment, "retry", "--since", "2020-01-01", "--dry-run");
        var none = await Program.RunAsync(pipeline.Environment, "retry", "--until", "2020-01-01", "--dry-run");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("broken.txt", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("good.xml", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 file to be read once more.", result.Output, StringComparison.Ordinal);
        Assert.Contains("0 files to be read once more.", none.Output, StringComparison.Ordinal);
        Assert.Equal(0, await pipeline.WaitingAsync());
        Assert.Equal("rejected", (await pipeline.FindAsync("broken.txt"))!.Status);
    }

    [Fact]
    public async Task One_that_waits_without_a_message_is_told_to_the_workers_again()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var announcement = await pipeline.UploadAsync("march.xml", Some.InvoiceXml());
        long id = await new DocumentStore(pipeline.Database.Source).AnnounceAsync(announcement, null, default);

        var result = await Program.RunAsync(pipeline.Environment, "retry", $"{id}");
        await pipeline.StartAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("accepted", (await pipeline.FinishedAsync("march.xml")).Status);
    }

    [Fact]
    public async Task Read_here_it_shows_the_results_itself()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.DropAsync("broken.txt", "just text"u8.ToArray());
        await pipeline.StartAsync();
        var broken = await pipeline.FinishedAsync("broken.txt");
        await pipeline.StopAsync();

        var result = await Program.RunAsync(pipeline.Environment, "retry", $"{broken.Id}", "--here");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("1 documents: 0 accepted, 0 need review, 1 rejected", result.Output, StringComparison.Ordinal);
        Assert.Equal(("rejected", 2), ((await pipeline.FindAsync("broken.txt"))!.Status, (await pipeline.FindAsync("broken.txt"))!.Attempt));
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("retry", "--accepted")]
    [InlineData("retry", "--since", "yesterday")]
    [InlineData("retry", "--status", "accepted")]
    public async Task Without_saying_which_documents_it_refuses(params string[] arguments)
    {
        var result = await Program.RunAsync(arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.NotEmpty(result.Errors);
    }

    private Task<Pipeline> WithModelAsync(ScriptedModelServer model, params (string Key, string Value)[] settings) => Pipeline.CreateAsync(
        infrastructure,
        [("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"), ("Vision:RepairRounds", "0"), .. settings]);

    private static async Task ReadOnceMoreAsync(TestDatabase database, long id, Extraction extraction)
    {
        Assert.True(await new RetryStore(database.Source).ReopenAsync(id, accepted: true, default));
        var candidate = Assert.Single(await new RetryStore(database.Source).FindAsync(new RetryFilter { Ids = [id] }, default));
        var store = new DocumentStore(database.Source);
        var claim = Assert.IsType<ClaimAnswer.Granted>(await store.ClaimAsync(candidate.Announcement, "worker", TimeSpan.FromMinutes(1), default)).Claim;
        Assert.Equal((id, 2, 0), (claim.DocumentId, claim.Attempt, claim.Failures));
        Assert.True(await store.SaveAsync(claim, extraction, default));
    }
}
