using DocExtract.Worker.Results;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace DocExtract.IntegrationTests.Outages;

public sealed class PatienceTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("57P01")] // ended by an administrator, as in a restart
    [InlineData("53100")] // disk full
    [InlineData("53300")] // too many connections
    [InlineData("25006")] // read-only after a failover
    [InlineData("40P01")] // deadlock
    public async Task A_statement_is_tried_again_while_the_server_is_in_trouble(string sqlState)
    {
        int tries = 0;
        var patience = new Patience(TimeSpan.FromHours(1), _time, CancellationToken.None);

        var done = patience.WithPostgresAsync(_ => ++tries < 20 ? throw Refused(sqlState) : Task.FromResult("stored"), CancellationToken.None);
        await AdvanceUntilAsync(done);

        Assert.Equal(("stored", 20), (await done, tries));
    }

    [Theory]
    [InlineData("23505")] // a row that is there already
    [InlineData("42703")] // a column that is not
    [InlineData("54000")] // a value that no index takes
    public async Task What_would_fail_again_fails_at_once(string sqlState)
    {
        int tries = 0;
        var patience = new Patience(TimeSpan.FromHours(1), _time, CancellationToken.None);

        await Assert.ThrowsAsync<PostgresException>(() => patience.WithPostgresAsync<int>(
            _ =>
            {
                tries++;
                throw Refused(sqlState);
            },
            CancellationToken.None));

        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task It_ends_at_the_limit_with_what_Postgres_said()
    {
        var patience = new Patience(TimeSpan.FromMinutes(5), _time, CancellationToken.None);
        var started = _time.GetUtcNow();

        var failing = patience.WithPostgresAsync<int>(_ => throw Refused("57P03"), CancellationToken.None);
        await AdvanceUntilAsync(failing);

        Assert.Equal("57P03", (await Assert.ThrowsAsync<PostgresException>(() => failing)).SqlState);
        Assert.InRange(_time.GetUtcNow() - started, TimeSpan.FromMinutes(4.5), TimeSpan.FromMinutes(5.1));
    }

    [Fact]
    public async Task Whoever_gives_up_the_wait_or_ends_the_process_learns_what_Postgres_said()
    {
        using var caller = new CancellationTokenSource();
        using var process = new CancellationTokenSource();
        var patience = new Patience(TimeSpan.FromHours(1), _time, process.Token);
        var first = patience.WithPostgresAsync<int>(_ => throw Refused("57P03"), caller.Token);
        var second = patience.WithPostgresAsync<int>(_ => throw Refused("57P03"), CancellationToken.None);

        await caller.CancelAsync();
        await Assert.ThrowsAsync<PostgresException>(() => first);
        Assert.False(second.IsCompleted);
        await process.CancelAsync();

        await Assert.ThrowsAsync<PostgresException>(() => second);
    }

    [Fact]
    public async Task A_connection_that_is_cut_when_the_process_must_end_loses_nothing_that_was_paid_for()
    {
        int tries = 0;
        using var process = new CancellationTokenSource();
        await process.CancelAsync();
        var patience = new Patience(TimeSpan.FromHours(1), _time, process.Token);

        string stored = await patience.WithPostgresAsync(_ => ++tries == 1 ? throw Refused("57P01") : Task.FromResult("stored"), CancellationToken.None);
        var away = await Assert.ThrowsAsync<PostgresException>(() => patience.WithPostgresAsync<int>(
            _ =>
            {
                tries++;
                throw Refused("57P03");
            },
            CancellationToken.None));

        Assert.Equal(("stored", "57P03", 4), (stored, away.SqlState, tries));
    }

    private static PostgresException Refused(string sqlState) => new("refused", "ERROR", "ERROR", sqlState);

    private async Task AdvanceUntilAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
