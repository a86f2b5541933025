using System.Globalization;
using System.Text.Json.Nodes;
using DocExtract.IntegrationTests.Commands;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Export;

/// <summary>Accepted documents as CSV and JSON lines, as another system gets them.</summary>
public sealed class TextExportTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>, IDisposable
{
    private const string Lines =
        """, "subtotal": 100.00, "lines": [{"description":"=cmd|'/c calc'!A1","quantity":3,"unit_price":33.333333,"amount":100.00},{"description":"Box, \"big\"","amount":0.10}]""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Each_accepted_document_is_a_row_with_its_values_and_no_text_is_a_formula()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long first = await Some.StoreAsync(store, Some.AcceptedInvoice(more: Lines));
        await Some.StoreAsync(store, Some.AcceptedInvoice("2026-0043", file: "b") with { Verdict = Verdict.NeedsReview });
        long receipt = await Some.StoreAsync(store, Some.Extraction("""{"seller":{"name":"@Corner Shop"},"date":"2026-03-03","total":4.20}""") with
        {
            DocumentType = "receipt",
            Verdict = Verdict.Accepted,
            Sha256 = new string('c', 64),
        });

        var result = await RunAsync(database, "export", "--format", "csv");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("2 documents exported.", result.Errors.Trim());
        var rows = Rows(result.Output);
        Assert.Equal(2, rows.Count);
        Assert.Equal(($"{first}", "invoice", "2026-0042", "Birchwood Paper Ltd", "100.00", "120.00", "2"), Cells(rows[0], "document_id", "document_type", "invoice_number", "seller_name", "subtotal", "total", "line_count"));
        Assert.Equal(($"{receipt}", "receipt", "", "'@Corner Shop", "", "4.20", "0"), Cells(rows[1], "document_id", "document_type", "invoice_number", "seller_name", "subtotal", "total", "line_count"));
        Assert.Equal("2026-03-03", rows[1]["date"]);
    }

    [Fact]
    public async Task Lines_are_a_second_file_and_a_file_has_its_name_only_when_it_is_whole()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        long id = await Some.StoreAsync(new DocumentStore(database.Source), Some.AcceptedInvoice(more: Lines));
        string documents = Path.Combine(_folder.FullName, "new", "documents.csv"), lines = Path.Combine(_folder.FullName, "lines.csv");

        var result = await RunAsync(database, "export", "--format", "csv", "--out", documents, "--lines", lines);

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Equal("2026-0042", Rows(await File.ReadAllTextAsync(documents))[0]["invoice_number"]);
        var written = await File.ReadAllLinesAsync(lines);
        Assert.Equal("document_id,line,description,item_number,quantity,unit,unit_price,price_quantity,discount,tax_rate,amount", written[0]);
        Assert.Equal([$"{id},1,'=cmd|'/c calc'!A1,,3,,33.333333,,,,100.00", $"{id},2,\"Box, \"\"big\"\"\",,,,,,,,0.10"], written[1..]);
        Assert.Empty(_folder.GetFiles("*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_json_line_holds_the_values_digit_by_digit_and_the_word_of_a_person_before_what_was_read()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long accepted = await Some.StoreAsync(store, Some.AcceptedInvoice(number: "Ü-1", total: 12345678901234567890.10m, more: Lines));
        long doubtful = await Some.StoreAsync(store, Some.AcceptedInvoice("2026-0043", file: "b") with { Verdict = Verdict.NeedsReview });
        await Some.StoreAsync(store, Some.AcceptedInvoice("2026-0044", file: "c") with { Verdict = Verdict.NeedsReview });
        await RunAsync(database, "correct", $"{doubtful}", "total=130.00", "--by", "Ada");

        var without = await RunAsync(database, "export", "--format", "jsonl");
        var with = await RunAsync(database, "export", "--format", "jsonl", "--corrected");

        var line = Assert.Single(without.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("\"invoice_number\":\"Ü-1\"", line, StringComparison.Ordinal);
        Assert.Contains("\"total\":12345678901234567890.10", line, StringComparison.Ordinal);
        Assert.Equal((accepted, false, 2), ((long)JsonNode.Parse(line)!["document_id"]!, (bool)JsonNode.Parse(line)!["corrected"]!, JsonNode.Parse(line)!["data"]!["lines"]!.AsArray().Count));
        var corrected = JsonNode.Parse(with.Output.Split('\n')[1])!;
        Assert.Equal((doubtful, true, 130.00m), ((long)corrected["document_id"]!, (bool)corrected["corrected"]!, (decimal)corrected["data"]!["total"]!));
    }

    [Fact]
    public async Task Days_are_those_on_which_documents_were_read_and_parts_of_a_file_name_their_pages()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        await Some.StoreAsync(store, Some.SplitFile(Some.AcceptedInvoice("B-1"), Some.AcceptedInvoice("B-2")));
        await database.ScalarAsync<int>("update docextract.documents set finished_at = '2026-03-05 23:59:59Z' where invoice_number = 'B-1'");
        await database.ScalarAsync<int>("update docextract.documents set finished_at = '2026-03-06 00:00:00Z' where invoice_number = 'B-2'");

        var one = await RunAsync(database, "export", "--format", "jsonl", "--since", "2026-03-05", "--until", "2026-03-05");
        var other = await RunAsync(database, "export", "--format", "jsonl", "--since", "2026-03-06");

        Assert.Equal(("B-1", 1), Told(one));
        Assert.Equal(("B-2", 2), Told(other));

        static (string?, int?) Told(ProgramResult result) => JsonNode.Parse(result.Output)! is var line ? ((string?)line["data"]!["invoice_number"], (int?)line["first_page"]) : default;
    }

    [Fact]
    public async Task Thousands_of_documents_go_through()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await database.ScalarAsync<int>(
            """
            insert into docextract.documents (source_uri, etag, file_name, document_type, status, data, queued_at, finished_at)
            select 'https://account.blob.core.windows.net/inbox/' || i, '0x1', 'file-' || i, 'invoice', 'accepted',
                   jsonb_build_object('invoice_number', i::text, 'total', i::numeric / 100), now(), now()
            from generate_series(1, 12345) as i
            """);

        var result = await RunAsync(database, "export", "--format", "csv");

        Assert.Equal("12,345 documents exported.", result.Errors.Trim());
        Assert.Equal(12_345 * 12_346 / 2, (int)(Rows(result.Output).Sum(row => decimal.Parse(row["total"], CultureInfo.InvariantCulture)) * 100));
    }

    [Theory]
    [InlineData("--format xml", "xml")]
    [InlineData("--format csv --since 1.3.2026", "--since wants a day such as 2026-01-31.")]
    [InlineData("--format csv --type invoices", "There is no document type 'invoices'; installed: chart, invoice, receipt.")]
    [InlineData("--format jsonl --lines lines.csv", "--lines goes with --format csv")]
    public async Task What_cannot_be_meant_is_told(string arguments, string sentence)
    {
        await using var database = await infrastructure.NewDatabaseAsync();

        var result = await RunAsync(database, ["export", .. arguments.Split(' ')]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(sentence, result.Errors, StringComparison.Ordinal);
    }

    private static (string, string, string, string, string, string, string) Cells(IReadOnlyDictionary<string, string> row, params string[] names) =>
        (row[names[0]], row[names[1]], row[names[2]], row[names[3]], row[names[4]], row[names[5]], row[names[6]]);

    /// <summary>Rows whose cells hold neither separators nor quotes.</summary>
    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string csv)
    {
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    private static Task<ProgramResult> RunAsync(TestDatabase database, params string[] arguments) =>
        Commands.Program.RunAsync(new Dictionary<string, string> { ["Postgres__ConnectionString"] = database.ConnectionString }, arguments);
}
