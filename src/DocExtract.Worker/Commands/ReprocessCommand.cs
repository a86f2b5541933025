using System.CommandLine;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Schemas;
using DocExtract.Worker.Batches;
using DocExtract.Worker.Local;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using DocExtract.Worker.Retrying;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>reprocess</c>: has documents read against a new version of their type, all of them or some fields, after a look at the cost.</summary>
internal static class ReprocessCommand
{
    private static readonly Option<string> Type = new("--type") { Description = "Document type that has a new version.", Required = true };
    private static readonly Option<string[]> Fields = new("--fields")
    {
        Description = "Fields to take from the new reading, such as due_date,seller/vat_id,lines; everything else stays as it is.",
        HelpName = "FIELD,...",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<DateOnly?> Since = DayOption.Create("--since", "Finished on this day (UTC) or later: 2026-01-31.");
    private static readonly Option<DateOnly?> Until = DayOption.Create("--until", "Finished on this day (UTC) or before.");
    private static readonly Option<string?> Status = new("--status") { Description = "accepted, needs_review or rejected." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say how many documents it is about and what it will cost." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask." };
    private static readonly Option<bool> Here = new("--here") { Description = "Read them in this command, and show the results." };

    public static Command Create()
    {
        Status.AcceptOnlyFromAmong("accepted", "needs_review", "rejected");
        var command = new Command("reprocess", "Have documents read against a new version of their type; earlier results and corrections are kept (docextract report reprocessed).")
        {
            Type, Fields, Since, Until, Status, DryRun, Yes, Here,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await using var running = await Services.StartAsync(Settings.Read(command), new LocalServicesOptions { JoinRunning = true }, cancellationToken);
        using var host = WorkerHost.Build(
            Settings.Read(command, WorkerHost.WithPatience(running.Settings)),
            services => services.AddSingleton<RetryStore>().AddSingleton<ReprocessStore>().AddSingleton<Retrial>().AddSingleton<Reprocess>());
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(host.Services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        }

        var schema = host.Services.GetRequiredService<SchemaCatalog>().Get(command.GetRequiredValue(Type));
        var fields = FieldChoice.Parse(command.GetValue(Fields) ?? [], schema);
        var filter = new ReprocessFilter { Type = schema.Name, Since = command.GetValue(Since), Until = command.GetValue(Until), Status = command.GetValue(Status) };
        var plan = await host.Services.GetRequiredService<Reprocess>().PlanAsync(filter, schema.Version, fields.Count > 0, cancellationToken);
        bool asksModel = host.Services.GetRequiredService<IReadOnlyList<IReader>>().Any(reader => reader is VisionReader);
        foreach (string line in ReprocessText.Lines(plan, $"{schema.Name}, version {schema.Version}", fields, asksModel))
        {
            await Console.Out.WriteLineAsync(line);
        }

        if (plan.Ready.Count == 0 || command.GetValue(DryRun))
        {
            await Console.Out.WriteLineAsync("Nothing was queued.");
            return ExitCode.Done;
        }

        if (!command.GetValue(Yes) && !await AgreesAsync(cancellationToken))
        {
            await Console.Out.WriteLineAsync("Nothing was queued. Answer yes, or say --yes where nobody can be asked.");
            return ExitCode.Failed;
        }

        return await SendAsync(plan, schema.Name, fields, command.GetValue(Here), host, running, cancellationToken) ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<bool> AgreesAsync(CancellationToken cancellationToken)
    {
        await Console.Out.WriteAsync("Queue them? [y/N] ".AsMemory(), cancellationToken);
        string? answer = await Console.In.ReadLineAsync(cancellationToken);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    private static async Task<bool> SendAsync(
        ReprocessPlan plan, string type, IReadOnlyList<string> fields, bool here, IHost host, Services running, CancellationToken cancellationToken)
    {
        var reprocess = host.Services.GetRequiredService<Reprocess>();
        await host.Services.GetRequiredService<Queues>().CreateAsync(cancellationToken);
        List<BatchDocument> sent = [];
        foreach (var file in plan.Ready)
        {
            if (await reprocess.SendAsync(file, type, fields, cancellationToken))
            {
                sent.Add(new BatchDocument(file.File.FileName, file.File.Id, AlreadyExtracted: false));
            }
        }

        int changed = plan.Ready.Count - sent.Count;
        await Console.Out.WriteLineAsync(
            $"{sent.Count} queued.{(changed > 0 ? $" {changed} changed meanwhile and were left as they are." : "")} See what becomes of them: docextract report {(fields.Count > 0 ? "reprocessed" : "retried")}.");
        if (!here || sent.Count == 0)
        {
            return true;
        }

        string? stopped = await WorkerHost.WorkAsync(host, sent, running, cancellationToken);
        bool failed = await WorkerHost.ShowAsync(host.Services, sent);
        await Console.Out.WriteLineAsync(stopped ?? "");
        return !failed && stopped is null;
    }
}
