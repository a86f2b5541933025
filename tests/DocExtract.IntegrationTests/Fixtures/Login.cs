using Dapper;
using Npgsql;

namespace DocExtract.IntegrationTests.Fixtures;

/// <summary>A user of the database server, of one test; gone with what it owns when disposed of.</summary>
internal sealed class Login : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private Login(TestDatabase database, string name, string password)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = name, Password = password, Pooling = false };
        (_database, Name, Database, ConnectionString) = (database, name, connection.Database!, connection.ConnectionString);
    }

    public string Name { get; }

    public string Database { get; }

    public string ConnectionString { get; }

    /// <param name="database">Where it is used.</param>
    /// <param name="options">Of <c>create role</c>, such as a role that it is in.</param>
    public static async Task<Login> CreateAsync(TestDatabase database, string options)
    {
        string name = $"docextract_test_{Guid.NewGuid():n}", password = Guid.NewGuid().ToString("n");
        await database.ScalarAsync<int>($"create role {name} login password '{password}' {options}");
        return new Login(database, name, password);
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = await _database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync($"drop owned by {Name} cascade; drop role {Name}");
    }
}
