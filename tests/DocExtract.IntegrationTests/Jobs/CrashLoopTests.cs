using System.Text.Json;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Sources;
using DocExtract.Worker.History;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Jobs;

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
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, ("Queue:Concurrency", "3"));
        var suspect = await pipeline.UploadAsync("suspect.xml", Some.InvoiceXml("2026-0044"));
        await DieAsync(pipeline, suspect, 2);
        await using var connection = await pipeline.Database.Source.OpenConnectionAsync();
        await using var inTheWay = await connection.BeginTransactionAsync();
        await Turns.TakeAsync(inTheWay, [Remembered.ContentKey(SourceFile.HashOf(Some.InvoiceXml("2026-0043")))], default);
        await pipeline.DropAsync("slow.xml", Some.InvoiceXml("2026-0043"));
        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => await pipeline.FindAsync("slow.xml") is { Status: "processing" });

        await pipeline.Queue.SendMessageAsync(suspect.ToMessage());
        await Pipeline.UntilAsync(async () => await HiddenAsync(pipeline) == 2);
        await pipeline.DropAsync("behind.xml", Some.InvoiceXml("2026-0045"));
        await Pipeline.UntilAsync(async () => await HiddenAsync(pipeline) == 3);
        int begun = await pipeline.ScalarAsync<int>("select count(*) from docextract.attempts where worker <> 'dead'");
        await inTheWay.CommitAsync();

        Assert.Equal(1, begun);
        Assert.Equal("accepted", (await pipeline.FinishedAsync("suspect.xml")).Status);
        Assert.Equal("accepted", (await pipeline.FinishedAsync("slow.xml")).Status);
        Assert.Equal("accepted", (await pipeline.FinishedAsync("behind.xml")).Status);
        Assert.True(
            await pipeline.ScalarAsync<bool>(
                """
                select bool_and(other.finished_at <= suspect.started_at or other.started_at >= suspect.finished_at)
                from docextract.attempts suspect join docextract.documents on id = suspect.document_id and file_name = 'suspect.xml'
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
