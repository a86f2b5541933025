using Dapper;
using DocExtract.IntegrationTests.Commands;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Intake;

namespace DocExtract.IntegrationTests.Intake;

/// <summary><c>enqueue</c>: files that lay in the inbox before anybody listened.</summary>
public sealed class EnqueueTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task Files_under_a_prefix_are_queued_as_the_type_that_was_named_and_read()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.UploadAsync("2026/03/one.xml", Some.InvoiceXml("1"));
        await pipeline.UploadAsync("2026/03/two with space.xml", Some.InvoiceXml("2"));
        await pipeline.UploadAsync("2026/04/other.xml", Some.InvoiceXml("3"));
        await pipeline.UploadAsync("2026/03/empty.xml", []);

        var result = await RunAsync(pipeline, "2026/03/", "--type", "invoice");
        await pipeline.StartAsync();

        Assert.Equal((0, "Of 2 files 2 were queued."), (result.ExitCode, result.Output.Trim()));
        Assert.Contains("Of 2 files 2 are to be queued.", result.Errors, StringComparison.Ordinal);
        Assert.Contains("2/2 queued", result.Errors, StringComparison.Ordinal);
        Assert.Equal("accepted", (await pipeline.FinishedAsync("one.xml")).Status);
        Assert.Equal("accepted", (await pipeline.FinishedAsync("two with space.xml")).Status);
        Assert.Null(await pipeline.FindAsync("other.xml"));
        Assert.Equal("invoice", await pipeline.ScalarAsync<string>("select requested_type from docextract.documents where file_name = 'one.xml'"));
    }

    [Fact]
    public async Task What_is_a_document_already_is_queued_only_when_told_and_an_accepted_one_only_when_told_so()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var accepted = await pipeline.DropAsync("accepted.xml", Some.InvoiceXml("1"));
        await pipeline.DropAsync("rejected.xml", "no invoice"u8.ToArray());
        await pipeline.StartAsync();
        await pipeline.FinishedAsync("accepted.xml");
        await pipeline.FinishedAsync("rejected.xml");
        await pipeline.StopAsync();
        await pipeline.UploadAsync("new.xml", Some.InvoiceXml("2"));

        var first = await RunAsync(pipeline, "", "--dry-run");
        var sent = await RunAsync(pipeline, "");
        var repeated = await RunAsync(pipeline, "");
        var again = await RunAsync(pipeline, "", "--again", "--dry-run");
        var accepting = await RunAsync(pipeline, "", "--again", "--accepted");

        Assert.Equal("Of 3 files 1 would be queued; 2 are documents already (--again). Nothing was changed.", first.Output.Trim());
        Assert.Equal("Of 3 files 1 were queued; 2 are documents already (--again).", sent.Output.Trim());
        Assert.Equal("Of 3 files 0 would be queued; 3 are documents already (--again). Nothing was changed.", repeated.Output.Trim());
        Assert.Equal("Of 3 files 2 would be queued, 2 of them once more; 1 stay as they are: accepted, corrected, purged, or being read just now. Nothing was changed.", again.Output.Trim());
        Assert.Equal("Of 3 files 3 were queued, 3 of them once more.", accepting.Output.Trim());
        Assert.Equal("queued", (await pipeline.FindAsync("accepted.xml"))!.Status);
        Assert.Equal(accepted.ETag, await pipeline.ScalarAsync<string>("select etag from docextract.documents where file_name = 'accepted.xml'"));
        Assert.Equal(4, await pipeline.WaitingAsync());
    }

    [Fact]
    public async Task An_overwritten_file_is_a_document_that_nobody_knows_yet_and_what_is_queued_once_is_known()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.UploadAsync("march.xml", Some.InvoiceXml("1"));
        await RunAsync(pipeline, "march");
        var newer = await pipeline.UploadAsync("march.xml", Some.InvoiceXml("2"));

        var second = await RunAsync(pipeline, "march");
        var third = await RunAsync(pipeline, "march");

        Assert.Equal("Of 1 files 1 were queued.", second.Output.Trim());
        Assert.Equal("Of 1 files 0 would be queued; 1 are documents already (--again). Nothing was changed.", third.Output.Trim());
        var messages = (await pipeline.Queue.ReceiveMessagesAsync(10)).Value;
        Assert.Equal(2, messages.Length);
        Assert.Contains(messages, message => Assert.IsType<Notice.Created>(Notice.Parse(message.Body)).Announcement.ETag == newer.ETag);
    }

    [Fact]
    public async Task More_than_a_page_of_files_is_queued_with_its_progress()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await Parallel.ForAsync(0, 1_005, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => await pipeline.UploadAsync($"archive/{i}.xml", "x"u8.ToArray()));

        var result = await RunAsync(pipeline, "archive/");

        Assert.Equal("Of 1,005 files 1,005 were queued.", result.Output.Trim());
        Assert.Contains("1,000/1,005 queued", result.Errors, StringComparison.Ordinal);
        Assert.Equal(1_005, await pipeline.WaitingAsync());
        await using var connection = await pipeline.Database.Source.OpenConnectionAsync();
        Assert.Equal(1_005, await connection.ExecuteScalarAsync<int>("select count(*) from docextract.documents where status = 'queued'"));
    }

    [Theory]
    [InlineData("--container scans", "'scans' is no inbox container; there are: ")]
    [InlineData("--type invoices", "There is no document type 'invoices'")]
    public async Task What_is_not_there_is_told(string arguments, string sentence)
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);

        var result = await RunAsync(pipeline, ["", .. arguments.Split(' ')]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(sentence, result.Errors, StringComparison.Ordinal);
    }

    private static Task<ProgramResult> RunAsync(Pipeline pipeline, params string[] arguments) =>
        Commands.Program.RunAsync(pipeline.Environment, ["enqueue", .. arguments]);
}
