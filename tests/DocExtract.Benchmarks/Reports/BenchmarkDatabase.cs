using System.CommandLine;
using DocExtract.Worker.Local;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Benchmarks.Reports;

/// <summary>The database that is filled and asked: a private one that stays from one command to the next, or one that is named.</summary>
internal static class BenchmarkDatabase
{
    private static readonly Option<string?> Connection = new("--database") { Description = "Connection string; a private Postgres otherwise." };
    private static readonly Option<DirectoryInfo> Folder = new("--directory")
    {
        Description = "Data of the private Postgres; remove it afterwards.",
        DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(Path.GetTempPath(), "docextract-benchmarks")),
    };

    public static void AddTo(Command command)
    {
        command.Options.Add(Connection);
        command.Options.Add(Folder);
    }

    /// <summary>Brings the database to this version and hands it over.</summary>
    public static async Task<int> WithAsync(ParseResult command, Func<NpgsqlDataSource, Task> act, CancellationToken cancellationToken)
    {
        string? connection = command.GetValue(Connection);
        await using var local = connection is null
            ? await LocalServices.StartAsync(
                new LocalServicesOptions { Storage = false, DataDirectory = command.GetRequiredValue(Folder).FullName }, Console.Error.WriteLine, cancellationToken)
            : null;
        await using var database = NpgsqlDataSource.Create(connection ?? local!.PostgresConnectionString);
        await Migrations.ApplyAsync(database, cancellationToken);
        await act(database);
        return 0;
    }
}
