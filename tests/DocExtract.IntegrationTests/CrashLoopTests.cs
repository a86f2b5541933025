using System.Text.Json;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.IntegrationTests.ModelServer;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests;

/// <summary>Documents that their workers die of, and those that only were beside one.</summary>
public sealed class CrashLoopTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task A_document_that_three_workers_died_of_is_given_up_without_a_fourth_and_its_message_kept()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var deadly = await pipeline.DropAsync("deadly.xml", Some.InvoiceXml());
        await DieAsync(pipeline, deadly, 3);

        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("deadly.xml");
        string? poison = null;
        await Pipeline.UntilAsync(async () => (poison = (await pipeline.Poison.ReceiveMessageAsync()).Value?.Body.ToString()) is not null);

        Assert.Equal(("rejected", "crashed", 4), (document.Status, document.RejectionCode, document.Attempt));
        Assert.Contains($"3 workers died while reading it. Look at it alone (docextract extract), or at the workers' memory limit; docextract retry {document.Id} has it read again.", document.RejectionMessage, StringComparison.Ordinal);
        Assert.Equal(document.RejectionMessage, JsonDocument.Parse(poison!).RootElement.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Two_deaths_beside_another_document_do_no_harm_and_use_up_no_attempts()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, ("Job:MaxAttempts", "1"));
        var innocent = await pipeline.DropAsync("innocent.xml", Some.InvoiceXml());
        await DieAsync(pipeline, innocent, 2);

        await pipeline.StartAsync();

        Assert.Equal(("accepted", 3), ((await pipeline.FinishedAsync("innocent.xml")).Status, (await pipeline.FindAsync("innocent.xml"))!.Attempt));
    }

    [Fact]
    public async Task A_suspect_gets_its_last_try_alone_and_who_waits_for_that_has_no_claim()
    {
        var go = new TaskCompletionSource();
        int asked = 0;
        await using var model = await ScriptedModelServer.StartAsync(
            _ => new ModelStep(async (context, body) =>
            {
                if (Interlocked.Increment(ref asked) == 1)
                {
                    await go.Task.WaitAsync(context.RequestAborted);
                }

                await ModelStep.Truthful().PlayAsync(context, body);
            }),
            new RequestRules());
        await using var pipeline = await Pipeline.CreateAsync(
            infrastructure, ("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"), ("Queue:Concurrency", "3"), ("Vision:Words", "text-layer"));
        var suspect = await pipeline.UploadAsync("suspect.pdf", Some.InvoicePdf("2026-0044"));
        await DieAsync(pipeline, suspect, 2);
        await pipeline.DropAsync("slow.pdf", Some.InvoicePdf("2026-0043"));
        await pipeline.StartAsync();
        await Pipeline.UntilAsync(() => Task.FromResult(model.Requests.Count == 1));

        await pipeline.Queue.SendMessageAsync(suspect.ToMessage());
        await Pipeline.UntilAsync(async () => await pipeline.ScalarAsync<int>("select count(*) from docextract.documents where status = 'processing' and lease_until < now()") == 1
            && await HiddenAsync(pipeline) == 2);
        await pipeline.DropAsync("behind.pdf", Some.InvoicePdf("2026-0045"));
        await Pipeline.UntilAsync(async () => await HiddenAsync(pipeline) == 3);
        int begun = await pipeline.ScalarAsync<int>("select count(*) from docextract.attempts where finished_at is null and worker <> 'dead'");
        go.SetResult();

        Assert.Equal(1, begun);
        Assert.NotNull(await pipeline.FinishedAsync("suspect.pdf"));
        Assert.NotNull(await pipeline.FinishedAsync("slow.pdf"));
        Assert.NotNull(await pipeline.FinishedAsync("behind.pdf"));
        Assert.True(
            await pipeline.ScalarAsync<bool>(
                """
                select bool_and(other.finished_at <= suspect.started_at or other.started_at >= suspect.finished_at)
                from docextract.attempts suspect join docextract.documents on id = suspect.document_id and file_name = 'suspect.pdf'
                join docextract.attempts other on other.document_id <> suspect.document_id
                where suspect.attempt = 3
                """),
            "Another document was worked on beside the suspect.");
    }

    /// <summary>Messages that somebody holds.</summary>
    private static async Task<int> HiddenAsync(Pipeline pipeline) =>
        await pipeline.WaitingAsync() - (await pipeline.Queue.PeekMessagesAsync(32)).Value.Length;

    /// <summary>Workers claim the document, one after the other, and are never heard of again.</summary>
    private static async Task DieAsync(Pipeline pipeline, Announcement document, int times)
    {
        var store = new DocumentStore(pipeline.Database.Source);
        for (int i = 0; i < times; i++)
        {
            Assert.IsType<ClaimAnswer.Granted>(await store.ClaimAsync(document, "dead", TimeSpan.FromMinutes(1), default));
            await pipeline.ScalarAsync<int>("update docextract.documents set lease_until = now() - interval '1 second'");
        }
    }
}
