using System.CommandLine;
using DocExtract.Pages;
using DocExtract.Sources;
using DocExtract.Trust;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Evaluation;
using DocExtract.Worker.Evaluation.Reporting;
using DocExtract.Worker.Evaluation.Reporting.Html;
using DocExtract.Worker.Evaluation.Scores;
using DocExtract.Worker.Evaluation.Trust;
using DocExtract.Worker.Evaluation.Truth;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Commands.Measuring;

/// <summary><c>eval DIR...</c>: reads documents with known truth, and tells how much of it was found and how sure one may be.</summary>
internal static class EvalReading
{
    public static async Task<int> RunAsync(IReadOnlyList<EvaluationSet> sets, ParseResult command, CancellationToken cancellationToken)
    {
        var before = command.GetValue(EvalOptions.Baseline) is { } file ? EvaluationRun.Load(file.FullName) : null;
        await using var services = new ServiceCollection().AddEngine(Settings.Read(command)).BuildServiceProvider();
        var evaluated = await ReadAsync(sets, services, command.GetValue(EvalOptions.Parallel), cancellationToken);

        var run = new EvaluationRun([.. evaluated.Select(set => set.Run)]);
        var comparisons = before is null ? [] : RunComparison.Compare(before, run);
        await Console.Out.WriteAsync(RunText.Of(comparisons));
        var judged = JudgedDocument.Of(evaluated);
        await Console.Out.WriteAsync(RunText.Of("as this version weighs it", Calibrator.Weigh(judged, Calibration.Shipped)));
        if (command.GetValue(EvalOptions.Calibrate) is { } weights)
        {
            await Console.Out.WriteAsync(RunText.Of("each set weighed by what was measured on the others", Calibrator.HeldOut(judged)));
            await EvalOptions.WriteAsync(weights, Calibrator.Fit(judged).ToJson(), cancellationToken);
        }

        await EvalOptions.WriteAsync(command.GetValue(EvalOptions.Json), run.ToJson(), cancellationToken);
        await EvalOptions.WriteAsync(command.GetValue(EvalOptions.Markdown), RunMarkdown.Of(run, comparisons), cancellationToken);
        if (command.GetValue(EvalOptions.Html) is { } folder)
        {
            var report = new HtmlReport(services.GetRequiredService<DocumentOpener>(), services.GetRequiredService<SourceLimits>(), folder);
            await report.WriteAsync(evaluated, comparisons, cancellationToken);
        }

        return ExitCode.Done;
    }

    /// <summary>Reads the sets one after the other; each table is printed as soon as it is known.</summary>
    private static async Task<List<EvaluatedSet>> ReadAsync(
        IReadOnlyList<EvaluationSet> sets, IServiceProvider services, int parallel, CancellationToken cancellationToken)
    {
        var documentType = services.GetRequiredService<IOptions<ExtractionOptions>>().Value.Type;
        var budget = services.GetRequiredService<IOptions<VisionSettings>>().Value.DocumentBudget;
        var evaluator = new Evaluator(services.GetRequiredService<Extractor>(), documentType, budget, parallel, TimeProvider.System);
        var progress = new EvaluationProgress(Console.Error);
        List<EvaluatedSet> evaluated = [];
        foreach (var set in sets)
        {
            var read = await progress.FollowAsync(set.Name, set.Documents.Count, done => evaluator.ReadAsync(set, done, cancellationToken));
            evaluated.Add(read);
            await Console.Out.WriteAsync(RunText.Of(read.Run));
        }

        return evaluated;
    }
}
