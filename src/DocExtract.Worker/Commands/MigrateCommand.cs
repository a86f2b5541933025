using System.CommandLine;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;

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
        var options = services.GetRequiredService<IOptions<PostgresOptions>>().Value;
        int applied = await Migrations.ApplyAsync(options.ConnectionString, cancellationToken);
        await Console.Out.WriteLineAsync(applied == 0 ? "The database is up to date." : $"Applied {applied} migrations.");
        return ExitCode.Done;
    }
}
