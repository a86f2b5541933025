using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Dapper;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Local;
using Npgsql;

namespace DocExtract.IntegrationTests.Local;

public sealed class LocalServicesTests
{
    [Fact]
    public async Task A_second_start_finds_the_data_of_the_first_behind_the_same_connection_strings()
    {
        using var home = new TemporaryHome();
        var options = new LocalServicesOptions { DataDirectory = home.Directory };
        string postgres, storage;
        await using (var first = await LocalServices.StartAsync(options, null, CancellationToken.None))
        {
            (postgres, storage) = (first.PostgresConnectionString, first.StorageConnectionString);
            await ExecuteAsync(postgres, "create table kept (note text); insert into kept values ('still here')");
            await Container(storage).CreateAsync();
            await Container(storage).GetBlobClient("note").UploadAsync(BinaryData.FromString("still here"));
            await Queue(storage).CreateAsync();
            await Queue(storage).SendMessageAsync("still here");
        }

        await using var second = await LocalServices.StartAsync(options, null, CancellationToken.None);

        Assert.Equal((postgres, storage), (second.PostgresConnectionString, second.StorageConnectionString));
        Assert.Equal("still here", await ReadAsync(postgres, "select note from kept"));
        Assert.Equal("still here", (await Container(storage).GetBlobClient("note").DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal("still here", (await Queue(storage).ReceiveMessageAsync()).Value.Body.ToString());
    }

    [Fact]
    public async Task A_fresh_start_leaves_nothing_behind()
    {
        string directory;
        await using (var services = await LocalServices.StartAsync(new() { Fresh = true, Storage = false }, null, CancellationToken.None))
        {
            directory = services.DataDirectory;
            Assert.Equal("docextract", await ReadAsync(services.PostgresConnectionString, "select current_database()"));
        }

        Assert.False(Directory.Exists(directory));
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_told_who_holds_it_and_what_to_do()
    {
        using var home = new TemporaryHome();
        await using var first = await home.StartPostgresAsync();

        var refused = await Assert.ThrowsAsync<LocalServiceException>(home.StartPostgresAsync);

        Assert.Contains($"is in use by process {Environment.ProcessId} (", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--fresh", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_only_reads_joins_the_one_that_holds_the_data()
    {
        using var home = new TemporaryHome();
        await using var first = await home.StartPostgresAsync();

        await using (var reader = await LocalServices.StartAsync(home.PostgresOnly with { JoinRunning = true }, null, CancellationToken.None))
        {
            Assert.Equal(first.PostgresConnectionString, reader.PostgresConnectionString);
        }

        Assert.Equal("docextract", await ReadAsync(first.PostgresConnectionString, "select current_database()"));
    }

    [Fact]
    public async Task A_port_that_another_program_took_meanwhile_is_exchanged_and_the_data_stays()
    {
        using var home = new TemporaryHome();
        int port;
        await using (var first = await home.StartPostgresAsync())
        {
            await ExecuteAsync(first.PostgresConnectionString, "create table kept (note text); insert into kept values ('still here')");
            port = new NpgsqlConnectionStringBuilder(first.PostgresConnectionString).Port;
        }

        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();
        await using var second = await home.StartPostgresAsync();

        Assert.NotEqual(port, new NpgsqlConnectionStringBuilder(second.PostgresConnectionString).Port);
        Assert.Equal("still here", await ReadAsync(second.PostgresConnectionString, "select note from kept"));
    }

    [Fact]
    public async Task Missing_packages_are_explained_with_what_to_run()
    {
        using var home = new TemporaryHome();

        var missing = await Assert.ThrowsAsync<LocalServiceException>(() => LocalServices.StartAsync(
            new() { DataDirectory = home.Directory, NodeModules = "/nowhere/node_modules" }, null, CancellationToken.None));

        Assert.Contains("npm ci", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_of_another_major_version_of_Postgres_is_refused_and_left_alone()
    {
        using var home = new TemporaryHome();
        await using (await home.StartPostgresAsync())
        {
        }

        string version = Path.Combine(home.Directory, "postgres", "data", "PG_VERSION");
        await File.WriteAllTextAsync(version, "9\n");
        var refused = await Assert.ThrowsAsync<LocalServiceException>(home.StartPostgresAsync);

        Assert.Contains("was made by Postgres 9;", refused.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(version));
    }

    [Fact]
    public async Task Secrets_are_readable_by_their_owner_only()
    {
        using var home = new TemporaryHome();
        await using var services = await home.StartPostgresAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Path.Combine(home.Directory, "local.json")).UnixFileMode);
        var intruder = new NpgsqlConnectionStringBuilder(services.PostgresConnectionString) { Password = "guessed" };
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ReadAsync(intruder.ConnectionString, "select 1::text"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<string?> ReadAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        return await connection.ExecuteScalarAsync<string>(sql);
    }

    private static BlobContainerClient Container(string storage) => new(storage, "inbox", new BlobClientOptions(Endpoints.BlobVersion));

    private static QueueClient Queue(string storage) => new(storage, "documents", new QueueClientOptions(Endpoints.QueueVersion));
}
