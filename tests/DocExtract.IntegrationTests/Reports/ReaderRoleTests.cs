using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Reports;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.IntegrationTests.Reports;

/// <summary>Who may read reports sees nothing else.</summary>
public sealed class ReaderRoleTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task A_login_in_the_readers_role_reads_every_report_and_nothing_else()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await Some.StoreAsync(new DocumentStore(database.Source), Some.AcceptedInvoice());
        await using var login = await Login.CreateAsync(database, "in role docextract_reader");
        await using var reader = NpgsqlDataSource.Create(login.ConnectionString);

        foreach (var report in await Report.AllAsync(reader, default))
        {
            await new ReportQuery(report).RowsAsync(reader, default).CountAsync();
        }

        Assert.Equal(Report.Names, (await Report.AllAsync(reader, default)).Select(report => report.Name));
        Assert.Equal(1, await new ReportQuery(await Report.FindAsync(reader, "summary", default)).RowsAsync(reader, default).CountAsync());
        foreach (string table in await database.TablesAsync())
        {
            Assert.Equal("42501", await RefusedAsync(reader, $"select count(*) from docextract.{table}"));
        }

        Assert.Equal("42501", await RefusedAsync(reader, "select docextract.recount()"));
        Assert.Equal("42501", await RefusedAsync(reader, "delete from report.failures"));
        Assert.Equal("42501", await RefusedAsync(reader, "create view report.mine as select 1"));
        Assert.Equal("42501", await RefusedAsync(reader, "create table docextract.mine (id int)"));
    }

    [Fact]
    public async Task A_view_that_a_later_version_adds_is_the_readers_too()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await using var login = await Login.CreateAsync(database, "in role docextract_reader");
        await using var reader = NpgsqlDataSource.Create(login.ConnectionString);

        await database.ScalarAsync<int>("create view report.later as select 1 as one");

        await using var command = reader.CreateCommand("select one from report.later");
        Assert.Equal(1, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_login_of_no_role_sees_no_report_and_is_told_so()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await using var login = await Login.CreateAsync(database, "");
        await using var stranger = NpgsqlDataSource.Create(login.ConnectionString);

        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => Report.FindAsync(stranger, "summary", default));

        Assert.Equal("42501", await RefusedAsync(stranger, "select * from report.summary"));
        Assert.Contains("none that this user may read", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_make_roles_can_migrate_all_the_same_and_admit_readers_later()
    {
        await using var database = await infrastructure.NewBareDatabaseAsync();
        await using var login = await Login.CreateAsync(database, "");
        await database.ScalarAsync<int>($"grant create on database {login.Database} to {login.Name}");
        await using var owner = NpgsqlDataSource.Create(login.ConnectionString);
        await Migrations.ApplyAsync(owner, default);

        // The role is there, since other databases of this server have it; the same statements for one that is not.
        string role = $"docextract_test_{Guid.NewGuid():n}";
        await ExecuteAsync(owner, Script().Replace("docextract_reader", role, StringComparison.Ordinal).Replace("create function", "create or replace function", StringComparison.Ordinal));
        bool before = await AdmitAsync(owner);
        await database.ScalarAsync<int>($"create role {role}");
        bool after = await AdmitAsync(owner);

        Assert.Equal((false, true), (before, after));
        Assert.True(await database.ScalarAsync<bool>($"select has_table_privilege('{role}', 'report.summary', 'select')"));
        await database.ScalarAsync<int>($"drop owned by {role} cascade; drop role {role}");
    }

    private static string Script()
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream("migrations/0022_admit_readers.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task<bool> AdmitAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("select docextract.admit_readers()");
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string?> RefusedAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState;
    }
}
