using System.CommandLine;
using DocExtract.Checks;
using DocExtract.Schemas;
using DocExtract.Worker.Corrections;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Local;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>correct ID field=value...</c>: stores what a person says of values, and tells which checks then hold.</summary>
internal static class CorrectCommand
{
    private static readonly Argument<long> Id = new("ID") { Description = "The document, as reports name it." };
    private static readonly Argument<string[]> Changes = new("field=value")
    {
        Description = "total=120.00, seller.vat_id=..., /lines/2/amount=12.50 (rows count from 0); the value that stands confirms it, field= takes it away.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> By = new("--by") { Description = "Who says so.", DefaultValueFactory = _ => Environment.UserName };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Why." };

    public static Command Create()
    {
        var command = new Command("correct", "Correct or confirm values of a document; what was read is kept beside them.") { Id, Changes, By, Reason };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await using var running = await Services.StartAsync(
            Settings.Read(command), new LocalServicesOptions { Storage = false, JoinRunning = true }, cancellationToken);
        var configuration = Settings.Read(command, running.Settings);
        await using var services = new ServiceCollection().AddEngine(configuration).AddResults(configuration).BuildServiceProvider();
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        }

        var store = new CorrectionStore(services.GetRequiredService<NpgsqlDataSource>());
        long id = command.GetRequiredValue(Id);
        var document = await store.FindAsync(id, cancellationToken);
        var schema = services.GetRequiredService<SchemaCatalog>().Get(document.DocumentType);
        var changes = command.GetRequiredValue(Changes).Select(change => FieldChange.Parse(change, schema)).ToList();
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        IReadOnlyList<CheckState> checks = [];
        var stored = await store.CorrectAsync(
            id, changes, command.GetRequiredValue(By), command.GetValue(Reason), schema.Version,
            data =>
            {
                var wrong = Recheck.Shape(schema, data, today).Where(finding => changes.Any(change => change.Pointer == finding.Field)).ToList();
                if (wrong.Count > 0)
                {
                    throw new FormatException($"Nothing was stored. {string.Join(' ', wrong.Select(finding => finding.Message))}");
                }

                checks = Recheck.Declared(schema, data);
            },
            cancellationToken);
        Console.Out.Write(Told(document, stored, checks));
        return ExitCode.Done;
    }

    private static string Told(CorrectableDocument document, IReadOnlyList<StoredCorrection> stored, IReadOnlyList<CheckState> checks)
    {
        var broken = checks.Where(check => check.Findings.Count > 0).ToList();
        var holding = checks.Where(check => check.Findings.Count == 0).Select(check => check.Name).ToList();
        return string.Concat(new[] { $"Document {document.Id} ({document.Name}, {document.Status.Replace('_', ' ')}):" }
            .Concat(stored.Select(change => change.Was == change.Is
                ? $"  {change.Pointer} confirmed: {change.Is ?? "none"}"
                : $"  {change.Pointer}: {change.Was ?? "none"} -> {change.Is ?? "none"}"))
            .Append(holding.Count > 0 ? $"Checks that hold now: {string.Join(", ", holding)}." : "No check holds.")
            .Concat(broken.SelectMany(check => check.Findings.Select(finding => $"Does not hold: {check.Name}: {finding.Message}")))
            .Select(line => line + Environment.NewLine));
    }
}
