using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Reports;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Reports;

/// <summary>What may be asked of a report.</summary>
public sealed class ReportQueryTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Theory]
    [InlineData("code=corrupt", "b c")]
    [InlineData("code!=corrupt", "a")]
    [InlineData("attempts>=2", "c")]
    [InlineData("attempts<2", "a b")]
    [InlineData("in_poison_queue=true", "")]
    [InlineData("message=it's; drop schema report cascade --", "a")]
    [InlineData("document_type=", "")]
    [InlineData("document_type!=", "a b c")]
    public async Task Conditions_compare_columns_with_values_and_never_become_part_of_the_statement(string condition, string expected)
    {
        await using var database = await FailedAsync();

        var rows = await database.ReportAsync("failures", query => query with { Where = [ReportCondition.Parse(condition, query.Report)] });

        Assert.Equal(expected, string.Join(' ', rows.Select(row => (string)row["file_name"]!).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task All_conditions_must_hold()
    {
        await using var database = await FailedAsync();

        var rows = await database.ReportAsync(
            "failures", query => query with { Where = [ReportCondition.Parse("code=corrupt", query.Report), ReportCondition.Parse("attempts=1", query.Report)] });

        Assert.Equal("b", Assert.Single(rows)["file_name"]);
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_answered_with_those_that_are()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var report = await Report.FindAsync(database.Source, "budget", default);

        var wrong = Assert.Throws<ArgumentException>(() => ReportCondition.Parse("cost\" is null or 1=1", report));
        var noCondition = Assert.Throws<ArgumentException>(() => ReportCondition.Parse("cost", report));

        Assert.Equal(
            "The report budget has no column 'cost\" is null or 1'; it has: day, cost, set_aside, spent, calls, documents, cost_per_document.", wrong.Message);
        Assert.Contains("--where wants column=value", noCondition.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attempts=many")]
    [InlineData("finished_at>=sometime")]
    public async Task A_value_that_a_column_cannot_have_is_answered_with_the_columns_types(string condition)
    {
        await using var database = await FailedAsync();

        var wrong = await Assert.ThrowsAsync<ArgumentException>(
            () => database.ReportAsync("failures", query => query with { Where = [ReportCondition.Parse(condition, query.Report)] }));

        Assert.Contains("attempts (integer)", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_are_whole_and_a_month_is_found_by_any_of_its_days()
    {
        await using var database = await FailedAsync();
        await database.ScalarAsync<int>("update docextract.documents set finished_at = '2026-03-31 23:59Z' where file_name = 'a'");
        await database.ScalarAsync<int>("update docextract.documents set finished_at = '2026-04-01 00:00Z' where file_name = 'b'");
        await database.ScalarAsync<int>(
            "insert into docextract.findings (document_id, ordinal, field, rule, severity, message) select id, 1, '', 'sum', 'error', 'No.' from docextract.documents where file_name = 'a'");

        Assert.Equal("a", Assert.Single(await database.ReportAsync("failures", query => query with { Since = new(2026, 3, 31), Until = new(2026, 3, 31) }))["file_name"]);
        Assert.Equal("b", Assert.Single(await database.ReportAsync("failures", query => query with { Since = new(2026, 4, 1), Until = new(2026, 4, 1) }))["file_name"]);
        Assert.Single(await database.ReportAsync("summary", query => query with { Until = new(2026, 3, 31) }));
        Assert.Single(await database.ReportAsync("check_failures", query => query with { Since = new(2026, 3, 15) }));
        Assert.Empty(await database.ReportAsync("check_failures", query => query with { Since = new(2026, 4, 1) }));
    }

    [Fact]
    public async Task A_report_over_all_time_says_so_when_it_is_asked_for_days()
    {
        await using var database = await infrastructure.NewDatabaseAsync();

        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => database.ReportAsync("seller_quality", query => query with { Since = new(2026, 3, 1) }));

        Assert.Equal("The report seller_quality counts over all time: --since and --until do not go with it.", wrong.Message);
    }

    [Fact]
    public async Task What_is_beyond_the_limit_is_counted()
    {
        await using var database = await FailedAsync();
        var report = await Report.FindAsync(database.Source, "failures", default);

        Assert.Equal(2, await new ReportQuery(report) { Limit = 1 }.CountBeyondAsync(database.Source, default));
        Assert.Equal(0, await new ReportQuery(report) { Limit = 3 }.CountBeyondAsync(database.Source, default));
    }

    /// <summary>Three failures: a encrypted, b and c corrupt, c at its second attempt.</summary>
    private async Task<TestDatabase> FailedAsync()
    {
        var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        await store.RejectAsync(await Some.ClaimAsync(database, "a"), "encrypted", "it's; drop schema report cascade --", default);
        await store.RejectAsync(await Some.ClaimAsync(database, "b"), "corrupt", "It is damaged.", default);
        await store.ReleaseAsync(await Some.ClaimAsync(database, "c"), "retry", null, counts: true, default);
        await store.RejectAsync(await Some.ClaimAsync(database, "c"), "corrupt", "It is damaged.", default);
        return database;
    }
}
