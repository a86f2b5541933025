using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Intake;

namespace DocExtract.IntegrationTests.Intake;

/// <summary>Messages that do not say which version of a file they mean.</summary>
public sealed class MissingFileTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task A_message_without_a_version_and_one_with_it_mean_one_document()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, ("Queue:Concurrency", "1"));
        var announcement = await pipeline.DropAsync("march.xml", Some.InvoiceXml());
        await pipeline.Queue.SendMessageAsync((announcement with { ETag = null }).ToMessage());

        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);

        Assert.Equal("accepted", await pipeline.ScalarAsync<string>("select string_agg(status, ', ') from docextract.documents"));
    }

    [Fact]
    public async Task A_message_that_comes_before_its_file_waits_for_it_and_no_document_stands_until_there_is_one()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.Queue.SendMessageAsync(new Announcement(pipeline.Inbox.GetBlobClient("march.xml").Uri, null, "invoice").ToMessage());
        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => (await pipeline.Queue.PeekMessageAsync()).Value is { DequeueCount: > 1 });
        long before = await pipeline.ScalarAsync<long>("select count(*) from docextract.documents");

        await pipeline.UploadAsync("march.xml", Some.InvoiceXml());
        var document = await pipeline.FinishedAsync("march.xml");

        Assert.Equal((0, "accepted", 1), (before, document.Status, document.Attempt));
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);
        Assert.Equal(1L, await pipeline.ScalarAsync<long>("select count(*) from docextract.documents where etag <> ''"));
    }

    [Fact]
    public async Task A_file_that_never_comes_is_gone_in_the_end()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, ("Job:MissingFileWait", "00:00:00"));
        await pipeline.Queue.SendMessageAsync(new Announcement(pipeline.Inbox.GetBlobClient("march.xml").Uri, "", "invoice").ToMessage());

        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("march.xml");

        Assert.Equal(("rejected", "gone"), (document.Status, document.RejectionCode));
        Assert.Contains("never came", document.RejectionMessage, StringComparison.Ordinal);
    }
}
