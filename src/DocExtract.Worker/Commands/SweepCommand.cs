using System.CommandLine;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Local;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>sweep</c>: announces files that no message announced, once and now.</summary>
internal static class SweepCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say what would be done." };
    private static readonly Option<TimeSpan?> OlderThan = new("--older-than")
    {
        Description = "Only files that have been there so long, such as 00:10:00; Sweep__OlderThan otherwise.",
    };

    public static Command Create()
    {
        var command = new Command("sweep", "Announce files in the inbox that no message announced, and documents whose message was lost.") { DryRun, OlderThan };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await using var running = await Services.StartAsync(Settings.Read(command), new LocalServicesOptions { JoinRunning = true }, cancellationToken);
        var given = command.GetValue(OlderThan) is { } age ? new Dictionary<string, string?> { ["Sweep:OlderThan"] = age.ToString("c") } : [];
        var configuration = Settings.Read(command, given.Concat(running.Settings).ToDictionary());
        await using var services = new ServiceCollection().AddLogging().AddEngine(configuration).AddStorage(configuration)
            .AddResults(configuration).AddSweep(configuration).BuildServiceProvider();
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
            await services.GetRequiredService<Inbox>().CreateAsync(cancellationToken);
        }

        await services.GetRequiredService<Queues>().CreateAsync(cancellationToken);
        bool dryRun = command.GetValue(DryRun);
        if (await services.GetRequiredService<Sweeper>().SweepAsync(TimeSpan.Zero, dryRun, cancellationToken) is not { } counts)
        {
            await Console.Error.WriteLineAsync("A worker is sweeping just now; try again when it has ended.");
            return ExitCode.Failed;
        }

        await Console.Out.WriteLineAsync(dryRun
            ? $"Of {counts.Blobs} files {counts.Announced} would be announced, which no message announced; {counts.Reminded} documents would get a new message."
            : $"Of {counts.Blobs} files {counts.Announced} were announced, which no message had announced; {counts.Reminded} documents got a new message.");
        return ExitCode.Done;
    }
}
