using DocExtract.IntegrationTests.Fixtures;
using DocExtract.IntegrationTests.ModelServer;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Intake;

/// <summary>Events about one file in every order they may come.</summary>
public sealed class DeletionTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_deletion_cancels_what_nobody_has_begun()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var announcement = await AnnouncedAsync(pipeline, "march.xml", Some.InvoiceXml(), "01");
        await pipeline.Inbox.DeleteBlobAsync("march.xml");
        await SendDeletedAsync(pipeline, announcement.Url, "02");

        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("march.xml");

        Assert.Equal(("rejected", "gone", 0), (document.Status, document.RejectionCode, document.Attempt));
        Assert.Contains("Upload it again", document.RejectionMessage, StringComparison.Ordinal);
        await pipeline.Queue.SendMessageAsync(announcement.ToMessage());
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);
        Assert.Equal(0, (await pipeline.FindAsync("march.xml"))!.Attempt);
    }

    [Fact]
    public async Task A_deletion_that_comes_late_does_not_cancel_the_version_that_was_uploaded_after_it()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var old = await AnnouncedAsync(pipeline, "march.xml", Some.InvoiceXml("old"), "01");
        await pipeline.Inbox.DeleteBlobAsync("march.xml");
        var now = await AnnouncedAsync(pipeline, "march.xml", Some.InvoiceXml("new"), "03");
        await SendDeletedAsync(pipeline, now.Url, "02");

        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);
        Assert.Equal("queued", await StatusAsync(pipeline, now));
        await SendCreatedAsync(pipeline, now);
        await SendCreatedAsync(pipeline, old);
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);

        Assert.Equal("accepted", await StatusAsync(pipeline, now));
        Assert.Equal("rejected", await StatusAsync(pipeline, old));
    }

    /// <summary>A deletion that has been undone, or the blob store's answer from before the upload: the events' order says that it came later.</summary>
    [Fact]
    public async Task A_deletion_does_not_cancel_what_its_place_among_the_events_says_came_after_it()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var later = await AnnouncedAsync(pipeline, "march.xml", Some.InvoiceXml(), "00000000000000000002");
        await pipeline.Inbox.DeleteBlobAsync("march.xml");
        await SendDeletedAsync(pipeline, later.Url, "00000000000000000001");

        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);

        Assert.Equal("queued", await StatusAsync(pipeline, later));
    }

    [Fact]
    public async Task A_creation_that_comes_after_its_deletion_ends_as_gone_and_harms_nothing()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var announcement = await pipeline.UploadAsync("march.xml", Some.InvoiceXml());
        await pipeline.Inbox.DeleteBlobAsync("march.xml");
        await SendDeletedAsync(pipeline, announcement.Url, "02");
        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);

        await SendCreatedAsync(pipeline, announcement with { Sequencer = "01" });
        var document = await pipeline.FinishedAsync("march.xml");

        Assert.Equal(("rejected", "gone"), (document.Status, document.RejectionCode));
        Assert.Empty((await pipeline.Poison.PeekMessagesAsync(1)).Value);
    }

    [Fact]
    public async Task What_is_being_read_is_read_to_its_end()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var announcement = await AnnouncedAsync(pipeline, "march.xml", Some.InvoiceXml(), "01");
        var claim = ((ClaimAnswer.Granted)await pipeline.Part<DocumentStore>().ClaimAsync(announcement, "another worker", Lease, default)).Claim;
        await pipeline.Inbox.DeleteBlobAsync("march.xml");
        await SendDeletedAsync(pipeline, announcement.Url, "02");

        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);

        Assert.Equal("processing", await StatusAsync(pipeline, announcement));
        Assert.True(await pipeline.Part<DocumentStore>().RenewAsync(claim, Lease, default));
    }

    [Fact]
    public async Task The_same_creation_ten_times_is_read_once()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));
        await using var pipeline = await Pipeline.CreateAsync(
            infrastructure, ("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"), ("Extraction:Type", "invoice"));
        var announcement = await pipeline.UploadAsync("march.pdf", Some.InvoicePdf()) with { Sequencer = "01" };
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendCreatedAsync(pipeline, announcement)));

        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);

        Assert.Equal(("accepted", 1), ((await pipeline.FindAsync("march.pdf"))!.Status, (await pipeline.FindAsync("march.pdf"))!.Attempt));
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task A_name_with_brackets_is_one_document_however_its_address_is_spelt()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var announcement = await pipeline.UploadAsync("scan (1).xml", Some.InvoiceXml());
        foreach (var spelling in new[] { "scan%20(1).xml", "scan%20%281%29.xml", "s%63an%20(1).xml" })
        {
            await pipeline.Queue.SendMessageAsync($$"""{"url":"{{pipeline.Inbox.Uri}}/{{spelling}}","etag":"{{announcement.ETag}}"}""");
        }

        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);

        Assert.Equal(1, await pipeline.ScalarAsync<int>("select count(*) from docextract.documents"));
    }

    private static async Task<Announcement> AnnouncedAsync(Pipeline pipeline, string name, byte[] content, string sequencer)
    {
        var announcement = await pipeline.UploadAsync(name, content) with { Sequencer = sequencer };
        await pipeline.Part<DocumentStore>().AnnounceAsync(announcement, null, default);
        return announcement;
    }

    private static Task SendCreatedAsync(Pipeline pipeline, Announcement announcement) =>
        SendAsync(pipeline, "BlobCreated", announcement.Url, $"\"api\":\"PutBlob\",\"eTag\":\"{announcement.ETag}\",\"sequencer\":\"{announcement.Sequencer}\"");

    private static Task SendDeletedAsync(Pipeline pipeline, Uri url, string sequencer) =>
        SendAsync(pipeline, "BlobDeleted", url, $"\"api\":\"DeleteBlob\",\"sequencer\":\"{sequencer}\"");

    private static async Task SendAsync(Pipeline pipeline, string kind, Uri url, string data) => await pipeline.Queue.SendMessageAsync(
        $$$"""{"eventType":"Microsoft.Storage.{{{kind}}}","subject":"s","id":"1","data":{"url":"{{{url.AbsoluteUri}}}",{{{data}}}}}""");

    private static Task<string?> StatusAsync(Pipeline pipeline, Announcement announcement) =>
        pipeline.ScalarAsync<string>($"select status from docextract.documents where etag = '{announcement.ETag}'");
}
