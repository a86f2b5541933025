using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Intake;

public sealed class SweepTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    /// <summary>Of any age; times of blobs have whole seconds, so that a file may look a second younger than it is.</summary>
    private static readonly (string, string)[] AtOnce = [("Sweep:OlderThan", "00:00:00"), ("Extraction:Type", "invoice")];

    [Fact]
    public async Task A_file_that_no_message_announced_is_found_and_read()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, AtOnce);
        await pipeline.UploadAsync("folder/march.xml", Some.InvoiceXml());

        var counts = await SweptAsync(pipeline, 1);
        await pipeline.StartAsync();

        Assert.Equal(new SweepCounts(1, 1, 0), counts);
        Assert.Equal("accepted", (await pipeline.FinishedAsync("march.xml")).Status);
    }

    [Fact]
    public async Task What_was_announced_once_is_not_announced_again()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, AtOnce);
        await pipeline.UploadAsync("march.xml", Some.InvoiceXml());
        await SweptAsync(pipeline, 1);
        await pipeline.StartAsync();
        await pipeline.FinishedAsync("march.xml");

        var second = await SweepAsync(pipeline);

        Assert.Equal(new SweepCounts(1, 0, 0), second);
    }

    [Fact]
    public async Task Files_that_may_still_be_announced_are_left_alone()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.UploadAsync("march.xml", Some.InvoiceXml());

        Assert.Equal(new SweepCounts(0, 0, 0), await SweepAsync(pipeline));
    }

    [Fact]
    public async Task Files_behind_a_backlog_are_left_to_the_messages_that_wait()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, AtOnce);
        var before = await pipeline.UploadAsync("before.xml", Some.InvoiceXml("1"));
        await LaterThanAsync(pipeline, before);
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => pipeline.Queue.SendMessageAsync("{}")));
        var front = (await pipeline.Queue.PeekMessagesAsync(32)).Value.Max(message => message.InsertedOn)!.Value;
        await Pipeline.UntilAsync(async () =>
        {
            await pipeline.UploadAsync("after.xml", Some.InvoiceXml("2"));
            return (await pipeline.Inbox.GetBlobClient("after.xml").GetPropertiesAsync()).Value.LastModified > front;
        });

        var counts = await SweepAsync(pipeline);

        Assert.Equal(new SweepCounts(1, 1, 0), counts);
        Assert.Null(await pipeline.FindAsync("after.xml"));
    }

    [Fact]
    public async Task Empty_files_and_folders_are_no_documents_and_of_an_overwritten_file_the_present_version_is_one()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, AtOnce);
        await pipeline.UploadAsync("empty.pdf", []);
        await pipeline.Inbox.GetBlobClient("folder").UploadAsync(
            BinaryData.FromString("x"), new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["hdi_isfolder"] = "true" } });
        await pipeline.UploadAsync("march.xml", Some.InvoiceXml("1"));
        await pipeline.UploadAsync("march.xml", Some.InvoiceXml("2"));
        var now = await pipeline.UploadAsync("march.xml", Some.InvoiceXml("3"));

        var counts = await SweptAsync(pipeline, 1);

        Assert.Equal(new SweepCounts(1, 1, 0), counts);
        Assert.Equal(now.ETag, await pipeline.ScalarAsync<string>("select etag from docextract.documents"));
    }

    [Fact]
    public async Task All_pages_of_a_listing_and_all_containers_are_looked_through()
    {
        var other = await infrastructure.NewContainerAsync();
        var inbox = await infrastructure.NewContainerAsync();
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, [.. AtOnce, ("Storage:InboxContainers", $"{inbox.Name},{other.Name}")]);
        await UploadManyAsync(inbox, 1_100);
        await UploadManyAsync(other, 5);

        var counts = await SweptAsync(pipeline, 1_105);

        Assert.Equal(new SweepCounts(1_105, 1_105, 0), counts);
        Assert.Equal(1_105, await pipeline.WaitingAsync());
        Assert.Equal(1_105, await pipeline.ScalarAsync<int>("select count(*) from docextract.documents where status = 'queued'"));
    }

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, AtOnce);
        var file = await pipeline.UploadAsync("march.xml", Some.InvoiceXml());
        await LaterThanAsync(pipeline, file);

        var counts = await pipeline.Part<Sweeper>().SweepAsync(TimeSpan.Zero, dryRun: true, default);

        Assert.Equal(new SweepCounts(1, 1, 0), counts);
        Assert.Equal(0, await pipeline.WaitingAsync());
        Assert.Equal(0, await pipeline.ScalarAsync<int>("select count(*) from docextract.documents"));
        Assert.Equal(0, await pipeline.ScalarAsync<int>("select count(*) from docextract.sweeps"));
    }

    [Theory]
    [InlineData("status = 'queued', queued_at = now() - interval '3 hours', announced_at = null", 1)]
    [InlineData("status = 'queued', announced_at = now() - interval '3 hours'", 1)]
    [InlineData("status = 'queued', announced_at = now() - interval '1 hour'", 0)]
    [InlineData("status = 'queued', announced_at = now() - interval '3 hours', held_until = now() + interval '1 day'", 0)]
    [InlineData("status = 'processing', lease_until = now() - interval '3 hours', announced_at = now() - interval '4 hours'", 1)]
    [InlineData("status = 'processing', lease_until = now() + interval '1 minute', announced_at = now() - interval '4 hours'", 0)]
    [InlineData("status = 'rejected', rejection_code = 'gone', finished_at = now(), announced_at = now() - interval '4 hours'", 0)]
    public async Task A_document_whose_message_was_lost_gets_another(string state, int reminded)
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var announcement = await pipeline.UploadAsync("march.xml", Some.InvoiceXml());
        await pipeline.Part<DocumentStore>().AnnounceAsync(announcement, null, default);
        await pipeline.ScalarAsync<int>($"update docextract.documents set {state}");

        var first = await SweepAsync(pipeline);
        var second = await SweepAsync(pipeline);

        Assert.Equal((reminded, 0), (first.Reminded, second.Reminded));
        Assert.Equal(reminded, await pipeline.WaitingAsync());
        if (reminded > 0)
        {
            await pipeline.StartAsync();
            Assert.Equal("accepted", (await pipeline.FinishedAsync("march.xml")).Status);
        }
    }

    [Fact]
    public async Task A_document_that_was_tried_lately_has_its_message()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var store = pipeline.Part<DocumentStore>();
        var announcement = await pipeline.UploadAsync("march.xml", Some.InvoiceXml());
        var claim = ((ClaimAnswer.Granted)await store.ClaimAsync(announcement, "a worker", TimeSpan.FromMinutes(1), default)).Claim;
        await store.ReleaseAsync(claim, "retry", "down", counts: true, default);
        await pipeline.ScalarAsync<int>("update docextract.documents set announced_at = now() - interval '1 day'");

        Assert.Equal(0, (await SweepAsync(pipeline)).Reminded);
    }

    [Fact]
    public async Task Of_many_workers_one_sweeps()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, AtOnce);
        await using var turn = await SweepTurn.TakeAsync(pipeline.Database.Source, default);

        Assert.NotNull(turn);
        Assert.Null(await pipeline.Part<Sweeper>().SweepAsync(TimeSpan.Zero, dryRun: false, default));
        await turn.DisposeAsync();
        Assert.NotNull(await pipeline.Part<Sweeper>().SweepAsync(TimeSpan.FromMinutes(15), dryRun: false, default));
        Assert.Null(await pipeline.Part<Sweeper>().SweepAsync(TimeSpan.FromMinutes(15), dryRun: false, default));
    }

    [Fact]
    public async Task A_worker_sweeps_by_itself_again_and_again()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, [.. AtOnce, ("Sweep:Interval", "00:00:00.200")]);
        var sweeper = pipeline.Part<Sweeper>();
        await sweeper.StartAsync(default);
        await Pipeline.UntilAsync(async () => await pipeline.ScalarAsync<int>("select count(*) from docextract.sweeps") > 0);

        await pipeline.UploadAsync("march.xml", Some.InvoiceXml());
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 1 && await pipeline.ScalarAsync<int>("select sum(announced)::int from docextract.sweeps") > 0);
        await sweeper.StopAsync(default);

        Assert.Equal(1, await pipeline.ScalarAsync<int>("select sum(announced)::int from docextract.sweeps"));
    }

    [Fact]
    public async Task Without_an_interval_a_worker_leaves_sweeping_to_others()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, ("Sweep:Interval", "00:00:00"));
        var sweeper = pipeline.Part<Sweeper>();

        await sweeper.StartAsync(default);

        await sweeper.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static async Task<SweepCounts> SweepAsync(Pipeline pipeline) =>
        (await pipeline.Part<Sweeper>().SweepAsync(TimeSpan.Zero, dryRun: false, default))!;

    /// <summary>One sweep, once the files are old enough to be seen.</summary>
    private static async Task<SweepCounts> SweptAsync(Pipeline pipeline, int files)
    {
        await Pipeline.UntilAsync(async () => (await pipeline.Part<Sweeper>().SweepAsync(TimeSpan.Zero, dryRun: true, default))!.Blobs == files);
        return await SweepAsync(pipeline);
    }

    private static Task LaterThanAsync(Pipeline pipeline, Announcement file) => Pipeline.UntilAsync(async () =>
        (await pipeline.Inbox.GetBlobClient(file.FileName).GetPropertiesAsync()).Value.LastModified < TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(1));

    private static Task UploadManyAsync(BlobContainerClient container, int count) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 },
        async (number, token) => await container.UploadBlobAsync($"{number:0000}.xml", BinaryData.FromString("<a/>"), token));
}
