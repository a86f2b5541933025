using DocExtract.IntegrationTests.Fixtures;

namespace DocExtract.IntegrationTests.Outbox;

/// <summary>What somebody is owed is kept, whoever else looks at it.</summary>
public sealed class ForgettingTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task What_a_webhook_is_owed_that_is_down_for_hours_is_not_forgotten_by_a_worker_without_one()
    {
        await using var server = await WebhookServer.StartAsync(() => 503);
        await using var owing = await Pipeline.CreateAsync(infrastructure, ("Outbox:WebhookUrl", server.Url), ("Outbox:WebhookSecret", WebhookServer.Secret));
        await Announcing.StoreAsync(owing.Database, 30);
        await owing.StartAsync();
        await Pipeline.UntilAsync(async () => await owing.ScalarAsync<int>("select count(*) from docextract.destinations where name = 'webhook'") == 1);
        await owing.StopAsync();
        int untried = await owing.ScalarAsync<int>("select count(*) from docextract.outbox where destination = 'webhook' and tries = 0");
        await owing.ScalarAsync<int>("update docextract.outbox set due_at = now() - interval '5 hours'");

        await using var without = await Pipeline.CreateAsync(infrastructure, owing.Database);
        await without.StartAsync();

        // Nobody has the queue. It has its turn after the webhook.
        await Pipeline.UntilAsync(async () => await without.ScalarAsync<int>("select count(*) from docextract.outbox where destination = 'queue'") == 0);
        Assert.InRange(untried, 1, 30);
        Assert.Equal(30, await without.ScalarAsync<int>("select count(*) from docextract.outbox where destination = 'webhook'"));
    }

    [Fact]
    public async Task What_waits_for_a_webhook_that_nobody_has_had_for_a_month_is_forgotten()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await Announcing.StoreAsync(pipeline.Database, 1);
        await pipeline.ScalarAsync<int>(
            """
            insert into docextract.destinations (name, had_at) values ('webhook', now() - interval '31 days');
            update docextract.outbox set due_at = now() - interval '5 hours', tries = case destination when 'webhook' then 3 else 0 end;
            """);

        await pipeline.StartAsync();

        await Pipeline.UntilAsync(async () => await pipeline.ScalarAsync<int>("select count(*) from docextract.outbox") == 0);
    }

    [Fact]
    public async Task A_command_that_reads_documents_itself_forgets_nothing()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.DropAsync("march.xml", Some.InvoiceXml());
        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("march.xml");
        await pipeline.StopAsync();
        await pipeline.ScalarAsync<int>("update docextract.outbox set due_at = now() - interval '5 hours'");

        var retried = await Commands.Program.RunAsync(pipeline.Environment, "retry", $"{document.Id}", "--accepted", "--here");

        Assert.True(retried.ExitCode == 0, retried.Output + retried.Errors);
        Assert.Equal(1, await pipeline.ScalarAsync<int>("select count(*) from docextract.outbox where destination = 'webhook' and due_at < now() - interval '4 hours'"));
    }
}
