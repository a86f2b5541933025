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
        string data = Path.Combine(home.Directory, "postgres", "data");
        Directory.CreateDirectory(data);
        string version = Path.Combine(data, "PG_VERSION");
        await File.WriteAllTextAsync(version, "9\n");

        var refused = await Assert.ThrowsAsync<LocalServiceException>(home.StartPostgresAsync);

        Assert.Contains("was made by Postgres 9;", refused.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(version));
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
