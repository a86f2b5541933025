using System.Text;
using DocExtract.Worker.Evaluation.Reporting;

namespace DocExtract.Worker.Evaluation.LongTables;

/// <summary>What is told of <c>eval --tables</c>.</summary>
internal static class TableReport
{
    /// <summary>For each fault and number of rows how many of the played readings were not accepted, and how long it took.</summary>
    public static IReadOnlyList<Grid> Grids(IReadOnlyList<TableTrial> trials) =>
    [
        new Grid(1, ["reading", .. Sizes(trials).Select(rows => $"{rows} rows")], [.. Kinds(trials).Select(kind => Row(kind, trials))]),
        new Grid(1, ["layout", "rows", "pages", "seconds to open and read words", "seconds to judge a reading"], [.. trials.Select(Times)]),
    ];

    public static string Text(IReadOnlyList<TableTrial> trials)
    {
        var text = new StringBuilder("Accepted of the complete, stopped of the others, in all layouts:\n");
        foreach (var grid in Grids(trials))
        {
            text.Append(grid.ToText()).AppendLine();
        }

        foreach (string wrong in Wrong(trials))
        {
            text.AppendLine(wrong);
        }

        return text.ToString();
    }

    public static string Markdown(IReadOnlyList<TableTrial> trials) => string.Join("\n", Grids(trials).Select(grid => grid.ToMarkdown()));

    /// <summary>Faulty readings that were accepted, and complete ones that were not.</summary>
    public static IReadOnlyList<string> Wrong(IReadOnlyList<TableTrial> trials) =>
    [
        .. from trial in trials
           from result in trial.Results
           where result.Accepted != (result.Kind == TableFaults.Complete)
           select $"{trial.Layout}, {trial.Rows} rows: {result.Kind} {(result.Accepted ? "was accepted" : $"was stopped: {string.Join(" | ", result.Reasons.Take(3))}")}",
    ];

    private static IEnumerable<int> Sizes(IReadOnlyList<TableTrial> trials) => trials.Select(trial => trial.Rows).Distinct();

    private static IEnumerable<string> Kinds(IReadOnlyList<TableTrial> trials) => trials.SelectMany(trial => trial.Results).Select(result => result.Kind).Distinct();

    private static string[] Row(string kind, IReadOnlyList<TableTrial> trials) =>
    [
        kind,
        .. Sizes(trials).Select(rows =>
        {
            var played = trials.Where(trial => trial.Rows == rows).SelectMany(trial => trial.Results).Where(result => result.Kind == kind).ToList();
            return $"{played.Count(result => result.Accepted == (kind == TableFaults.Complete))}/{played.Count}";
        }),
    ];

    private static string[] Times(TableTrial trial) =>
    [
        trial.Layout, Figures.Count(trial.Rows), Figures.Count(trial.Pages),
        Figures.Seconds(trial.OpenSeconds), Figures.Seconds(trial.JudgeSeconds),
    ];
}
