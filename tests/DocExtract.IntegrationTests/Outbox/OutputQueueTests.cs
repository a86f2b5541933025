using System.Text.Json;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Outbox;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.IntegrationTests.Outbox;

public sealed class OutputQueueTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task A_worker_announces_what_it_finished_as_a_CloudEvent_that_holds_ids_and_nothing_that_was_read()
    {
        var queue = await infrastructure.NewQueueAsync();
        await queue.DeleteAsync(); // It is made when it is not there.
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, ("Outbox:Queue", queue.Name), ("Outbox:PollInterval", "00:00:00.050"));
        var announcement = await pipeline.DropAsync("march.xml", Some.InvoiceXml(total: "999.00"));
        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("march.xml");

        await Pipeline.UntilAsync(async () => await pipeline.ScalarAsync<int>("select count(*) from docextract.outbox where destination = 'queue'") == 0);
        var message = Assert.Single(await Announcing.ReadAsync(queue));

        Assert.Equal(
            ("1.0", "docextract.document.finished", "/docextract", $"documents/{document.Id}"),
            (message.Text("specversion"), message.Text("type"), message.Text("source"), message.Text("subject")));
        Assert.True(message.GetProperty("id").TryGetGuid(out _));
        var data = message.GetProperty("data");
        Assert.Equal((document.Id, document.Id), (data.GetProperty("document_id").GetInt64(), data.GetProperty("file_id").GetInt64()));
        Assert.Equal(
            ("needs_review", "invoice", announcement.Url.AbsoluteUri, announcement.ETag),
            (data.Text("status"), data.Text("document_type"), data.Text("uri"), data.Text("etag")));
        Assert.Equal("""["total"]""", data.GetProperty("reasons").GetRawText());
        Assert.True(data.GetProperty("finished_at").GetDateTimeOffset() > TimeProvider.System.GetUtcNow().AddHours(-1));
        Assert.DoesNotContain("Birchwood", message.GetRawText(), StringComparison.Ordinal);
        Assert.False(data.TryGetProperty("values", out _));
    }

    [Fact]
    public async Task What_was_read_is_announced_where_that_is_asked_for_with_amounts_as_text()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var queue = await infrastructure.NewQueueAsync();
        var options = new OutboxOptions { IncludeData = true };
        await Some.StoreAsync(new DocumentStore(database.Source), Some.SplitFile(Some.AcceptedInvoice("A-1", file: "a"), Some.AcceptedInvoice("A-2", total: 7.10m, file: "b")));

        await Announcing.To(Announcing.ToQueue(queue), database, options).SendAllAsync();

        var second = (await Announcing.ReadAsync(queue)).Select(message => message.GetProperty("data")).Single(data => data.GetProperty("part").GetInt32() == 2);
        Assert.Equal(
            """{"number":"A-2","date":"2026-03-02","currency":"EUR","total":"7.10","seller":"Birchwood Paper Ltd"}""", second.GetProperty("values").GetRawText());
        Assert.Equal((2, 2, 2), (second.GetProperty("parts").GetInt32(), second.GetProperty("first_page").GetInt32(), second.GetProperty("last_page").GetInt32()));
        Assert.NotEqual(second.GetProperty("document_id").GetInt64(), second.GetProperty("file_id").GetInt64());
    }

    [Fact]
    public async Task What_a_worker_that_died_had_not_announced_is_announced_by_the_next()
    {
        var queue = await infrastructure.NewQueueAsync();
        await using var silent = await Pipeline.CreateAsync(infrastructure);
        await silent.DropAsync("march.xml", Some.InvoiceXml());
        await silent.StartAsync();
        var document = await silent.FinishedAsync("march.xml");
        await silent.StopAsync();

        await using var next = await Pipeline.CreateAsync(infrastructure, silent.Database, ("Outbox:Queue", queue.Name));
        await next.StartAsync();
        JsonElement[] read = [];
        await Pipeline.UntilAsync(async () => (read = [.. read, .. await Announcing.ReadAsync(queue)]).Length > 0);

        Assert.Equal(document.Id, Assert.Single(read).GetProperty("data").GetProperty("document_id").GetInt64());
    }

    [Fact]
    public async Task What_was_sent_and_not_noted_is_sent_again_with_the_same_id()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var queue = await infrastructure.NewQueueAsync();
        await Announcing.StoreAsync(database, 1);
        await database.ScalarAsync<int>(
            """
            create function broken() returns trigger language plpgsql as $$ begin raise 'the worker died here'; end $$;
            create trigger broken before delete on docextract.outbox for each row execute function broken();
            """);
        await Assert.ThrowsAsync<PostgresException>(() => Announcing.To(Announcing.ToQueue(queue), database).SendAllAsync());
        await Announcing.To(Announcing.ToQueue(queue), database).SendAllAsync();
        var before = await Announcing.ReadAsync(queue);

        await database.ScalarAsync<int>("drop trigger broken on docextract.outbox; update docextract.outbox set due_at = now()");
        await Announcing.To(Announcing.ToQueue(queue), database).SendAllAsync();

        // Not twice at once: the first sender had it to itself for a while.
        Assert.Equal(Assert.Single(before).Text("id"), Assert.Single(await Announcing.ReadAsync(queue)).Text("id"));
        Assert.Equal(0, await database.ScalarAsync<int>("select count(*) from docextract.outbox where destination = 'queue'"));
    }

    [Fact]
    public async Task Two_workers_send_each_announcement_once()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var queue = await infrastructure.NewQueueAsync();
        var ids = await Announcing.StoreAsync(database, 60);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Announcing.To(Announcing.ToQueue(queue), database).SendAllAsync()));

        var read = await Announcing.ReadAsync(queue);
        Assert.Equal(ids.Order(), read.Select(message => message.GetProperty("data").GetProperty("document_id").GetInt64()).Order());
        Assert.Equal(60, read.Select(message => message.Text("id")).Distinct().Count());
    }

    [Fact]
    public async Task A_document_that_was_queued_again_is_announced_with_its_next_result_only()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var queue = await infrastructure.NewQueueAsync();
        var store = new DocumentStore(database.Source);
        var claim = await Some.ClaimAsync(database);
        Assert.True(await store.RejectAsync(claim, "failed", "It failed.", default));
        await store.ReopenAsync(claim.DocumentId, default);
        await Announcing.To(Announcing.ToQueue(queue), database).SendAllAsync();
        Assert.Empty(await Announcing.ReadAsync(queue));
        var again = await Some.ClaimAsync(database);

        Assert.True(await store.SaveAsync(again, Some.AcceptedInvoice(), default));
        await Announcing.To(Announcing.ToQueue(queue), database).SendAllAsync();

        Assert.Equal("accepted", Assert.Single(await Announcing.ReadAsync(queue)).GetProperty("data").Text("status"));
    }

    [Fact]
    public async Task Announcements_for_a_destination_that_nobody_has_are_forgotten_after_an_hour_and_not_before()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await Announcing.StoreAsync(pipeline.Database, 2);
        await pipeline.ScalarAsync<int>("update docextract.outbox set due_at = now() - interval '61 minutes' where document_id = (select min(id) from docextract.documents)");

        await pipeline.StartAsync();

        await Pipeline.UntilAsync(async () => await pipeline.ScalarAsync<int>("select count(*) from docextract.outbox") == 2);
        Assert.Equal(2, await pipeline.ScalarAsync<int>("select count(*) from docextract.outbox where document_id = (select max(id) from docextract.documents)"));
    }
}
