using DocExtract.Chaos.Site;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.IntegrationTests.Results;

public sealed class ModelBudgetTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private const string DayCost = "select cost from docextract.model_days where day = (now() at time zone 'utc')::date";

    [Fact]
    public async Task Sixteen_workers_share_a_day_budget_to_the_cent()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var budgets = Some.Budgets(day: 3.00m);
        var accounts = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
            new ModelAccount(database.Source, budgets, await Some.ClaimAsync(database, $"{i}.pdf"))));
        using var watching = new CancellationTokenSource();
        var highest = WatchAsync(database, watching.Token);

        // Each call may cost 10 cents and costs 3: refused reservations fit again once others are settled.
        await Task.WhenAll(accounts.Select(account => Task.Run(async () =>
        {
            for (int made = 0; made < 6;)
            {
                made += await SpendAsync(account, 0.10m, 0.03m) ? 1 : 0;
            }
        })));
        await watching.CancelAsync();

        Assert.InRange(await highest, 0.03m, 3.00m);
        Assert.Equal(2.88m, await database.ScalarAsync<decimal>(DayCost));
        Assert.Equal((2.88m, 96), (await database.ScalarAsync<decimal>("select sum(cost) from docextract.model_calls"), await database.ScalarAsync<int>("select count(*) from docextract.model_calls")));
        Assert.Equal(0.18m, await database.ScalarAsync<decimal>("select max(model_cost) from docextract.documents having max(model_cost) = min(model_cost)"));
        Assert.True(await SpendAsync(accounts[0], 0.12m, 0.12m), "What still fits to the cent is not refused.");
        Assert.False(await SpendAsync(accounts[1], 0.01m, 0.01m), "The budget is used up.");
    }

    [Fact]
    public async Task A_refusal_says_which_budget_what_is_spent_and_which_setting_to_raise_and_reserves_nothing()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var claim = await Some.ClaimAsync(database);
        var account = new ModelAccount(database.Source, Some.Budgets(document: 0.05m, day: 1), claim);
        await SpendAsync(account, 0.05m, 0.0325m);

        var document = await Assert.ThrowsAsync<BudgetExceededException>(() => account.ReserveAsync(Some.PlannedCall(0.02m), default));
        var day = await Assert.ThrowsAsync<BudgetExceededException>(
            () => new ModelAccount(database.Source, Some.Budgets(day: 0.05m), claim).ReserveAsync(Some.PlannedCall(0.02m), default));

        Assert.Equal(
            "The next call to some-model may cost 0.02 and pass the budget of 0.05 for a document, of which 0.0325 is spent or set aside. Raise Vision__DocumentBudget and read it again, or enter it by hand.",
            document.Message);
        Assert.Contains("0.05 for this day (UTC), of which 0.0325 is spent or set aside. Raise Vision__DayBudget", day.Message, StringComparison.Ordinal);
        Assert.Equal(0.0325m, await database.ScalarAsync<decimal>(DayCost));
        Assert.Equal(1, await database.ScalarAsync<int>("select count(*) from docextract.model_calls"));
    }

    [Fact]
    public async Task A_redelivered_document_goes_on_with_the_same_budget_and_what_a_crash_left_reserved_counts()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var first = new ModelAccount(database.Source, Some.Budgets(document: 0.10m), await Some.ClaimAsync(database));
        await SpendAsync(first, 0.04m, 0.04m);
        await first.ReserveAsync(Some.PlannedCall(0.05m), default);
        Assert.Equal("reserved", await StateAsync(database));

        await LapseAsync(database);
        Assert.Equal("uncertain", await StateAsync(database));
        var second = new ModelAccount(database.Source, Some.Budgets(document: 0.10m), await Some.ClaimAsync(database));

        await Assert.ThrowsAsync<BudgetExceededException>(() => second.ReserveAsync(Some.PlannedCall(0.02m), default));
        Assert.True(await SpendAsync(second, 0.01m, 0.01m));
        Assert.Equal(0.10m, await database.ScalarAsync<decimal>("select model_cost from docextract.documents"));
        Assert.Equal("uncertain", await StateAsync(database));
    }

    [Fact]
    public async Task An_attempt_that_lost_its_claim_settles_what_it_spent_and_reserves_no_more()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var zombie = new ModelAccount(database.Source, Some.Budgets(), await Some.ClaimAsync(database));
        var planned = Some.PlannedCall(0.05m);
        long reservation = await zombie.ReserveAsync(planned, default);
        await LapseAsync(database);
        _ = await Some.ClaimAsync(database);

        await zombie.SettleAsync(reservation, planned.MadeCall(0.02m));
        await zombie.SettleAsync(reservation, planned.MadeCall(0.02m));

        await Assert.ThrowsAsync<ClaimLostException>(() => zombie.ReserveAsync(planned, default));
        Assert.Equal(0.02m, await database.ScalarAsync<decimal>(DayCost));
        Assert.Equal(1, await database.ScalarAsync<int>("select count(*) from docextract.model_calls where state = 'spent' and cost = 0.02"));
    }

    [Fact]
    public async Task A_new_day_starts_anew_and_what_is_settled_after_midnight_goes_back_to_the_day_before()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var account = new ModelAccount(database.Source, Some.Budgets(day: 0.10m), await Some.ClaimAsync(database));
        var planned = Some.PlannedCall(0.10m);
        long reservation = await account.ReserveAsync(planned, default);
        Assert.False(await SpendAsync(account, 0.01m, 0.01m));

        await database.ScalarAsync<int>("update docextract.model_days set day = day - 1; update docextract.model_calls set budget_day = budget_day - 1");

        Assert.True(await SpendAsync(account, 0.10m, 0.10m));
        await account.SettleAsync(reservation, planned.MadeCall(0.04m));
        Assert.Equal(0.10m, await database.ScalarAsync<decimal>(DayCost));
        Assert.Equal(0.04m, await database.ScalarAsync<decimal>("select cost from docextract.model_days order by day limit 1"));
    }

    [Fact]
    public async Task A_model_of_ones_own_may_be_asked_when_the_budget_is_gone()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var account = new ModelAccount(database.Source, Some.Budgets(document: 0.01m, day: 0.01m), await Some.ClaimAsync(database));
        await SpendAsync(account, 0.01m, 0.03m);

        Assert.True(await SpendAsync(account, 0, 0));
        Assert.False(await SpendAsync(account, 0.0000001m, 0));
    }

    [Fact]
    public async Task What_was_spent_is_booked_although_Postgres_was_away_for_a_moment()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await using var connections = NpgsqlDataSource.Create(database.ConnectionString);
        var account = new ModelAccount(connections, Some.Budgets(), await Some.ClaimAsync(database));
        var planned = Some.PlannedCall(0.05m);
        long reservation = await account.ReserveAsync(planned, default);
        Assert.True(await database.ScalarAsync<bool>(
            "select bool_and(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"));

        await account.SettleAsync(reservation, planned.MadeCall(0.02m));

        Assert.Equal(0.02m, await database.ScalarAsync<decimal>(DayCost));
    }

    [Fact]
    public async Task A_reservation_whose_commit_nobody_heard_of_is_found_again_rather_than_made_twice()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var through = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await using var relay = new Relay(through.Port);
        (through.Host, through.Port) = ("127.0.0.1", relay.Port);
        await using var connections = NpgsqlDataSource.Create(through.ConnectionString);
        await database.ScalarAsync<int>(
            """
            create function docextract.linger() returns trigger language plpgsql as $$
            begin
                perform pg_sleep(2);
                return null;
            end $$;
            create constraint trigger linger after insert on docextract.model_calls
                deferrable initially deferred for each row execute function docextract.linger()
            """);
        var account = new ModelAccount(connections, Some.Budgets(), await Some.ClaimAsync(database));
        var planned = Some.PlannedCall(0.05m);

        var reserving = account.ReserveAsync(planned, default);
        while (!await database.ScalarAsync<bool>("select exists (select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep')"))
        {
            await Task.Delay(20);
        }

        relay.Cut();
        await account.SettleAsync(await reserving, planned.MadeCall(0.02m));

        Assert.Equal(0.02m, await database.ScalarAsync<decimal>(DayCost));
        Assert.Equal("spent", await database.ScalarAsync<string>("select string_agg(state, ', ') from docextract.model_calls"));
    }

    private static async Task<bool> SpendAsync(ModelAccount account, decimal reserved, decimal cost)
    {
        try
        {
            var planned = Some.PlannedCall(reserved);
            long reservation = await account.ReserveAsync(planned, default);
            await account.SettleAsync(reservation, planned.MadeCall(cost));
            return true;
        }
        catch (BudgetExceededException)
        {
            return false;
        }
    }

    private static async Task<decimal> WatchAsync(TestDatabase database, CancellationToken end)
    {
        decimal highest = 0;
        while (!end.IsCancellationRequested)
        {
            highest = Math.Max(highest, await database.ScalarAsync<decimal?>(DayCost) ?? 0);
        }

        return highest;
    }

    /// <summary>The state of the only call of the first attempt that was never settled, as people are shown it.</summary>
    private static Task<string?> StateAsync(TestDatabase database) =>
        database.ScalarAsync<string>("select state from report.calls where attempt = 1 and cost = 0.05");

    private static Task<int> LapseAsync(TestDatabase database) =>
        database.ScalarAsync<int>("update docextract.documents set lease_until = now() - interval '1 second'");
}
