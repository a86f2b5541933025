using System.CommandLine;
using DocExtract.Worker.Local;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary>The database of commands that need nothing else: the configured one as it is, or the private one, brought to this version.</summary>
internal static class Database
{
    public static async Task WithAsync(ParseResult command, Func<NpgsqlDataSource, Task> act, CancellationToken cancellationToken)
    {
        await using var running = await Services.StartAsync(
            Settings.Read(command), new LocalServicesOptions { Storage = false, JoinRunning = true }, cancellationToken);
        await using var services = new ServiceCollection().AddResults(Settings.Read(command, running.Settings)).BuildServiceProvider();
        var database = services.GetRequiredService<NpgsqlDataSource>();
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(database, cancellationToken);
        }

        await act(database);
    }
}
