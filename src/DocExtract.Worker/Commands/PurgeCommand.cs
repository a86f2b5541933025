using System.CommandLine;
using System.Globalization;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Local;
using DocExtract.Worker.Purging;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>purge</c>: removes what came from the content of old documents.</summary>
internal static class PurgeCommand
{
    private static readonly Option<TimeSpan> OlderThan = new("--older-than")
    {
        Description = "Finished, or answered, longer ago than this: 365d, 12h.",
        Required = true,
        CustomParser = given => Age(given.Tokens.Single().Value) is { } age ? age : Wrong(given),
    };

    private static readonly Option<string[]> Status = new("--status") { Description = "Only documents that are accepted, needs_review or rejected." };
    private static readonly Option<bool> Files = new("--files") { Description = "Delete their files from the inbox too." };
    private static readonly Option<bool> Answers = new("--answers") { Description = "Only the remembered answers of models." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say what would go." };

    public static Command Create()
    {
        Status.AcceptOnlyFromAmong("accepted", "needs_review", "rejected");
        var command = new Command("purge", "Remove values, evidence and answers of old documents; they are not read again for it.")
        {
            OlderThan, Status, Files, Answers, DryRun,
        };
        command.Validators.Add(given =>
        {
            if (given.GetValue(Answers) && (given.GetValue(Files) || given.GetValue(Status) is { Length: > 0 }))
            {
                given.AddError("--answers is about answers alone: leave out --files and --status.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        bool withFiles = command.GetValue(Files);
        await using var running = await Services.StartAsync(
            Settings.Read(command), new LocalServicesOptions { Storage = withFiles, JoinRunning = true }, cancellationToken);
        var configuration = Settings.Read(command, running.Settings);
        var registered = new ServiceCollection().AddEngine(configuration).AddResults(configuration).AddSingleton<PurgeStore>();
        await using var services = (withFiles ? registered.AddStorage(configuration) : registered).BuildServiceProvider();
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        }

        var before = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime - command.GetValue(OlderThan);
        var scope = new PurgeScope(before, command.GetValue(Status) ?? [], withFiles);
        var store = services.GetRequiredService<PurgeStore>();
        if (command.GetValue(DryRun))
        {
            await Console.Out.WriteLineAsync(Told(await store.CountAsync(scope, cancellationToken), before, command.GetValue(Answers)));
            return ExitCode.Done;
        }

        long left = 0;
        if (!command.GetValue(Answers))
        {
            (long purged, left) = await new Purge(store, withFiles ? services.GetRequiredService<Inbox>() : null, Console.Error.WriteLine)
                .DocumentsAsync(scope, cancellationToken);
            await Console.Out.WriteLineAsync($"{purged} files purged{(withFiles ? " with their blobs" : "")}{(left > 0 ? $", {left} left" : "")}.");
        }

        if (scope.Statuses.Count == 0)
        {
            long answers = await store.AnswersAsync(before, cancellationToken);
            long batches = command.GetValue(Answers) ? 0 : await store.BatchesAsync(before, cancellationToken);
            await Console.Out.WriteLineAsync($"{answers} remembered answers and {batches} collected batches removed.");
        }

        return left > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static string Told(PurgeCounts counts, DateTime before, bool onlyAnswers)
    {
        string files = counts.Files.Count == 0 ? "no files"
            : $"{string.Join(", ", counts.Files.Select(row => $"{row.Count} {row.Status.Replace('_', ' ')}"))} files{(counts.Blobs > 0 ? $" with {counts.Blobs} blobs" : "")}";
        string answers = $"{counts.Answers} remembered answers";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Would go, from before {before:yyyy-MM-dd HH:mm}Z: {(onlyAnswers ? answers : $"{files}; {answers}, {counts.Batches} collected batches")}. Nothing was changed.");
    }

    /// <summary>A number of days or hours; null for anything else.</summary>
    private static TimeSpan? Age(string text) =>
        text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > 36_500 ? null
        : text[^1] switch { 'd' => TimeSpan.FromDays(number), 'h' => TimeSpan.FromHours(number), _ => null };

    private static TimeSpan Wrong(System.CommandLine.Parsing.ArgumentResult given)
    {
        given.AddError("--older-than wants a number of days or hours, such as 365d or 12h.");
        return default;
    }
}
