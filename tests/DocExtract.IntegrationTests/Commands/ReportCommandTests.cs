using System.Text.Json;
using System.Text.RegularExpressions;
using DocExtract.Checks;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Commands;

/// <summary><c>report</c> and <c>show</c>, as people type them.</summary>
public sealed class ReportCommandTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task Without_a_name_the_reports_are_listed_with_what_they_are()
    {
        await using var database = await infrastructure.NewDatabaseAsync();

        var result = await RunAsync(database, "report");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("review_queue    Documents that a person must look at", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_ends_with_how_many_rows_it_does_not_show_and_csv_has_them_all()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await database.ScalarAsync<int>(
            """
            insert into docextract.documents (source_uri, etag, file_name, status, rejection_code, queued_at, finished_at)
            select 'https://account.blob.core.windows.net/inbox/' || i, '0x1', 'file-' || i, 'rejected', 'empty', now(), now() from generate_series(1, 1234) as i
            """);

        var table = await RunAsync(database, "report", "failures", "--limit", "4");
        var last = await RunAsync(database, "report", "failures", "--limit", "1000", "--page", "2");
        var csv = await RunAsync(database, "report", "failures", "--format", "csv", "--where", "code=empty", "attempts=0");

        Assert.Contains("... and 1,230 more: --page 2 shows the next, --limit N more at once, --format csv all of them.", table.Output, StringComparison.Ordinal);
        Assert.Equal((1, 0), (Regex.Count(last.Output, @"\bfile-234\b"), Regex.Count(last.Output, @"\bfile-1234\b|more:")));
        Assert.Equal(1235, csv.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_column_that_is_not_there_makes_2_with_those_that_are()
    {
        await using var database = await infrastructure.NewDatabaseAsync();

        var result = await RunAsync(database, "report", "budget", "--where", "price=1");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("it has: day, cost, set_aside", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_prints_all_that_is_known_of_a_document()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long first = await Some.StoreAsync(store, Some.AcceptedInvoice(file: "first"));
        var claim = await Some.ClaimAsync(database, "march.pdf");
        var account = new ModelAccount(database.Source, Some.Budgets(), claim);
        var planned = Some.PlannedCall(0.05m);
        await account.SettleAsync(await account.ReserveAsync(planned, default), planned.MadeCall(0.02m));
        await store.SaveAsync(claim, Some.AcceptedInvoice(file: "again") with
        {
            Evidence = [new("/total", 2, new(0.1, 0.1, 0.2, 0.12), "120,00", DocExtract.Evidence.EvidenceSource.Ocr, 0.9)],
            Findings = [new Finding("/due_date", "missing", Severity.Warning, "No due date was read.")],
        }, default);
        await RunAsync(database, "correct", $"{claim.DocumentId}", "total=130.00", "--by", "Ada");

        var text = await RunAsync(database, "show", $"{claim.DocumentId}");
        var json = await RunAsync(database, "show", $"{claim.DocumentId}", "--format", "json");

        Assert.Equal((0, "", 0), (text.ExitCode, text.Errors, json.ExitCode));
        Assert.All(
            ["march.pdf", "needs_review", "/total", "120,00", "No due date was read.", "some-model", "0.02", "worker", "invoice", "Ada", $"{first}"],
            told => Assert.Contains(told, text.Output, StringComparison.Ordinal));
        var story = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal("120,00", Only(story, "values", value => value.GetProperty("field").GetString() == "/total").GetProperty("printed").GetString());
        Assert.Equal(0.02m, Only(story, "calls").GetProperty("cost").GetDecimal());
        Assert.Equal(first, Only(story, "links").GetProperty("id").GetInt64());
        Assert.Equal(130.00m, Only(story, "corrections").GetProperty("is").GetDecimal());
        Assert.Equal("needs_review", Only(story, "attempts").GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Show_of_a_batch_names_its_parts_and_of_no_document_says_where_to_look()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        long batch = await Some.StoreAsync(new DocumentStore(database.Source), Some.SplitFile(Some.AcceptedInvoice("B-1", "2026-03-01"), Some.AcceptedInvoice("B-2", "2026-03-02")));

        var shown = await RunAsync(database, "show", $"{batch}");
        var none = await RunAsync(database, "show", "4711");

        Assert.Contains("parts (2)", shown.Output, StringComparison.Ordinal);
        Assert.Equal((2, ""), (none.ExitCode, none.Output));
        Assert.Contains("There is no document 4711. Reports name the documents there are", none.Errors, StringComparison.Ordinal);
    }

    private static JsonElement Only(JsonElement story, string part, Func<JsonElement, bool>? where = null) =>
        Assert.Single(story.GetProperty(part).EnumerateArray(), value => where?.Invoke(value) ?? true);

    private static Task<ProgramResult> RunAsync(TestDatabase database, params string[] arguments) =>
        Program.RunAsync(new Dictionary<string, string> { ["Postgres__ConnectionString"] = database.ConnectionString }, arguments);
}
