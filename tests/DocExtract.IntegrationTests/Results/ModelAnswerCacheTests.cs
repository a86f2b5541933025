using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Results;

public sealed class ModelAnswerCacheTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private const string Answer = """{"choices": [{"message": {"content": "{\"total\": \"120.00\"}"}}]}""";

    [Fact]
    public async Task An_identical_question_is_answered_again_for_nothing_and_is_marked()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var first = new ModelAccount(database.Source, Some.Budgets(), await Some.ClaimAsync(database, "a.pdf"));
        var second = new ModelAccount(database.Source, Some.Budgets(document: 0, day: 0), await Some.ClaimAsync(database, "b.pdf"));
        Assert.Null(await first.RecallAsync(Some.PlannedCall(0.05m), default));
        await first.RememberAsync(Some.PlannedCall(0.05m), Answer, default);

        string? again = await second.RecallAsync(Some.PlannedCall(0.05m), default);

        Assert.Equal(Answer, again);
        Assert.Equal((CallState.Cached, 0m), (Assert.Single(second.Calls).State, second.Calls[0].Cost));
        Assert.Equal("b.pdf", await database.ScalarAsync<string>("select file_name from report.calls where state = 'cached' and cost = 0 and purpose = 'read'"));
        Assert.Equal(1, await database.ScalarAsync<int>("select count(*) from docextract.model_calls"));
        Assert.Null(await second.RecallAsync(Some.PlannedCall(0.05m, "another question"), default));
    }

    [Fact]
    public async Task An_answer_beyond_the_age_limit_is_not_given_and_goes_when_another_comes()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var account = new ModelAccount(database.Source, Some.Budgets(maxAge: TimeSpan.FromDays(7)), await Some.ClaimAsync(database));
        await account.RememberAsync(Some.PlannedCall(0, "old"), Answer, default);
        await account.RememberAsync(Some.PlannedCall(0, "older"), Answer, default);
        await database.ScalarAsync<int>("update docextract.model_answers set created_at = now() - interval '7 days'");

        Assert.Null(await account.RecallAsync(Some.PlannedCall(0, "old"), default));
        await account.RememberAsync(Some.PlannedCall(0, "old"), Answer, default);

        Assert.Equal(Answer, await account.RecallAsync(Some.PlannedCall(0, "old"), default));
        Assert.Equal(1, await database.ScalarAsync<int>("select count(*) from docextract.model_answers"));
    }

    [Fact]
    public async Task Nothing_is_remembered_where_the_age_limit_is_zero()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var claim = await Some.ClaimAsync(database);
        await new ModelAccount(database.Source, Some.Budgets(), claim).RememberAsync(Some.PlannedCall(0), Answer, default);
        var account = new ModelAccount(database.Source, Some.Budgets(maxAge: TimeSpan.Zero), claim);

        await account.RememberAsync(Some.PlannedCall(0, "other"), Answer, default);

        Assert.Null(await account.RecallAsync(Some.PlannedCall(0), default));
        Assert.Equal(1, await database.ScalarAsync<int>("select count(*) from docextract.model_answers"));
    }
}
