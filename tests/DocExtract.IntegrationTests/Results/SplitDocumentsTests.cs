using DocExtract.Checks;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Sources;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Results;

/// <summary>A file that holds several documents: its row and theirs.</summary>
public sealed class SplitDocumentsTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly Announcement Batch = new(new Uri("https://account.blob.core.windows.net/inbox/batch.pdf"), "0x1", "invoice");

    [Fact]
    public async Task A_batch_becomes_a_row_for_the_file_and_one_for_each_invoice_however_often_it_is_announced()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        byte[] content = await File.ReadAllBytesAsync(Some.RepositoryPath("samples", "documents", "batch-en-three-invoices.pdf"));
        var announcement = await pipeline.DropAsync("batch.pdf", content);
        await pipeline.StartAsync();
        var file = await pipeline.FinishedAsync("batch.pdf");

        await pipeline.Queue.SendMessageAsync(announcement.ToMessage());
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);

        Assert.Equal(("split", 1), (file.Status, file.Attempt));
        Assert.Equal(
            "batch.pdf p. 1-2: LW-26-0455 570.84, batch.pdf p. 3-6: GM-20931 3447.57, batch.pdf p. 7: GM-20940 857.37",
            await pipeline.ScalarAsync<string>("select string_agg(shown_name || ': ' || invoice_number || ' ' || total, ', ' order by part) from docextract.documents where parent_id is not null"));
        Assert.Equal(0, await pipeline.ScalarAsync<long>($"select count(*) from docextract.fields where document_id = {file.Id}"));
        Assert.Equal(3, await pipeline.ScalarAsync<long>("select count(distinct document_id) from docextract.line_items"));
        Assert.Equal(
            "3,4", await pipeline.ScalarAsync<string>("select string_agg(distinct page::text, ',') from docextract.fields join docextract.documents on id = document_id where part = 2"));
    }

    [Fact]
    public async Task Receipts_that_share_a_picture_have_boxes_on_the_same_page()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        byte[] content = await File.ReadAllBytesAsync(Some.RepositoryPath("samples", "documents", "receipts-en-two-in-one-picture.png"));
        await pipeline.DropAsync("glass.png", content, documentType: null);
        await pipeline.StartAsync();

        await pipeline.FinishedAsync("glass.png");

        Assert.Equal(
            "glass.png p. 1, part 1 42.98, glass.png p. 1, part 2 22.35",
            await pipeline.ScalarAsync<string>("select string_agg(shown_name || ' ' || total, ', ' order by part) from docextract.documents where box is not null"));
        Assert.True(
            await pipeline.ScalarAsync<bool>(
                """
                select bool_and(field.box[1] >= part.box[1] - 0.01 and field.box[3] <= part.box[3] + 0.01)
                from docextract.fields field join docextract.documents part on part.id = field.document_id
                """),
            "A value of one receipt was seen on the other.");
    }

    [Fact]
    public async Task Parts_are_counted_and_their_file_is_not()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        await store.SaveAsync(await ClaimAsync(store), Some.SplitFile(Accepted("A-1"), Doubtful("A-2"), Unreadable()), default);

        Assert.Equal(3L, (await database.ReportAsync("summary", ask: null)).Sum(row => (long)row["documents"]!));
        Assert.Equal(["batch.pdf p. 2"], await database.ReportAsync("review_queue", "file_name"));
        Assert.Equal(["batch.pdf p. 3"], await database.ReportAsync("failures", "file_name"));
    }

    [Fact]
    public async Task A_run_takes_a_split_file_for_done_and_lists_its_parts()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        var claim = await ClaimAsync(store);
        var batch = Some.SplitFile(Accepted("A-1"), Doubtful("A-2"));
        await store.SaveAsync(claim, batch, default);
        var queries = new BatchQueries(database.Source);

        Assert.Equal(claim.DocumentId, await queries.FinishedAsync(batch.Sha256, default));
        Assert.Equal(new BatchCounts(Finished: 1, Accepted: 1, NeedsReview: 1, Rejected: 0), await queries.CountAsync([claim.DocumentId], default));
        Assert.Equal(
            ["batch.pdf p. 1", "batch.pdf p. 2"], (await queries.RowsAsync([claim.DocumentId], default))[claim.DocumentId].Select(row => row.Name));
    }

    [Fact]
    public async Task An_attempt_that_lost_its_claim_stores_no_part()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        var first = await ClaimAsync(store);
        await database.ScalarAsync<int>("update docextract.documents set lease_until = now() - interval '1 second'");
        var second = await ClaimAsync(store);

        Assert.True(await store.SaveAsync(second, Some.SplitFile(Accepted("A-1"), Accepted("A-2")), default));
        Assert.False(await store.SaveAsync(first, Some.SplitFile(Accepted("A-1"), Accepted("A-2"), Accepted("A-3")), default));
        Assert.Equal(2L, await database.ScalarAsync<long>("select count(*) from docextract.documents where parent_id is not null"));
    }

    [Theory]
    [InlineData("update docextract.documents set status = 'split'")]
    [InlineData("update docextract.documents set parent_id = id")]
    [InlineData("update docextract.documents set part = 1, first_page = 1, last_page = 1")]
    public async Task Postgres_itself_refuses_half_a_part(string statement)
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await new DocumentStore(database.Source).AnnounceAsync(Batch, null, default);

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ScalarAsync<int>(statement));
    }

    private static Extraction Accepted(string number) =>
        Some.Extraction($$"""{"invoice_number":"{{number}}","total":12.50}""") with { Verdict = Verdict.Accepted };

    private static Extraction Doubtful(string number) => Accepted(number) with
    {
        Verdict = Verdict.NeedsReview,
        Findings = [new Finding("", "boundary", Severity.Error, "Page 2 may begin another document.")],
    };

    private static Extraction Unreadable() => Some.Extraction("{}") with
    {
        Verdict = Verdict.Rejected,
        Rejection = new Rejection(RejectionCode.Corrupt, "The page is damaged."),
    };

    private static async Task<Claim> ClaimAsync(DocumentStore store) =>
        Assert.IsType<ClaimAnswer.Granted>(await store.ClaimAsync(Batch, "worker", Lease, default)).Claim;
}
