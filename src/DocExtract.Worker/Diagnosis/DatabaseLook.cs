using System.Globalization;
using DocExtract.Worker.Local;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DocExtract.Worker.Diagnosis;

/// <summary>Whether Postgres is there, new enough, migrated, and takes what is written.</summary>
internal static class DatabaseLook
{
    public const string Part = "database";

    public const string Remedy = "Postgres__ConnectionString names it: docextract settings says where that is given.";

    /// <summary>The oldest version that is tested.</summary>
    private const int OldestVersion = 15;

    private const int MostNames = 3;

    public static async Task<IReadOnlyList<PartState>> LookAsync(IServiceProvider services, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(configuration.GetSection(PostgresOptions.Section)[nameof(PostgresOptions.ConnectionString)]))
        {
            _ = NodePackages.Find(null).PostgresPackage();
            return [PartState.Well(Part, "None is configured: commands start a private one on this machine. A worker needs Postgres__ConnectionString.")];
        }

        _ = services.GetRequiredService<IOptions<PostgresOptions>>().Value;
        var database = services.GetRequiredService<NpgsqlDataSource>();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        string server = string.Create(CultureInfo.InvariantCulture, $"{connection.Host}:{connection.Port}, database {connection.Database}, Postgres {connection.PostgreSqlVersion}");
        if (connection.PostgreSqlVersion.Major < OldestVersion)
        {
            return [PartState.Wrong(Part, $"{server} is too old: move to Postgres {OldestVersion} or newer.")];
        }

        var pending = await Migrations.PendingAsync(database, cancellationToken);
        return pending.Count > 0 ? [PartState.Wrong(Part, $"{server} lacks {Names(pending)}. To apply: docextract migrate")]
            : await services.GetRequiredService<StoreCheck>().ObstacleAsync(cancellationToken) is { } obstacle ? [PartState.Wrong(Part, obstacle)]
            : [PartState.Well(Part, $"{server}, all migrations are applied.")];
    }

    private static string Names(IReadOnlyList<string> pending) => string.Create(
        CultureInfo.InvariantCulture,
        $"{pending.Count} {(pending.Count == 1 ? "migration" : "migrations")} ({string.Join(", ", pending.Take(MostNames).Select(name => Path.GetFileNameWithoutExtension(name)))}{(pending.Count > MostNames ? ", ..." : "")})");
}
