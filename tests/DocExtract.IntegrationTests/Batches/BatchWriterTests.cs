using System.Text;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Readers.Vision.Batches;
using DocExtract.Worker.Batches.Questions;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Batches;

public sealed class BatchWriterTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private static readonly byte[] Question = Encoding.UTF8.GetBytes(
        """{"model":"some-model","messages":[{"role":"user","content":"Hello."}],"stream":true,"stream_options":{"include_usage":true}}""");

    [Theory]
    [InlineData(2, 1_000_000)]
    [InlineData(100, 600)] // A line is about 230 bytes long.
    public async Task Questions_go_into_as_many_batches_as_the_limits_ask_for(int lines, long bytes)
    {
        await using var bench = await BatchBench.CreateAsync(infrastructure);
        var store = new ModelBatchStore(bench.Database.Source);
        await using var writer = Writer(bench, store, new BatchLimits(lines, bytes));

        foreach (int number in Enumerable.Range(1, 5))
        {
            Assert.True(await AddAsync(bench, writer, $"{number}.pdf", $"question {number}"));
        }

        await writer.SendAsync(default);

        Assert.Equal((3, 5), (writer.Batches, writer.Questions));
        Assert.Equal([2, 2, 1], bench.Desk.Files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => Encoding.UTF8.GetString(file.Content).Count(c => c == '\n')));
        Assert.All(bench.Desk.Files, file => Assert.InRange(file.Content.Length, 1, bytes));
        Assert.Equal(3, bench.Desk.Batches.Count);
    }

    [Fact]
    public async Task A_question_that_two_documents_share_is_asked_once_and_both_wait_for_it()
    {
        await using var bench = await BatchBench.CreateAsync(infrastructure);
        var store = new ModelBatchStore(bench.Database.Source);
        await using var writer = Writer(bench, store, BatchLimits.Published);

        Assert.True(await AddAsync(bench, writer, "a.pdf", "the same"));
        Assert.True(await AddAsync(bench, writer, "b.pdf", "the same"));
        await writer.SendAsync(default);

        Assert.Equal(1, writer.Questions);
        Assert.Equal(2, await bench.Database.ScalarAsync<int>("select count(distinct document_id) from docextract.batch_documents"));
        Assert.Equal("reserved", await bench.Database.ScalarAsync<string>("select state from report.calls"));
    }

    [Fact]
    public async Task No_worker_claims_a_document_that_waits_for_a_batch_until_it_is_let_go_or_sent_in_anew()
    {
        await using var bench = await BatchBench.CreateAsync(infrastructure);
        var documents = new DocumentStore(bench.Database.Source);
        var store = new ModelBatchStore(bench.Database.Source);
        var document = Announced("a.pdf");
        long id = await documents.AnnounceAsync(document, null, default);
        Assert.True(await store.HoldAsync(id, default));

        var held = await documents.ClaimAsync(document, "worker", TimeSpan.FromMinutes(1), default);
        await documents.ReopenAsync(id, default);
        var claimed = await documents.ClaimAsync(document, "worker", TimeSpan.FromMinutes(1), default);

        Assert.True(Assert.IsType<ClaimAnswer.Busy>(held).For > TimeSpan.FromHours(24));
        Assert.IsType<ClaimAnswer.Granted>(claimed);
        Assert.False(await store.HoldAsync(id, default));
    }

    [Fact]
    public async Task Only_one_command_changes_batches_at_a_time()
    {
        await using var bench = await BatchBench.CreateAsync(infrastructure);
        var queries = new ModelBatchQueries(bench.Database.Source);
        await using (await queries.TakeTurnAsync(default))
        {
            var refused = await bench.CollectAsync();
            Assert.Equal((2, "Another docextract batch command is at work on this database. Wait for its end, then try again."), (refused.ExitCode, refused.Errors.Trim()));
        }

        await using var next = await queries.TakeTurnAsync(default);
    }

    private static BatchWriter Writer(BatchBench bench, ModelBatchStore store, BatchLimits limits)
    {
        var server = new ModelBatches(Some.Vision(bench.Model.Endpoint), TimeProvider.System);
        var queries = new ModelBatchQueries(bench.Database.Source);
        return new BatchWriter(new BatchSender(server, store, queries, new OpenBatches(server, store, queries)), store, server, Some.Budgets(), limits);
    }

    private static async Task<bool> AddAsync(BatchBench bench, BatchWriter writer, string file, string question)
    {
        long document = await new DocumentStore(bench.Database.Source).AnnounceAsync(Announced(file), null, default);
        return await writer.AddAsync(document, Some.PlannedCall(0.05m, question), Question, default);
    }

    private static Announcement Announced(string file) => new(new Uri($"https://account.blob.core.windows.net/inbox/{file}"), "0x1", "invoice");
}
