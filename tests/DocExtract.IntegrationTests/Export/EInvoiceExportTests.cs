using System.Text;
using System.Text.Json.Nodes;
using DocExtract.IntegrationTests.Commands;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Export;

/// <summary><c>export --format ubl|cii</c>: a file for each document, and what every other lacks.</summary>
public sealed class EInvoiceExportTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("ubl")]
    [InlineData("cii")]
    public async Task A_file_that_was_exported_is_accepted_when_it_is_read(string format)
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var invoice = Some.CompleteInvoice();
        invoice["invoice_number"] = "RE/2026:7 ö";
        long id = await Some.StoreAsync(new DocumentStore(database.Source), Some.Extraction(invoice.ToJsonString()) with { Verdict = Verdict.Accepted });

        var result = await RunAsync(database, "export", "--format", format, "--out", Path.Combine(_folder.FullName, "xml"));

        Assert.Equal((0, "", "1 documents exported."), (result.ExitCode, result.Output, result.Errors.Trim()));
        var file = Assert.Single(_folder.GetFiles("*", SearchOption.AllDirectories));
        Assert.Equal($"{id}-RE_2026_7__.xml", file.Name);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", await File.ReadAllTextAsync(file.FullName, Encoding.UTF8), StringComparison.Ordinal);
        var extracted = await Commands.Program.RunAsync("extract", file.FullName);
        var read = JsonNode.Parse(extracted.Output)!;
        Assert.Equal(("accepted", "e-invoice"), ((string?)read["verdict"], (string?)read["reader"]));
        Assert.Equal(Some.Values(invoice), Some.Values(read["data"]!));
    }

    [Fact]
    public async Task Documents_that_lack_something_are_told_and_left_out()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long whole = await Some.StoreAsync(store, Some.Extraction(Some.SmallInvoice().ToJsonString()) with { Verdict = Verdict.Accepted });
        long without = await Some.StoreAsync(store, Some.Extraction(Some.SmallInvoice(("/invoice_number", "2"), ("/lines/0/unit", null), ("/buyer/name", null)).ToJsonString()) with { Verdict = Verdict.Accepted, Sha256 = new string('1', 64) });

        var result = await RunAsync(database, "export", "--format", "ubl", "--out", _folder.FullName);
        var assumed = await RunAsync(database, "export", "--format", "ubl", "--out", _folder.FullName, "--assume", "BT-130=C62");

        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.Matches(
            $"^Document {without} \\([^)]+\\) is not exported: BT-44 buyer name; BT-130 invoiced quantity unit of measure code of line 1 ", result.Errors);
        Assert.EndsWith("1 documents exported, 1 not: they lack what EN 16931 wants.", result.Errors.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("BT-130", assumed.Errors, StringComparison.Ordinal);
        Assert.Equal([$"{whole}-1.xml"], _folder.GetFiles().Select(file => file.Name));
    }

    [Theory]
    [InlineData("--format cii", "say with --out in which folder")]
    [InlineData("--format cii --out x --assume BT-55=Germany", "--assume BT-55=Germany: wants two capital letters")]
    [InlineData("--format csv --assume BT-55=DE", "--assume and --unit go with --format ubl and cii")]
    public async Task What_cannot_be_meant_is_told(string arguments, string sentence)
    {
        await using var database = await infrastructure.NewDatabaseAsync();

        var result = await RunAsync(database, ["export", .. arguments.Split(' ')]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(sentence, result.Errors, StringComparison.Ordinal);
    }

    private static Task<ProgramResult> RunAsync(TestDatabase database, params string[] arguments) =>
        Commands.Program.RunAsync(new Dictionary<string, string> { ["Postgres__ConnectionString"] = database.ConnectionString }, arguments);
}
