using System.CommandLine;
using System.Globalization;
using DocExtract.Worker.Batches;
using DocExtract.Worker.Local;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using DocExtract.Worker.Retrying;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>retry</c>: has finished documents read once more, and keeps what was stored before.</summary>
internal static class RetryCommand
{
    private static readonly Argument<long[]> Ids = new("ID") { Description = "Documents, as reports name them; of a part its whole file.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Rejection code or rule of a finding, such as failed, corrupt, total." };
    private static readonly Option<string?> Reader = new("--reader") { Description = "Who read it, such as offline." };
    private static readonly Option<DateOnly?> Since = Day("--since", "Finished on this day (UTC) or later: 2026-01-31.");
    private static readonly Option<DateOnly?> Until = Day("--until", "Finished on this day (UTC) or before.");
    private static readonly Option<string?> SchemaVersion = new("--schema-version") { Description = "Read against this version of its type's folder." };
    private static readonly Option<string?> Type = new("--type") { Description = "Document type." };
    private static readonly Option<string?> Status = new("--status") { Description = "rejected or needs_review." };
    private static readonly Option<bool> Accepted = new("--accepted") { Description = "Accepted documents too; they may have been paid." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only show what would be done." };
    private static readonly Option<bool> Here = new("--here") { Description = "Read them in this command, and show the results." };

    public static Command Create()
    {
        Status.AcceptOnlyFromAmong("rejected", "needs_review");
        var command = new Command("retry", "Have finished documents read once more; earlier results are kept (docextract report retried).")
        {
            Ids, Reason, Reader, Since, Until, SchemaVersion, Type, Status, Accepted, DryRun, Here,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var filter = Filter(command);
        if (filter.IsEmpty)
        {
            throw new FormatException("Say which documents: their ids, or --reason, --reader, --since, --until, --schema-version, --type, --status. --dry-run shows what would be done.");
        }

        await using var running = await Services.StartAsync(Settings.Read(command), new LocalServicesOptions { JoinRunning = true }, cancellationToken);
        using var host = WorkerHost.Build(
            Settings.Read(command, WorkerHost.WithPatience(running.Settings)), services => services.AddSingleton<RetryStore>().AddSingleton<Retrial>());
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(host.Services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        }

        var steps = await host.Services.GetRequiredService<Retrial>().PlanAsync(filter, cancellationToken);
        var unknown = filter.Ids.Count > 0 && steps.Count == 0 ? " Nothing of what was named is there; docextract report review_queue and failures list ids." : "";
        RetryTable.Write(steps, Console.Out);
        await Console.Out.WriteLineAsync(RetryTable.Sum(steps) + unknown);
        bool failed = filter.Ids.Count > 0 && (steps.Count == 0 || steps.Any(step => step.Hindrance is not null));
        if (!command.GetValue(DryRun))
        {
            failed |= await SendAsync(steps, filter.Accepted, command.GetValue(Here), host, running, cancellationToken);
        }

        return failed ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<bool> SendAsync(
        IReadOnlyList<RetryStep> steps, bool accepted, bool here, IHost host, Services running, CancellationToken cancellationToken)
    {
        var retrial = host.Services.GetRequiredService<Retrial>();
        await host.Services.GetRequiredService<Queues>().CreateAsync(cancellationToken);
        List<BatchDocument> sent = [];
        int changed = 0;
        foreach (var (candidate, _) in steps.Where(step => step.Hindrance is null))
        {
            if (await retrial.SendAsync(candidate, accepted, cancellationToken))
            {
                sent.Add(new BatchDocument(candidate.FileName, candidate.Id, AlreadyExtracted: false));
            }
            else
            {
                changed++;
            }
        }

        await Console.Out.WriteLineAsync(
            $"{sent.Count} queued.{(changed > 0 ? $" {changed} changed meanwhile and were left as they are." : "")} Compare when they are read: docextract report retried.");
        if (!here || sent.Count == 0)
        {
            return false;
        }

        string? stopped = await WorkerHost.WorkAsync(host, sent, running, cancellationToken);
        bool failed = await WorkerHost.ShowAsync(host.Services, sent);
        await Console.Out.WriteLineAsync(stopped ?? "");
        return failed || stopped is not null;
    }

    private static RetryFilter Filter(ParseResult command) => new()
    {
        Ids = command.GetValue(Ids) ?? [],
        Reason = command.GetValue(Reason),
        Reader = command.GetValue(Reader),
        Since = command.GetValue(Since),
        Until = command.GetValue(Until),
        SchemaVersion = command.GetValue(SchemaVersion),
        Type = command.GetValue(Type),
        Status = command.GetValue(Status),
        Accepted = command.GetValue(Accepted),
    };

    /// <summary>An option that is a day.</summary>
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = given =>
        {
            if (DateOnly.TryParseExact(given.Tokens.Single().Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            given.AddError($"{name} wants a day such as 2026-01-31.");
            return null;
        },
    };
}
