using Dapper;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.IntegrationTests.Reports;
using DocExtract.ModelServer;
using DocExtract.Schemas;
using DocExtract.Worker.Results;
using DocExtract.Worker.Retrying;
using Npgsql;

namespace DocExtract.IntegrationTests.Commands;

/// <summary>A document type gets a new version: what was read before is read for what is asked, and nothing else is touched.</summary>
public sealed class ReprocessCommandTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    /// <summary>What the model answers to the new version; all of it that was not asked for is wrong.</summary>
    private static readonly string WrongButForTheProject = Some.InvoiceAnswer
        .Replace("\"120.00\"", "\"720.00\"", StringComparison.Ordinal)
        .Replace("Birchwood Paper Ltd", "Someone Else Ltd", StringComparison.Ordinal)
        .Replace("{\"invoice_number\"", "{\"project_code\":\"OAK-77\",\"invoice_number\"", StringComparison.Ordinal);

    [Fact]
    public async Task A_new_field_is_filled_everything_else_stays_and_a_second_run_does_nothing()
    {
        using var schemas = new SchemaVersions();
        using var priced = new PricedProfile(input: 1, output: 4);
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer), ModelStep.Answer(WrongButForTheProject));
        await using var before = await ReadAsync(schemas, model, priced);
        var was = await before.FinishedAsync("march.pdf");
        await before.StopAsync();
        decimal cost = await before.ScalarAsync<decimal>("select model_cost from docextract.documents");
        string[] values = await ValuesAsync(before, was.Id);

        var dry = await RunAsync(before, schemas, "", "--fields", "project_code", "--dry-run");
        var unasked = await RunAsync(before, schemas, "", "--fields", "project_code");
        var refused = await RunAsync(before, schemas, "n\n", "--fields", "project_code");
        int waitingAfterNo = await before.WaitingAsync();
        var agreed = await RunAsync(before, schemas, "y\n", "--fields", "project_code");
        var waits = await RunAsync(before, schemas, "", "--fields", "project_code", "--yes");
        int waiting = await before.WaitingAsync();
        await using var after = await OtherAsync(before, schemas.After);
        await after.StartAsync();
        await Pipeline.UntilAsync(async () => await after.ScalarAsync<long>("select count(*) from docextract.reprocessings") == 1);
        await after.StopAsync();
        var again = await RunAsync(before, schemas, "", "--fields", "project_code", "--yes");
        var whole = await RunAsync(before, schemas, "", "--yes");

        Assert.Equal((0, 1, 1, 0, 0, 0), (dry.ExitCode, unasked.ExitCode, refused.ExitCode, agreed.ExitCode, waits.ExitCode, again.ExitCode));
        Assert.Contains("1 document in 1 file to be read once more; taken from it: /project_code, everything else stays.", dry.Output, StringComparison.Ordinal);
        Assert.True(cost > 0);
        Assert.Contains(FormattableString.Invariant($"Models will cost about {cost:0.00####}: as much as for these files the last time."), dry.Output, StringComparison.Ordinal);
        Assert.Contains("--yes where nobody can be asked", unasked.Output, StringComparison.Ordinal);
        Assert.Equal((0, 1), (waitingAfterNo, waiting));
        Assert.Contains("1 file left: It waits to be read", waits.Output, StringComparison.Ordinal);
        Assert.Equal(2, model.Requests.Count);

        var now = (await after.FindAsync("march.pdf"))!;
        Assert.Equal((was.Id, "accepted", 120.00m, "Birchwood Paper Ltd", was.Reader, 2), (now.Id, now.Status, now.Total, now.SellerName, now.Reader, now.Attempt));
        Assert.Equal("OAK-77", await after.ScalarAsync<string>("select data ->> 'project_code' from docextract.documents"));
        Assert.Equal(values.Append("/project_code=OAK-77 text-layer").Order(StringComparer.Ordinal), (await ValuesAsync(after, was.Id)).Order(StringComparer.Ordinal));
        Assert.True(await after.ScalarAsync<bool>(
            "select e.data = d.data - 'project_code' and e.schema_version <> d.schema_version from docextract.earlier_results e, docextract.documents d"));
        Assert.Equal("/project_code", await after.ScalarAsync<string>("select taken from report.reprocessed where note is null and kept = ''"));
        Assert.All([again, whole], run => Assert.Contains("1 file left: It was read against this version already.", run.Output, StringComparison.Ordinal));
        Assert.All([again, whole], run => Assert.Contains("Nothing was queued.", run.Output, StringComparison.Ordinal));
        Assert.Equal(1L, await after.ScalarAsync<long>("select count(*) from docextract.earlier_results"));
        var shown = await Program.RunAsync(Environment(before, schemas.After), "show", $"{was.Id}");
        Assert.All(["earlier (1)", "reprocessings (1)", "/project_code"], told => Assert.Contains(told, shown.Output, StringComparison.Ordinal));
        await CountsTests.AssertCountedAsync(after.Database);
    }

    [Fact]
    public async Task What_a_person_corrected_is_not_taken_and_the_difference_is_told()
    {
        using var schemas = new SchemaVersions();
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer), ModelStep.Answer(WrongButForTheProject));
        await using var before = await ReadAsync(schemas, model);
        var was = await before.FinishedAsync("march.pdf");
        await before.StopAsync();
        var corrected = await Program.RunAsync(Environment(before, schemas.Before), "correct", $"{was.Id}", "total=121.00", "--by", "ada");

        var whole = await RunAsync(before, schemas, "", "--dry-run");
        var result = await RunAsync(before, schemas, "", "--fields", "total,project_code", "--yes", "--here");

        Assert.Equal((0, 0, 0), (corrected.ExitCode, whole.ExitCode, result.ExitCode));
        Assert.Contains("1 file left: A person corrected it, and that stands. Say --fields", whole.Output, StringComparison.Ordinal);
        Assert.Equal("121.00 OAK-77 120.00", await before.ScalarAsync<string>(
            "select concat_ws(' ', c.data ->> 'total', c.data ->> 'project_code', d.data ->> 'total') from docextract.current_documents c join docextract.documents d using (id)"));
        Assert.Equal("/project_code | /total", await before.ScalarAsync<string>("select taken || ' | ' || kept from report.reprocessed"));
        Assert.Equal(
            "/total info The new reading says 720.00; what a person corrected or confirmed stays.",
            await before.ScalarAsync<string>("select field || ' ' || severity || ' ' || message from docextract.findings where rule = 'reprocess'"));
        Assert.Equal("accepted", (await before.FindAsync("march.pdf"))!.Status);
        await CountsTests.AssertCountedAsync(before.Database);
    }

    [Fact]
    public async Task A_new_value_that_breaks_a_check_with_the_old_ones_sends_the_document_to_a_person()
    {
        using var schemas = new SchemaVersions();
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer), ModelStep.Answer(WrongButForTheProject));
        await using var before = await ReadAsync(schemas, model);
        await before.FinishedAsync("march.pdf");
        await before.StopAsync();

        await RunAsync(before, schemas, "", "--fields", "total", "--yes", "--here");

        var now = (await before.FindAsync("march.pdf"))!;
        Assert.Equal(("needs_review", 720.00m, "Birchwood Paper Ltd"), (now.Status, now.Total, now.SellerName));
        Assert.True(await before.ScalarAsync<bool>("select cardinality(verdict_reasons) > 0 from docextract.documents"));
        Assert.Equal("120.00", await before.ScalarAsync<string>("select data ->> 'total' from docextract.earlier_results"));
        await CountsTests.AssertCountedAsync(before.Database);
    }

    [Fact]
    public async Task A_new_reading_that_fails_leaves_the_document_as_it_was()
    {
        using var schemas = new SchemaVersions();
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));
        await using var before = await ReadAsync(schemas, model);
        var was = await before.FinishedAsync("march.pdf");
        await before.StopAsync();
        string[] values = await ValuesAsync(before, was.Id);

        await RunAsync(before, schemas, "", "--fields", "project_code", "--yes");
        await before.Inbox.DeleteBlobAsync("march.pdf");
        await using var after = await OtherAsync(before, schemas.After);
        await after.StartAsync();
        var now = await after.FinishedAsync("march.pdf");
        await after.StopAsync();
        var again = await RunAsync(before, schemas, "", "--fields", "project_code", "--yes");

        Assert.Equal((was.Id, "accepted", 120.00m), (now.Id, now.Status, now.Total));
        Assert.Equal(values, await ValuesAsync(after, was.Id));
        Assert.Contains("before it was read", await after.ScalarAsync<string>("select note from report.reprocessed"), StringComparison.Ordinal);
        Assert.Equal("rejected", await after.ScalarAsync<string>("select outcome from docextract.attempts where attempt = 2"));
        Assert.Contains("1 file left: Its file was deleted from the inbox.", again.Output, StringComparison.Ordinal);
        await CountsTests.AssertCountedAsync(after.Database);
    }

    [Fact]
    public async Task A_worker_with_the_schemas_of_before_takes_nothing_and_says_so()
    {
        using var schemas = new SchemaVersions();
        await using var model = await ScriptedModelServer.StartAsync(Enumerable.Repeat(ModelStep.Answer(Some.InvoiceAnswer), 2));
        await using var before = await ReadAsync(schemas, model);
        var was = await before.FinishedAsync("march.pdf");

        await RunAsync(before, schemas, "", "--fields", "project_code", "--yes");
        await Pipeline.UntilAsync(async () => await before.ScalarAsync<long>("select count(*) from docextract.reprocessings") == 1);
        var outdated = await RunAsync(before, schemas, "", "--fields", "project_code", "--dry-run");

        Assert.Contains("folder of before", await before.ScalarAsync<string>("select note from report.reprocessed"), StringComparison.Ordinal);
        Assert.Equal("accepted", (await before.FinishedAsync("march.pdf")).Status);
        Assert.Equal(was.Id, await before.ScalarAsync<long>("select id from docextract.documents where data is not null and finished_at is not null"));
        Assert.Contains("1 document in 1 file to be read once more", outdated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_it_costs_nothing_and_those_that_cannot_be_read_are_counted_with_the_reason()
    {
        using var schemas = new SchemaVersions();
        await using var before = await Pipeline.CreateAsync(infrastructure, ("Extraction:Schemas", schemas.Before));
        foreach (string name in new[] { "a", "b", "gone", "purged" })
        {
            await before.DropAsync($"{name}.xml", Some.InvoiceXml($"N-{name}"));
        }

        await before.StartAsync();
        await Task.WhenAll(new[] { "a", "b", "gone", "purged" }.Select(name => before.FinishedAsync($"{name}.xml")));
        await before.StopAsync();
        await before.Inbox.DeleteBlobAsync("gone.xml");
        await before.ScalarAsync<int>("update docextract.documents set finished_at = finished_at - interval '400 days' where file_name = 'purged.xml'");
        await Program.RunAsync(Environment(before, schemas.Before), "purge", "--older-than", "365d");
        await before.DropAsync("waits.xml", Some.InvoiceXml("N-waits"));
        await new DocumentStore(before.Database.Source).AnnounceAsync(await before.UploadAsync("waits.xml", Some.InvoiceXml("N-waits")), null, default);

        var result = await RunAsync(before, schemas, "", "--dry-run");
        var old = await RunAsync(before, schemas, "", "--dry-run", "--until", "2020-01-01");
        var whole = await RunAsync(before, schemas, "", "--status", "accepted", "--yes", "--here");

        Assert.Equal((0, 0, 0), (result.ExitCode, old.ExitCode, whole.ExitCode));
        Assert.Contains("2 documents in 2 files to be read once more.", result.Output, StringComparison.Ordinal);
        Assert.Contains("It costs nothing: no model is among the readers of these settings.", result.Output, StringComparison.Ordinal);
        foreach (string reason in new[] { "It was purged.", "Its file was deleted from the inbox.", "It waits to be read" })
        {
            Assert.Contains($"1 file left: {reason}", result.Output, StringComparison.Ordinal);
        }

        Assert.Contains("0 documents in 0 files", old.Output, StringComparison.Ordinal);
        Assert.Equal("a.xml b.xml", await before.ScalarAsync<string>("select string_agg(file_name, ' ' order by file_name) from report.retried"));
        Assert.Equal(2L, await before.ScalarAsync<long>("select count(*) from docextract.documents d join docextract.earlier_results e on e.document_id = d.id where d.schema_version <> e.schema_version and d.status = 'accepted'"));
    }

    [Fact]
    public async Task Documents_of_one_file_keep_their_ids_and_what_a_person_corrected_of_one_of_them()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long file = await Some.StoreAsync(store, Some.SplitFile(Some.AcceptedInvoice("A-1001"), Some.AcceptedInvoice("A-1002", "2026-03-03", 80m)));
        string ids = (await database.ScalarAsync<string>("select string_agg(id::text, ' ' order by part) from docextract.documents where parent_id is not null"))!;
        await Program.RunAsync(new Dictionary<string, string> { ["Postgres__ConnectionString"] = database.ConnectionString }, "correct", ids.Split(' ')[1], "payment_terms=30 days", "--by", "ada");

        Assert.True(await new RetryStore(database.Source).ReopenForFieldsAsync(file, "invoice", ["/payment_terms", "/due_date"], default));
        Assert.False(await new RetryStore(database.Source).ReopenForFieldsAsync(file, "invoice", ["/payment_terms", "/due_date"], default));
        Assert.Equal(2L, await database.ScalarAsync<long>("select count(*) from docextract.current_documents"));
        var candidate = Assert.Single(await new RetryStore(database.Source).FindAsync(new RetryFilter { Ids = [file] }, default));
        var claim = Assert.IsType<ClaimAnswer.Granted>(await store.ClaimAsync(candidate.Announcement, "worker", TimeSpan.FromMinutes(1), default)).Claim;
        const string More = ""","payment_terms":"14 days","due_date":"2026-04-01" """;
        Assert.True(await store.SaveAsync(
            claim,
            Some.SplitFile(new[] { Some.AcceptedInvoice("X-1", total: 1m, more: More), Some.AcceptedInvoice("X-2", total: 2m, more: More) }.Select(part => part with { SchemaVersion = "fedcba987654" })),
            default));

        Assert.Equal(ids, await database.ScalarAsync<string>("select string_agg(id::text, ' ' order by part) from docextract.documents where parent_id is not null"));
        Assert.Equal(
            "A-1001 120.00 14 days 2026-04-01, A-1002 80 30 days 2026-04-01",
            await database.ScalarAsync<string>(
                "select string_agg(concat_ws(' ', data ->> 'invoice_number', data ->> 'total', data ->> 'payment_terms', data ->> 'due_date'), ', ' order by part) from docextract.current_documents"));
        Assert.Equal("split", await database.ScalarAsync<string>($"select status from docextract.documents where id = {file} and reprocess_fields is null"));
        Assert.Equal(1L, await database.ScalarAsync<long>("select count(*) from docextract.findings where rule = 'reprocess'"));
        await CountsTests.AssertCountedAsync(database);
    }

    [Fact]
    public async Task A_worker_of_the_version_before_cannot_store_over_a_result_and_what_it_rejects_is_restored()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        long id = await Some.StoreAsync(new DocumentStore(database.Source), Some.AcceptedInvoice());
        Assert.True(await new RetryStore(database.Source).ReopenForFieldsAsync(id, "invoice", ["/due_date"], default));
        await database.ScalarAsync<int>("update docextract.documents set status = 'processing', attempt = 2, lease_until = now() + interval '1 minute'");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.ScalarAsync<int>(
            "update docextract.documents set status = 'accepted', data = '{}', finished_at = now(), lease_until = null"));
        await database.ScalarAsync<int>(
            "update docextract.documents set status = 'rejected', rejection_code = 'failed', rejection_message = 'Reading failed.', finished_at = now(), lease_until = null");

        Assert.Equal(("documents_reprocess_check", PostgresErrorCodes.CheckViolation), (refused.ConstraintName, refused.SqlState));
        Assert.Equal("accepted 120.00 Reading failed.", await database.ScalarAsync<string>(
            "select concat_ws(' ', d.status, d.data ->> 'total', r.note) from docextract.documents d join report.reprocessed r using (id) where d.rejection_code is null"));
        await CountsTests.AssertCountedAsync(database);
    }

    [Fact]
    public async Task The_queries_of_the_documentation_show_both_versions()
    {
        using var schemas = new SchemaVersions();
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer), ModelStep.Answer(WrongButForTheProject));
        await using var before = await ReadAsync(schemas, model);
        await before.FinishedAsync("march.pdf");
        await before.StopAsync();
        await RunAsync(before, schemas, "", "--fields", "project_code", "--yes", "--here");
        string page = await File.ReadAllTextAsync(Some.RepositoryPath("docs", "reprocess.md"));
        string[] queries = [.. page.Split("```sql\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)])];

        await using var connection = await before.Database.Source.OpenConnectionAsync();
        var rows = new List<int>();
        foreach (string query in queries)
        {
            rows.Add((await connection.QueryAsync(query)).Count());
        }

        Assert.Equal([1, 1, 2], rows);
    }

    [Theory]
    [InlineData("due_date", "/due_date")]
    [InlineData("seller/vat_id, seller.name", "/seller/name /seller/vat_id")]
    [InlineData("seller,seller/vat_id,lines", "/lines /seller")]
    public void Fields_are_named_as_people_name_them(string names, string pointers) =>
        Assert.Equal(pointers, string.Join(' ', FieldChoice.Parse([names], SchemaCatalog.LoadType(Some.RepositoryPath("schemas", "invoice")))));

    [Theory]
    [InlineData("colour", "has no field 'colour'. There are: invoice_number, ")]
    [InlineData("lines/*/quantity", "say lines.")]
    [InlineData("quantity", "say lines.")]
    [InlineData("name", "say which.")]
    public void A_field_that_there_is_not_is_refused_with_what_there_is(string name, string told) => Assert.Contains(
        told,
        Assert.Throws<FormatException>(() => FieldChoice.Parse([name], SchemaCatalog.LoadType(Some.RepositoryPath("schemas", "invoice")))).Message,
        StringComparison.Ordinal);

    /// <summary>A worker that reads one invoice against the schemas of before.</summary>
    private async Task<Pipeline> ReadAsync(SchemaVersions schemas, ScriptedModelServer model, PricedProfile? priced = null)
    {
        (string, string)[] profile = priced is null ? [] : [("Vision:Profile", PricedProfile.Name), ("Vision:ProfileFolder", priced.Folder)];
        var pipeline = await Pipeline.CreateAsync(
            infrastructure,
            [("Extraction:Schemas", schemas.Before), ("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"), ("Vision:RepairRounds", "0"), .. profile]);
        await pipeline.DropAsync("march.pdf", Some.Pdf(
            "Birchwood Paper Ltd", "", "Invoice number: 2026-0042", "Invoice date: 2 March 2026", "Project: OAK-77", "",
            "Description   Quantity   Unit price   Amount", "Printer paper   10   10.00   100.00", "",
            "Subtotal EUR 100.00", "VAT 20 % EUR 20.00", "Total EUR 120.00"));
        await pipeline.StartAsync();
        return pipeline;
    }

    /// <summary>Another worker on the same things, with other schemas.</summary>
    private Task<Pipeline> OtherAsync(Pipeline pipeline, string schemas) => Pipeline.CreateAsync(
        infrastructure,
        pipeline.Database,
        [.. Environment(pipeline, schemas).Select(setting => (setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value))]);

    private static Task<ProgramResult> RunAsync(Pipeline pipeline, SchemaVersions schemas, string input, params string[] options) =>
        Program.RunAsync(Environment(pipeline, schemas.After), input, ["reprocess", "--type", "invoice", .. options]);

    private static Dictionary<string, string> Environment(Pipeline pipeline, string schemas) => new(pipeline.Environment) { ["Extraction__Schemas"] = schemas };

    /// <summary>Every stored value with where it was seen.</summary>
    private static async Task<string[]> ValuesAsync(Pipeline pipeline, long id)
    {
        await using var connection = await pipeline.Database.Source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>("select concat(field, '=', value, ' ', source) from docextract.fields where document_id = @id order by field", new { id })];
    }
}
