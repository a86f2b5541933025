using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Time.Testing;

namespace DocExtract.IntegrationTests.Results;

public sealed class DocumentStoreTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly Announcement Document = new(new Uri("https://account.blob.core.windows.net/inbox/march.pdf"), "0x1", "invoice");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_document_is_worked_on_by_one_at_a_time()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source, _time);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => store.ClaimAsync(Document, $"worker {i}", Lease, default)));

        Assert.Single(answers.OfType<ClaimAnswer.Granted>());
        Assert.Equal(7, answers.OfType<ClaimAnswer.Busy>().Count(busy => busy.For == Lease));
    }

    [Fact]
    public async Task A_lapsed_claim_goes_to_the_next_worker_and_the_first_can_write_nothing_any_more()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source, _time);
        var first = await ClaimAsync(store);
        _time.Advance(Lease + TimeSpan.FromSeconds(1));
        var second = await ClaimAsync(store);

        Assert.False(await store.RenewAsync(first, Lease, default));
        Assert.False(await store.RejectAsync(first, "corrupt", "late", default));
        Assert.True(await store.RenewAsync(second, Lease, default));
        Assert.True(await store.RejectAsync(second, "corrupt", "in time", default));
        Assert.Equal("in time", await database.ScalarAsync<string>("select rejection_message from docextract.documents"));
    }

    [Fact]
    public async Task A_renewed_claim_does_not_lapse()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source, _time);
        var claim = await ClaimAsync(store);
        _time.Advance(Lease * 0.9);

        Assert.True(await store.RenewAsync(claim, Lease, default));
        _time.Advance(Lease * 0.9);

        Assert.IsType<ClaimAnswer.Busy>(await store.ClaimAsync(Document, "other", Lease, default));
    }

    [Fact]
    public async Task Attempts_that_failed_or_died_count_and_those_given_back_do_not()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source, _time);
        await store.ReleaseAsync(await ClaimAsync(store), "retry", "model is down", default);
        await store.ReleaseAsync(await ClaimAsync(store), "released", null, default);
        _ = await ClaimAsync(store);
        _time.Advance(Lease + TimeSpan.FromSeconds(1));

        var claim = await ClaimAsync(store);

        Assert.Equal((4, 2), (claim.Attempt, claim.Failures));
    }

    [Fact]
    public async Task A_finished_document_cannot_be_claimed_again()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source, _time);
        await store.RejectAsync(await ClaimAsync(store), "corrupt", "it is broken", default);

        Assert.IsType<ClaimAnswer.AlreadyFinal>(await store.ClaimAsync(Document, "other", Lease, default));
    }

    [Theory]
    [InlineData("update docextract.documents set status = 'done'")]
    [InlineData("update docextract.documents set status = 'accepted'")]
    [InlineData("update docextract.documents set status = 'rejected', finished_at = now()")]
    [InlineData("update docextract.documents set rejection_code = 'corrupt'")]
    public async Task Postgres_itself_refuses_a_state_that_cannot_be(string statement)
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await new DocumentStore(database.Source, _time).AnnounceAsync(Document, null, default);

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ScalarAsync<int>(statement));
    }

    private static async Task<Claim> ClaimAsync(DocumentStore store) =>
        Assert.IsType<ClaimAnswer.Granted>(await store.ClaimAsync(Document, "worker", Lease, default)).Claim;
}
