using System.CommandLine;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>migrate</c>: brings the database to this version; safe to run from several places at once.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the database to this version.");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddResults(Settings.Read(command)).BuildServiceProvider();
        int applied = await Migrations.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        await Console.Out.WriteLineAsync(applied == 0 ? "The database is up to date." : $"Applied {applied} migrations.");
        return ExitCode.Done;
    }
}
