using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;
using DocExtract.Pages;
using DocExtract.Sources;
using DocExtract.Worker.History;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.History;

/// <summary>The same again, told from what only looks like it.</summary>
public sealed class DuplicateTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task Of_copies_that_are_finished_at_the_same_time_exactly_one_is_accepted()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Some.StoreAsync(store, Some.AcceptedInvoice(file: $"copy {i}")))));

        Assert.Equal(1L, await database.ScalarAsync<long>("select count(*) from docextract.documents where status = 'accepted'"));
        Assert.Equal(11L, await database.ScalarAsync<long>(
            "select count(*) from report.duplicates where kind = 'invoice' and earlier_status = 'accepted' and status = 'needs_review'"));
    }

    [Fact]
    public async Task Two_different_invoices_do_not_wait_for_each_other_and_two_copies_do()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var first = await connection.BeginTransactionAsync();
        await Turns.TakeAsync(first, Remembered.KeysOf(Some.AcceptedInvoice()), default);

        var other = Some.StoreAsync(store, Some.AcceptedInvoice("A-1", "2026-04-01", 80m, "other", seller: "Ashgrove Tools GmbH"));
        await other.WaitAsync(TimeSpan.FromSeconds(60));
        var copy = Some.StoreAsync(store, Some.AcceptedInvoice(file: "copy"));
        await Pipeline.UntilAsync(async () => await database.ScalarAsync<int>(
            "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") == 1);

        Assert.False(copy.IsCompleted);
        await first.CommitAsync();
        Assert.Equal("accepted", await StatusAsync(database, await copy));
    }

    [Fact]
    public async Task Files_that_share_documents_in_another_order_do_not_block_each_other_for_ever()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        Extraction[] parts = [.. Enumerable.Range(1, 6).Select(i => Some.AcceptedInvoice($"P-{i}000", $"2026-05-0{i}", 10m * i, seller: $"Seller number {i}"))];

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(
            () => Some.StoreAsync(store, Some.SplitFile(i % 2 == 0 ? parts : parts.Reverse()) with { Sha256 = SourceFile.HashOf([(byte)i]) }))));

        Assert.Equal(6L, await database.ScalarAsync<long>("select count(*) from docextract.documents where status = 'accepted'"));
        Assert.Equal(66L, await database.ScalarAsync<long>("select count(*) from docextract.documents where status = 'needs_review'"));
    }

    [Fact]
    public async Task The_same_seller_number_date_and_total_in_another_file_goes_to_review_and_names_the_first()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long first = await Some.StoreAsync(store, Some.AcceptedInvoice());

        long second = await Some.StoreAsync(store, Some.AcceptedInvoice(number: "2O26-0042", file: "b", seller: "BIRCHWOOD PAPER LIMITED"[..15]));

        Assert.Equal(("invoice", first), await LinkAsync(database, second));
        Assert.Contains(
            $"The same as document {first}", await database.ScalarAsync<string>($"select verdict_reasons[1] from docextract.documents where id = {second} and status = 'needs_review'"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_comes_again_with_another_total_is_reissued_and_the_difference_is_told()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long first = await Some.StoreAsync(store, Some.AcceptedInvoice());

        long second = await Some.StoreAsync(store, Some.AcceptedInvoice(total: 150.00m, date: "2026-03-09", file: "b"));

        Assert.Equal(("reissue", first), await LinkAsync(database, second));
        Assert.Contains("total 120.00 EUR then, 150.00 EUR now, date 2026-03-02 then, 2026-03-09 now", await NoteAsync(database, second), StringComparison.Ordinal);
        Assert.Equal("needs_review", await StatusAsync(database, second));
    }

    [Theory]
    [InlineData("""{"number":"2026-0042","seller":"Ashgrove Tools GmbH","date":"2026-03-02"}""", "another seller with the same number")]
    [InlineData("""{"number":"2026-0055","seller":"Birchwood Paper Ltd","date":"2026-04-02"}""", "next month's invoice over the same amount")]
    [InlineData("""{"number":"2026-0043","seller":"Birchwood Paper Ltd","date":"2026-03-02"}""", "another invoice of the same day and amount")]
    public async Task What_only_looks_alike_stays_accepted(string other, string why)
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        var print = new DocumentPrint(null, [new string('a', 128)]);
        await Some.StoreAsync(store, Some.AcceptedInvoice() with { Print = print });
        var values = System.Text.Json.Nodes.JsonNode.Parse(other)!;

        long second = await Some.StoreAsync(
            store, Some.AcceptedInvoice((string)values["number"]!, (string)values["date"]!, seller: (string)values["seller"]!, file: "b") with { Print = print });

        Assert.True(await StatusAsync(database, second) == "accepted", why);
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from report.duplicates"));
    }

    [Fact]
    public async Task A_credit_note_stays_accepted_and_is_linked_to_the_invoice_it_names()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long invoice = await Some.StoreAsync(store, Some.AcceptedInvoice());

        long credit = await Some.StoreAsync(
            store, Some.AcceptedInvoice("CN-7", "2026-03-20", 20.00m, "b", ""","invoice_type_code":"381","preceding_invoice_number":"2026-0042" """));

        Assert.Equal(("credit", invoice), await LinkAsync(database, credit));
        Assert.Equal("accepted", await StatusAsync(database, credit));
        Assert.Contains("20.00 EUR of 120.00 EUR", await NoteAsync(database, credit), StringComparison.Ordinal);
        Assert.Equal("info", await database.ScalarAsync<string>("select severity from docextract.findings where rule = 'credit-note'"));
    }

    [Fact]
    public async Task The_same_pages_with_an_unread_number_are_a_scan_of_the_first()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        var print = new DocumentPrint(null, [new string('a', 128)]);
        long first = await Some.StoreAsync(store, Some.AcceptedInvoice() with { Print = print });
        var unread = Some.AcceptedInvoice(file: "b") with { Print = print };
        unread.Data.Remove("invoice_number");

        long second = await Some.StoreAsync(store, unread);

        Assert.Equal(("scan", first), await LinkAsync(database, second));
    }

    [Fact]
    public async Task The_same_file_under_another_name_takes_the_first_result_and_no_model_is_asked()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));
        await using var pipeline = await WithModelAsync(model);
        byte[] content = Some.InvoicePdf();
        await pipeline.DropAsync("march.pdf", content);
        await pipeline.StartAsync();
        var first = await pipeline.FinishedAsync("march.pdf");

        await pipeline.DropAsync("march again.pdf", content);
        var again = await pipeline.FinishedAsync("march again.pdf");

        Assert.Equal(("accepted", "needs_review", 120.00m), (first.Status, again.Status, again.Total));
        Assert.Single(model.Requests);
        Assert.Equal(0L, await pipeline.ScalarAsync<long>($"select count(*) from docextract.model_calls where document_id = {again.Id}"));
        Assert.Equal(("content", first.Id), await LinkAsync(pipeline.Database, again.Id));
        Assert.Equal(1L, await pipeline.ScalarAsync<long>($"select count(*) from docextract.line_items where document_id = {again.Id}"));
        Assert.True(await pipeline.ScalarAsync<bool>(
            $"select max(confidence) > 0 from docextract.fields where document_id = {again.Id} having count(*) = count(confidence)"));
        Assert.Contains("byte by byte", await NoteAsync(pipeline.Database, again.Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_copies_that_arrive_together_are_paid_once()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer), ModelStep.Answer(Some.InvoiceAnswer));
        await using var pipeline = await WithModelAsync(model);
        byte[] content = Some.InvoicePdf();
        await pipeline.DropAsync("one.pdf", content);
        await pipeline.DropAsync("two.pdf", content);

        await pipeline.StartAsync();
        string[] fates = [(await pipeline.FinishedAsync("one.pdf")).Status, (await pipeline.FinishedAsync("two.pdf")).Status];

        Assert.Equal(["accepted", "needs_review"], fates.Order());
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task A_batch_that_comes_again_takes_the_results_of_all_its_parts()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        byte[] content = await File.ReadAllBytesAsync(Some.RepositoryPath("samples", "documents", "batch-en-three-invoices.pdf"));
        await pipeline.DropAsync("batch.pdf", content);
        await pipeline.StartAsync();
        await pipeline.FinishedAsync("batch.pdf");

        await pipeline.DropAsync("batch again.pdf", content);
        var again = await pipeline.FinishedAsync("batch again.pdf");

        Assert.Equal("split", again.Status);
        Assert.Equal(
            "LW-26-0455 needs_review, GM-20931 needs_review, GM-20940 needs_review",
            await pipeline.ScalarAsync<string>($"select string_agg(invoice_number || ' ' || status, ', ' order by part) from docextract.documents where parent_id = {again.Id}"));
        Assert.Equal(3L, await pipeline.ScalarAsync<long>("select count(*) from report.duplicates where kind = 'content'"));
    }

    [Fact]
    public async Task The_same_invoice_printed_to_another_PDF_costs_no_model_call()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));
        await using var pipeline = await WithModelAsync(model);
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        await pipeline.StartAsync();
        var first = await pipeline.FinishedAsync("march.pdf");

        // The same words; other bytes.
        await pipeline.DropAsync("printed.pdf", [.. Some.InvoicePdf(), .. "\n% printed again\n"u8]);
        var again = await pipeline.FinishedAsync("printed.pdf");

        Assert.Single(model.Requests);
        Assert.Equal(("needs_review", "offline"), (again.Status, again.Reader));
        Assert.Equal(("scan", first.Id), await LinkAsync(pipeline.Database, again.Id));
        Assert.True(await pipeline.ScalarAsync<bool>($"select exists (select from docextract.findings where document_id = {again.Id} and rule = 'not-asked')"));
    }

    [Fact]
    public async Task What_is_read_anew_on_request_is_no_duplicate_of_its_earlier_reading()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long first = await Some.StoreAsync(store, Some.AcceptedInvoice());

        long second = await Some.StoreAsync(store, Some.AcceptedInvoice(), again: true);

        Assert.Equal(("reread", first), await LinkAsync(database, second));
        Assert.Equal("accepted", await StatusAsync(database, second));
    }

    private Task<Pipeline> WithModelAsync(ScriptedModelServer model) => Pipeline.CreateAsync(
        infrastructure, ("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"), ("Vision:RetryDelay", "00:00:00.010"));

    private static async Task<(string?, long)> LinkAsync(TestDatabase database, long id) => (
        await database.ScalarAsync<string>($"select kind from docextract.document_links where from_id = {id}"),
        await database.ScalarAsync<long>($"select to_id from docextract.document_links where from_id = {id}"));

    private static async Task<string> NoteAsync(TestDatabase database, long id) =>
        (await database.ScalarAsync<string>($"select note from docextract.document_links where from_id = {id}"))!;

    private static Task<string?> StatusAsync(TestDatabase database, long id) =>
        database.ScalarAsync<string>($"select status from docextract.documents where id = {id}");
}
