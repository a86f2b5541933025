using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Results;

public sealed class SpendTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private static readonly string[] Columns =
        ["model", "calls", "open", "failed", "uncertain", "cached", "input_tokens", "cached_input_tokens", "output_tokens", "predicted_percent", "cost"];

    [Fact]
    public async Task The_report_adds_up_each_day_and_model()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var account = new ModelAccount(database.Source, Some.Budgets(), await Some.ClaimAsync(database));
        var planned = Some.PlannedCall(0.05m);
        await account.RememberAsync(planned, "{}", default);
        await account.RecallAsync(planned, default, default);
        await BookAsync(account, planned, planned.MadeCall(0.021m));
        await BookAsync(account, planned, planned.MadeCall(0.0205m));
        await BookAsync(account, planned, planned.MadeCall(0, CallState.Failed));
        await BookAsync(account, planned, planned.MadeCall(0.05m, CallState.Uncertain));
        await account.ReserveAsync(planned, default);
        await BookAsync(account, planned with { Model = "another-model" }, planned.MadeCall(0.3m));

        Assert.Equal(
            ["another-model 1 0 0 0 0 1000 512 80 110.0 0.3", "some-model 5 1 1 1 1 2000 1024 160 110.0 0.1415"],
            await database.ReportAsync("model_costs", Columns));
    }

    [Fact]
    public async Task What_a_worker_of_the_version_before_writes_is_taken_and_shown()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var claim = await Some.ClaimAsync(database);

        await database.ScalarAsync<int>(
            $"""
             insert into docextract.model_calls (document_id, attempt, called_at, endpoint, model, response_model,
                 input_tokens, cached_input_tokens, output_tokens, finish_reason, duration_ms, prompt_sha256)
             values ({claim.DocumentId}, 1, now(), 'https://models.example/v1', 'old-model', null, 700, null, 30, 'stop', 900, repeat('0', 64))
             """);

        Assert.Equal(["old-model 1 0 0 0 0 700 0 30  "], await database.ReportAsync("model_costs", Columns));
    }

    private static async Task BookAsync(ModelAccount account, PlannedCall planned, ModelCall made) =>
        await account.SettleAsync(await account.ReserveAsync(planned, default), made);
}
