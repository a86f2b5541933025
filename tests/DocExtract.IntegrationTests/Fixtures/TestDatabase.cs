using System.Security.Cryptography;
using Dapper;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.IntegrationTests.Fixtures;

/// <summary>A database of one test; dropped when disposed of, whoever may still be connected.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;
    private bool _dropped;

    private TestDatabase(string server, string name)
    {
        (_server, _name) = (server, name);
        ConnectionString = Named(server, name, pooling: true);
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    /// <summary>For code under test that makes its own data source.</summary>
    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    internal static async Task<TestDatabase> CreateAsync(string server, string template)
    {
        string name = $"docextract_test_{Guid.NewGuid():n}";
        await ExecuteAsync(server, $"create database {name} template {template}");
        return new TestDatabase(server, name);
    }

    /// <summary>
    /// A database with all migrations. Its name tells which: on a server that outlives the test run it is made only once.
    /// </summary>
    internal static async Task<string> PrepareTemplateAsync(string server)
    {
        string name = $"docextract_template_{MigrationsHash()}";
        await using var turn = new NpgsqlConnection(Named(server, null, pooling: false));
        await turn.OpenAsync();
        await turn.ExecuteAsync("select pg_advisory_lock(hashtext(@name))", new { name });
        if (await turn.ExecuteScalarAsync<bool>("select exists (select from pg_database where datname = @name and datistemplate)", new { name }))
        {
            return name;
        }

        await turn.ExecuteAsync($"drop database if exists {name} with (force)"); // Left by a run that was killed half-way.
        await turn.ExecuteAsync($"create database {name}");
        await using (var source = NpgsqlDataSource.Create(Named(server, name, pooling: true)))
        {
            await Migrations.ApplyAsync(source, CancellationToken.None);
        }

        await turn.ExecuteAsync($"alter database {name} is_template true");
        return name;
    }

    /// <summary>Asks for one value, or runs a statement.</summary>
    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    /// <summary>The product's own tables.</summary>
    public async Task<IReadOnlyList<string>> TablesAsync()
    {
        await using var connection = await Source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>("select tablename from pg_tables where schemaname = 'docextract'")];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_dropped)
        {
            _dropped = true;
            await Source.DisposeAsync();
            await ExecuteAsync(_server, $"drop database {_name} with (force)");
        }
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(Named(server, null, pooling: false));
        await connection.ExecuteAsync(sql);
    }

    private static string Named(string server, string? database, bool pooling)
    {
        var builder = new NpgsqlConnectionStringBuilder(server) { Pooling = pooling };
        builder.Database = database ?? builder.Database;
        return builder.ConnectionString;
    }

    private static string MigrationsHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var assembly = typeof(Migrations).Assembly;
        foreach (string script in assembly.GetManifestResourceNames().Where(name => name.StartsWith("migrations/", StringComparison.Ordinal)).Order())
        {
            using var stream = assembly.GetManifestResourceStream(script)!;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            hash.AppendData(content.ToArray());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
