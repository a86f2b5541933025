using Dapper;
using DocExtract.Worker.Local;
using Npgsql;

namespace DocExtract.IntegrationTests.Local;

/// <summary>What others can do while one process holds a data directory.</summary>
public sealed class HeldDataTests(HeldDataTests.Running running) : IClassFixture<HeldDataTests.Running>
{
    [Fact]
    public async Task A_second_process_on_the_same_data_is_told_who_holds_it_and_what_to_do()
    {
        var refused = await Assert.ThrowsAsync<LocalServiceException>(running.Home.StartPostgresAsync);

        Assert.Contains($"is in use by process {Environment.ProcessId} (", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--fresh", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_only_reads_joins_the_one_that_holds_the_data()
    {
        await using (var reader = await LocalServices.StartAsync(running.Home.PostgresOnly with { JoinRunning = true }, null, CancellationToken.None))
        {
            Assert.Equal(running.Services.PostgresConnectionString, reader.PostgresConnectionString);
        }

        Assert.Equal("docextract", await ReadAsync(running.Services.PostgresConnectionString, "select current_database()"));
    }

    [Fact]
    public async Task Secrets_are_readable_by_their_owner_only()
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Path.Combine(running.Home.Directory, "local.json")).UnixFileMode);
        var intruder = new NpgsqlConnectionStringBuilder(running.Services.PostgresConnectionString) { Password = "guessed" };
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ReadAsync(intruder.ConnectionString, "select 1::text"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    private static async Task<string?> ReadAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        return await connection.ExecuteScalarAsync<string>(sql);
    }

    /// <summary>The process that holds it.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal TemporaryHome Home { get; } = new();

        internal LocalServices Services { get; private set; } = null!;

        public async Task InitializeAsync() => Services = await Home.StartPostgresAsync();

        public async Task DisposeAsync()
        {
            await Services.DisposeAsync();
            Home.Dispose();
        }
    }
}
