using System.CommandLine;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>migrate</c>: brings the database to this version; safe to run from several places at once.</summary>
internal static class MigrateCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only list what would be applied." };

    public static Command Create()
    {
        var command = new Command("migrate", "Bring the database to this version.") { DryRun };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddResults(Settings.Read(command)).BuildServiceProvider();
        var database = services.GetRequiredService<NpgsqlDataSource>();
        bool dryRun = command.GetValue(DryRun);
        var scripts = dryRun ? await Migrations.PendingAsync(database, cancellationToken) : await Migrations.ApplyAsync(database, cancellationToken);
        foreach (var script in scripts)
        {
            await Console.Out.WriteLineAsync((dryRun ? "would apply " : "applied ") + script);
        }

        if (scripts.Count == 0)
        {
            await Console.Out.WriteLineAsync("The database is up to date.");
        }

        return ExitCode.Done;
    }
}
