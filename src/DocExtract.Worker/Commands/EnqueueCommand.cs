using System.CommandLine;
using System.Globalization;
using DocExtract.Schemas;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Local;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using DocExtract.Worker.Retrying;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>enqueue PREFIX</c>: has files read that lie in the inbox already.</summary>
internal static class EnqueueCommand
{
    private static readonly Argument<string> Prefix = new("PREFIX") { Description = "How the names of the files begin, such as 2026/03/; \"\" for all of them." };
    private static readonly Option<string?> Container = new("--container") { Description = "One of the inbox containers; all of them otherwise." };
    private static readonly Option<string?> Type = new("--type") { Description = "Document type of all these files; told from the content otherwise." };
    private static readonly Option<bool> Again = new("--again") { Description = "Also files that are documents already; earlier results are kept, as with retry." };
    private static readonly Option<bool> Accepted = new("--accepted") { Description = "With --again: accepted documents too; they may have been paid." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only count." };

    public static Command Create()
    {
        var command = new Command("enqueue", "Queue files that lie in the inbox already; those that are documents already stay as they are.")
        {
            Prefix, Container, Type, Again, Accepted, DryRun,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await using var running = await Services.StartAsync(Settings.Read(command), new LocalServicesOptions { JoinRunning = true }, cancellationToken);
        var configuration = Settings.Read(command, running.Settings);
        await using var services = new ServiceCollection().AddLogging().AddEngine(configuration).AddStorage(configuration).AddResults(configuration)
            .AddSingleton<SweepQueries>().AddSingleton<RetryStore>().AddSingleton<Retrial>().AddSingleton<Backlog>().BuildServiceProvider();
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
            await services.GetRequiredService<Inbox>().CreateAsync(cancellationToken);
        }

        var scope = ScopeOf(command, services);
        var backlog = services.GetRequiredService<Backlog>();
        var counts = await backlog.CountAsync(scope, Console.Error.WriteLine, cancellationToken);
        if (command.GetValue(DryRun) || counts.Waiting == 0)
        {
            await Console.Out.WriteLineAsync($"{Told(counts, scope, "would be queued")} Nothing was changed.");
            return ExitCode.Done;
        }

        await Console.Error.WriteLineAsync(Told(counts, scope, "are to be queued"));
        await services.GetRequiredService<Queues>().CreateAsync(cancellationToken);
        var sent = await backlog.SendAsync(
            scope, _ => { }, sent => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sent:N0}/{counts.Waiting:N0} queued")), cancellationToken);
        await Console.Out.WriteLineAsync(Told(sent, scope, "were queued"));
        return ExitCode.Done;
    }

    private static BacklogScope ScopeOf(ParseResult command, IServiceProvider services)
    {
        var containers = services.GetRequiredService<Inbox>().Containers;
        if (command.GetValue(Container) is { } name)
        {
            containers = containers.Any(container => container.Name == name)
                ? [.. containers.Where(container => container.Name == name)]
                : throw new ArgumentException(
                    $"'{name}' is no inbox container; there are: {string.Join(", ", containers.Select(container => container.Name))} (Storage__InboxContainers).");
        }

        string? type = command.GetValue(Type);
        _ = type is null ? null : services.GetRequiredService<SchemaCatalog>().Get(type);
        return new BacklogScope(containers, command.GetRequiredValue(Prefix), type, command.GetValue(Again), command.GetValue(Accepted));
    }

    private static string Told(BacklogCounts counts, BacklogScope scope, string done)
    {
        string left = counts.Left == 0 ? ""
            : scope.Again ? $"; {counts.Left:N0} stay as they are: {(scope.Accepted ? "" : "accepted, ")}corrected, purged, or being read just now"
            : $"; {counts.Left:N0} are documents already (--again)";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Of {counts.Files:N0} files {counts.Waiting:N0} {done}{(counts.Again > 0 ? $", {counts.Again:N0} of them once more" : "")}{left}.");
    }
}
