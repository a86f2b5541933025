using DocExtract.IntegrationTests.Fixtures;
using DocExtract.IntegrationTests.ModelServer;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Outbox;

/// <summary>Whatever way a document ends, its announcement is part of that.</summary>
public sealed class AnnouncedDocumentsTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private const string Waiting =
        """
        select string_agg(shown_name || ' ' || status, ', ' order by shown_name)
        from docextract.outbox join docextract.documents on id = document_id where destination = 'queue' and outbox.finished_at = documents.finished_at
        """;

    [Fact]
    public async Task Accepted_doubtful_unreadable_and_copied_documents_and_those_given_up_are_all_announced()
    {
        await using var model = await ScriptedModelServer.StartAsync(Enumerable.Repeat(ModelStep.Error(500, null, "down"), 3));
        await using var pipeline = await Pipeline.CreateAsync(
            infrastructure, ("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"), ("Vision:Attempts", "1"), ("Job:MaxAttempts", "1"));
        await pipeline.DropAsync("1 good.xml", Some.InvoiceXml());
        await pipeline.DropAsync("2 doubtful.xml", Some.InvoiceXml("2026-0043", total: "999.00"));
        await pipeline.DropAsync("3 empty.pdf", []);
        await pipeline.DropAsync("4 given up.pdf", Some.InvoicePdf("2026-0044"));
        await pipeline.StartAsync();
        await pipeline.FinishedAsync("1 good.xml");
        await pipeline.DropAsync("5 copy.xml", Some.InvoiceXml());

        await pipeline.FinishedAsync("5 copy.xml");
        await pipeline.FinishedAsync("4 given up.pdf");
        await pipeline.FinishedAsync("3 empty.pdf");
        await pipeline.FinishedAsync("2 doubtful.xml");

        Assert.Equal(
            "1 good.xml accepted, 2 doubtful.xml needs_review, 3 empty.pdf rejected, 4 given up.pdf rejected, 5 copy.xml needs_review",
            await pipeline.ScalarAsync<string>(Waiting));
    }

    [Fact]
    public async Task Each_document_of_a_file_is_announced_and_the_file_itself_is_not()
    {
        await using var database = await infrastructure.NewDatabaseAsync();

        await Some.StoreAsync(
            new DocumentStore(database.Source), Some.SplitFile(Some.AcceptedInvoice("A-1", file: "a"), Some.AcceptedInvoice("A-2", file: "b")));

        Assert.Equal("1 accepted, 2 accepted", await database.ScalarAsync<string>(
            "select string_agg(part || ' ' || status, ', ' order by part) from docextract.outbox join docextract.documents on id = document_id where destination = 'queue'"));
    }

    [Fact]
    public async Task An_attempt_that_lost_its_claim_announces_nothing()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        var claim = await Some.ClaimAsync(database);

        Assert.False(await store.SaveAsync(claim with { Attempt = 0 }, Some.AcceptedInvoice(), default));
        Assert.False(await store.RejectAsync(claim with { Attempt = 0 }, "failed", "It failed.", default));

        Assert.Equal(0, await database.ScalarAsync<int>("select count(*) from docextract.outbox"));
    }

    [Fact]
    public async Task A_result_that_cannot_be_stored_is_not_announced_either_and_the_other_way_round()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source, patience: Some.NoPatience);
        var claim = await Some.ClaimAsync(database);
        await database.ScalarAsync<int>("alter table docextract.outbox add constraint nothing check (tries < 0)");

        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => store.SaveAsync(claim, Some.AcceptedInvoice(), default));

        Assert.Equal("processing 0", await database.ScalarAsync<string>(
            "select status || ' ' || (select count(*) from docextract.fields) from docextract.documents"));
    }
}
