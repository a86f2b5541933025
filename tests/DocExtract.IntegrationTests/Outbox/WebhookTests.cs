using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Outbox;

namespace DocExtract.IntegrationTests.Outbox;

public sealed class WebhookTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private const string Undelivered = "select string_agg(state || ': ' || error, ', ' order by id) from report.undelivered where destination = 'webhook'";

    [Fact]
    public async Task A_webhook_that_is_down_holds_up_no_document_and_gets_everything_signed_under_one_id_when_it_is_back()
    {
        int status = 503;
        await using var server = await WebhookServer.StartAsync(() => status);
        var queue = await infrastructure.NewQueueAsync();
        await using var pipeline = await Pipeline.CreateAsync(
            infrastructure, ("Outbox:Queue", queue.Name), ("Outbox:WebhookUrl", server.Url), ("Outbox:WebhookSecret", WebhookServer.Secret),
            ("Outbox:PollInterval", "00:00:00.050"), ("Outbox:RetryDelay", "00:00:00.050"), ("Outbox:MaxRetryDelay", "00:00:00.200"));
        await pipeline.StartAsync();
        string[] names = [.. Enumerable.Range(0, 5).Select(i => $"{i}.xml")];
        foreach (var name in names)
        {
            await pipeline.DropAsync(name, Some.InvoiceXml("2026-" + name));
        }

        foreach (var name in names)
        {
            await pipeline.FinishedAsync(name);
        }

        await Pipeline.UntilAsync(async () => await pipeline.ScalarAsync<int>("select count(*) from docextract.outbox where destination = 'queue'") == 0);
        await Pipeline.UntilAsync(() => Task.FromResult(server.Requests.GroupBy(request => request.Id).Any(tries => tries.Count() > 1)));
        Assert.Equal(5, await pipeline.ScalarAsync<int>("select count(*) from docextract.outbox where destination = 'webhook'"));
        status = 204;
        await Pipeline.UntilAsync(async () => await pipeline.ScalarAsync<int>("select count(*) from docextract.outbox") == 0);

        Assert.All(server.Requests, request => Assert.True(request.IsSignedWith(WebhookServer.Secret)));
        Assert.All(server.Requests, request => Assert.InRange(request.SentAt, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(1)));
        Assert.All(server.Requests.GroupBy(request => request.Id), tries => Assert.Single(tries.Select(request => request.Body).Distinct()));
        Assert.Equal(
            (await Announcing.ReadAsync(queue)).Select(message => message.Text("id")).Order(), server.Requests.Select(request => request.Id).Distinct().Order());
    }

    [Fact]
    public async Task A_destination_that_is_gone_is_asked_no_more_and_what_waited_is_shown_as_failed()
    {
        await using var server = await WebhookServer.StartAsync(() => 410);
        await using var database = await infrastructure.NewDatabaseAsync();
        await Announcing.StoreAsync(database, 2);
        using var webhook = Announcing.ToWebhook(server);
        var announcer = Announcing.To(webhook, database);

        await announcer.SendDueAsync(default);
        int asked = server.Requests.Count;
        await Announcing.StoreAsync(database, 1);
        await announcer.SendDueAsync(default);

        Assert.Equal(asked, server.Requests.Count);
        Assert.Equal(3, await database.ScalarAsync<int>("select count(*) from report.undelivered where state = 'failed' and error like '%answered 410%'"));
    }

    [Fact]
    public async Task What_a_destination_asks_for_in_Retry_After_is_kept()
    {
        await using var server = await WebhookServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "300";
            return Task.CompletedTask;
        });
        await using var database = await infrastructure.NewDatabaseAsync();
        await Announcing.StoreAsync(database, 1);
        using var webhook = Announcing.ToWebhook(server);

        var pause = await Announcing.To(webhook, database).SendDueAsync(default);

        Assert.Equal(TimeSpan.FromMinutes(5), pause);
        Assert.Equal("waiting: The webhook answered 429.", await database.ScalarAsync<string>(Undelivered));
        Assert.True(await database.ScalarAsync<bool>("select next_try_at > now() + interval '4 minutes' from report.undelivered"));
    }

    [Fact]
    public async Task After_the_limit_an_announcement_is_given_up_and_stays_visible()
    {
        await using var server = await WebhookServer.StartAsync(() => 500);
        await using var database = await infrastructure.NewDatabaseAsync();
        await Announcing.StoreAsync(database, 1);
        using var webhook = Announcing.ToWebhook(server);
        var announcer = Announcing.To(webhook, database);
        await announcer.SendDueAsync(default);
        Assert.StartsWith("waiting", await database.ScalarAsync<string>(Undelivered), StringComparison.Ordinal);

        await database.ScalarAsync<int>("update docextract.outbox set due_at = now(), first_tried_at = now() - interval '4 days'");
        await announcer.SendDueAsync(default);
        await announcer.SendAllAsync();

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal("failed: The webhook answered 500.", await database.ScalarAsync<string>(Undelivered));
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var server = await WebhookServer.StartAsync((_, context) =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        await using var database = await infrastructure.NewDatabaseAsync();
        await Announcing.StoreAsync(database, 1);
        using var webhook = Announcing.ToWebhook(server);

        await Announcing.To(webhook, database).SendDueAsync(default);

        Assert.Equal("/hook", Assert.Single(server.Requests).Path);
        Assert.Contains("redirects are not followed", await database.ScalarAsync<string>(Undelivered), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_end_takes_the_announcement_and_is_not_read()
    {
        var hungUp = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await WebhookServer.StartAsync(async (_, context) =>
        {
            long written = 0;
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[8 << 10]);
                await context.Response.Body.FlushAsync();
                written += 8 << 10;
                await Task.WhenAny(Task.Delay(20), Task.Delay(Timeout.Infinite, context.RequestAborted));
            }

            hungUp.TrySetResult(written);
        });
        await using var database = await infrastructure.NewDatabaseAsync();
        await Announcing.StoreAsync(database, 1);
        using var webhook = Announcing.ToWebhook(server);

        await Announcing.To(webhook, database).SendAllAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(0, await database.ScalarAsync<int>("select count(*) from docextract.outbox where destination = 'webhook'"));
        Assert.InRange(await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(60)), 0, 4 << 20);
    }

    [Fact]
    public async Task A_destination_that_never_answers_is_given_up_on_after_the_time_out_and_no_secret_is_told()
    {
        await using var server = await WebhookServer.StartAsync((_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var database = await infrastructure.NewDatabaseAsync();
        await Announcing.StoreAsync(database, 1);
        using var silent = Announcing.ToWebhook(server);
        await Announcing.To(silent, database, new OutboxOptions { Timeout = TimeSpan.FromSeconds(1), RetryDelay = TimeSpan.Zero }).SendDueAsync(default);
        var late = await database.ScalarAsync<string>(Undelivered);
        using var nobody = new Webhook(
            new Uri("http://127.0.0.1:9/hook?token=not-to-be-told"), new WebhookSigner(WebhookServer.Secret), TimeProvider.System);
        await database.ScalarAsync<int>("update docextract.outbox set due_at = now()");

        await Announcing.To(nobody, database).SendDueAsync(default);

        Assert.Equal("waiting: The webhook did not answer within 1 seconds.", late);
        var refused = await database.ScalarAsync<string>(Undelivered);
        Assert.Contains("cannot be reached", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-told", late + refused, StringComparison.Ordinal);
    }
}
