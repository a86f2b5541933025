using DocExtract.Worker.Engine;
using DocExtract.Worker.Evaluation.LongTables;
using DocExtract.Worker.Evaluation.Reporting;

namespace DocExtract.Worker.Commands.Measuring;

/// <summary><c>eval --tables</c>: draws invoices with long tables, and plays readers that lose or double rows of them.</summary>
internal static class EvalTables
{
    /// <param name="configuration">Of the engine that judges.</param>
    /// <param name="sizes">Numbers of rows; none for those that are reported.</param>
    /// <param name="markdown">Where the tables are written to; null for nowhere.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A failure where a faulty reading was accepted or a complete one was not.</returns>
    public static async Task<int> RunAsync(IConfiguration configuration, IReadOnlyList<int> sizes, FileInfo? markdown, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddEngine(configuration).BuildServiceProvider();
        sizes = sizes.Count > 0 ? sizes : TableEvaluator.Sizes;
        var evaluator = new TableEvaluator(services.GetRequiredService<Extractor>(), TimeProvider.System);
        List<TableTrial> trials = await new EvaluationProgress(Console.Error).FollowAsync(
            "long tables", sizes.Count * TableLayout.All.Count, done => TryAsync(evaluator, sizes, done, cancellationToken));
        await Console.Out.WriteAsync(TableReport.Text(trials));
        await EvalOptions.WriteAsync(markdown, TableReport.Markdown(trials), cancellationToken);
        return TableReport.Wrong(trials).Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>One after the other, so that the times are those of one document.</summary>
    private static async Task<List<TableTrial>> TryAsync(TableEvaluator evaluator, IReadOnlyList<int> sizes, Action done, CancellationToken cancellationToken)
    {
        List<TableTrial> trials = [];
        foreach (int rows in sizes)
        {
            foreach (var layout in TableLayout.All)
            {
                trials.Add(await evaluator.TryAsync(layout, rows, cancellationToken));
                done();
            }
        }

        return trials;
    }
}
