using DocExtract.IntegrationTests.Fixtures;
using DocExtract.IntegrationTests.ModelServer;

namespace DocExtract.IntegrationTests.Outages;

/// <summary>Money and results while Postgres takes nothing.</summary>
public sealed class HeldResultTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task A_model_is_not_asked_before_its_call_can_be_booked()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));
        await using var pipeline = await DroppedAsync(model);
        await RefusingPostgres.BeginAsync(pipeline.Database, "insert on docextract.model_calls", "new.state = 'reserved'");
        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => await RefusingPostgres.CountAsync(pipeline.Database) >= 3);

        Assert.Empty(model.Requests);
        await RefusingPostgres.EndAsync(pipeline.Database);

        await AssertReadOnceAsync(pipeline, model);
    }

    [Fact]
    public async Task What_a_call_cost_is_booked_when_Postgres_takes_it_again()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));
        await using var pipeline = await DroppedAsync(model);
        await RefusingPostgres.BeginAsync(pipeline.Database, "update on docextract.model_calls");
        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => await RefusingPostgres.CountAsync(pipeline.Database) >= 3);

        Assert.Equal("reserved", await pipeline.ScalarAsync<string>("select state from docextract.model_calls"));
        await RefusingPostgres.EndAsync(pipeline.Database);

        await AssertReadOnceAsync(pipeline, model);
    }

    [Fact]
    public async Task A_result_is_held_longer_than_its_lease_and_stored_when_Postgres_takes_it_again()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));
        await using var pipeline = await DroppedAsync(model, ("Queue:VisibilityTimeout", "00:00:03"));
        await RefusingPostgres.BeginAsync(pipeline.Database, "update on docextract.documents", "new.finished_at is not null or new.lease_until > old.lease_until");
        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => await pipeline.ScalarAsync<bool>("select lease_until < now() - interval '2 seconds' from docextract.documents"));

        Assert.Equal(("processing", 1), ((await pipeline.FindAsync("march.pdf"))!.Status, (await pipeline.FindAsync("march.pdf"))!.Attempt));
        await RefusingPostgres.EndAsync(pipeline.Database);

        await AssertReadOnceAsync(pipeline, model);
    }

    private async Task<Pipeline> DroppedAsync(ScriptedModelServer model, params (string Key, string Value)[] settings)
    {
        var pipeline = await Pipeline.CreateAsync(
            infrastructure, [("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"), .. settings]);
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        return pipeline;
    }

    private static async Task AssertReadOnceAsync(Pipeline pipeline, ScriptedModelServer model)
    {
        var document = await pipeline.FinishedAsync("march.pdf");
        Assert.Equal(("accepted", 1), (document.Status, document.Attempt));
        Assert.Single(model.Requests);
        Assert.Equal("spent", await pipeline.ScalarAsync<string>("select string_agg(state, ', ') from docextract.model_calls"));
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);
    }
}
