using System.CommandLine;
using DocExtract.Schemas;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Evaluation.Faults;
using DocExtract.Worker.Evaluation.Generated;
using DocExtract.Worker.Evaluation.Reporting;
using DocExtract.Worker.Evaluation.Truth;

namespace DocExtract.Worker.Commands.Measuring;

/// <summary><c>eval --faults</c> and <c>eval --generated</c>: plays readers that lie, on documents with known truth or on invented ones.</summary>
internal static class EvalFaults
{
    public static async Task<int> RunAsync(IReadOnlyList<EvaluationSet> sets, ParseResult command, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddEngine(Settings.Read(command)).BuildServiceProvider();
        var (extractor, parallel) = (services.GetRequiredService<Extractor>(), command.GetValue(EvalOptions.Parallel));
        var progress = new EvaluationProgress(Console.Error);
        List<FaultSet> tried = [];
        async Task TryAsync(string name, int count, Func<Action, Task<FaultSet>> work)
        {
            tried.Add(await progress.FollowAsync(name, count, work));
            await Console.Out.WriteAsync(FaultReport.Text(tried[^1]));
        }

        var evaluator = new FaultEvaluator(extractor, services.GetRequiredService<SchemaCatalog>(), parallel, TimeProvider.System);
        foreach (var set in sets)
        {
            await TryAsync(set.Name, set.Documents.Count, done => evaluator.TryAsync(set, done, cancellationToken));
        }

        if (command.GetValue(EvalOptions.Generated) is { } invoices)
        {
            var generated = new GeneratedInvoices(extractor, parallel, TimeProvider.System);
            await TryAsync("generated", invoices, done => generated.TryAsync(invoices, command.GetValue(EvalOptions.Seed), done, cancellationToken));
        }

        var run = new FaultRun(tried);
        await Console.Out.WriteAsync(FaultReport.Text(run));
        await EvalOptions.WriteAsync(command.GetValue(EvalOptions.Json), FaultReport.Json(run), cancellationToken);
        await EvalOptions.WriteAsync(command.GetValue(EvalOptions.Markdown), FaultReport.Markdown(run), cancellationToken);
        return ExitCode.Done;
    }
}
