using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Results;

public sealed class DocumentStoreTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly Announcement Document = new(new Uri("https://account.blob.core.windows.net/inbox/march.pdf"), "0x1", "invoice");

    [Fact]
    public async Task A_document_is_worked_on_by_one_at_a_time()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => store.ClaimAsync(Document, $"worker {i}", Lease, default)));

        Assert.Single(answers.OfType<ClaimAnswer.Granted>());
        Assert.Equal(7, answers.OfType<ClaimAnswer.Busy>().Count(busy => busy.For > Lease / 2));
    }

    [Fact]
    public async Task A_lapsed_claim_goes_to_the_next_worker_and_the_first_can_write_nothing_any_more()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        var first = await ClaimAsync(store);
        await AgeAsync(database, Lease + TimeSpan.FromSeconds(1));
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
        var store = new DocumentStore(database.Source);
        var claim = await ClaimAsync(store);
        await AgeAsync(database, Lease * 0.9);

        Assert.True(await store.RenewAsync(claim, Lease, default));
        await AgeAsync(database, Lease * 0.9);

        Assert.IsType<ClaimAnswer.Busy>(await store.ClaimAsync(Document, "other", Lease, default));
    }

    [Fact]
    public async Task Attempts_that_failed_and_those_that_died_are_counted_apart_and_those_given_back_not_at_all()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        await store.ReleaseAsync(await ClaimAsync(store), "retry", "model is down", counts: true, default);
        await DieAsync(store, database);
        await store.ReleaseAsync(await ClaimAsync(store), "released", null, counts: false, default);
        await DieAsync(store, database);

        var deaths = await store.DeathsAsync(Document, default);
        var claim = await ClaimAsync(store);

        Assert.Equal((5, 1, 2), (claim.Attempt, claim.Failures, claim.Deaths));
        Assert.Equal(2, deaths.Count);
        Assert.InRange(deaths.SinceLast!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Deaths_before_an_attempt_that_failed_do_not_count_any_more()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        await DieAsync(store, database);
        await DieAsync(store, database);
        await store.ReleaseAsync(await ClaimAsync(store), "retry", "model is down", counts: true, default);

        Assert.Equal(new Deaths(0, null), await store.DeathsAsync(Document, default));
        Assert.Equal(0, (await ClaimAsync(store)).Deaths);
    }

    [Fact]
    public async Task An_attempt_that_lives_or_that_has_lost_its_claim_is_no_death()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        var lost = await ClaimAsync(store);

        Assert.Equal(new Deaths(0, null), await store.DeathsAsync(Document, default));
        await AgeAsync(database, Lease + TimeSpan.FromSeconds(1));
        await store.LoseAsync(lost, default);
        Assert.Equal(0, (await ClaimAsync(store)).Deaths);
    }

    [Fact]
    public async Task A_finished_document_cannot_be_claimed_again()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
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
        await new DocumentStore(database.Source).AnnounceAsync(Document, null, default);

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ScalarAsync<int>(statement));
    }

    [Fact]
    public async Task A_document_between_two_attempts_is_never_taken_for_finished()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3));

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            List<ClaimAnswer> seen = [];
            while (!stop.IsCancellationRequested)
            {
                seen.Add(await store.ClaimAsync(Document, "worker", Lease, default));
                if (seen[^1] is ClaimAnswer.Granted granted)
                {
                    await store.ReleaseAsync(granted.Claim, "released", null, counts: false, default);
                }
            }

            return seen;
        }));

        Assert.Empty(answers.SelectMany(seen => seen).OfType<ClaimAnswer.AlreadyFinal>());
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("crashed")]
    public async Task A_document_that_was_given_up_can_be_queued_again_with_a_clean_record(string code)
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        await DieAsync(store, database);
        var claim = await ClaimAsync(store);
        await store.RejectAsync(claim, code, "it went wrong all day", default);

        await store.ReopenAsync(claim.DocumentId, default);
        var again = await ClaimAsync(store);

        Assert.Equal((0, 0), (again.Failures, again.Deaths));
    }

    /// <summary>Leases are counted by Postgres' clock: lets time pass for them.</summary>
    private static Task<int> AgeAsync(TestDatabase database, TimeSpan by) => database.ScalarAsync<int>(
        $"update docextract.documents set lease_until = lease_until - interval '{by.TotalSeconds} seconds'");

    /// <summary>A worker claims the document and is never heard of again.</summary>
    private static async Task DieAsync(DocumentStore store, TestDatabase database)
    {
        _ = await ClaimAsync(store);
        await AgeAsync(database, Lease + TimeSpan.FromSeconds(1));
    }

    private static async Task<Claim> ClaimAsync(DocumentStore store) =>
        Assert.IsType<ClaimAnswer.Granted>(await store.ClaimAsync(Document, "worker", Lease, default)).Claim;
}
