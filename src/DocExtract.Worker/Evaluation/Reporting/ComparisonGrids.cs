using DocExtract.Worker.Evaluation.Scores;

namespace DocExtract.Worker.Evaluation.Reporting;

/// <summary>What is told of a set against an earlier run of it.</summary>
internal static class ComparisonGrids
{
    public static string Title(SetComparison set) => set.Better.Count + set.Worse.Count == 0
        ? $"{set.Name}: {Figures.Count(set.Documents)} documents as before"
        : $"{set.Name}: of {Figures.Count(set.Documents)} documents {Figures.Count(set.Better.Count)} values better, {Figures.Count(set.Worse.Count)} worse";

    /// <summary>The fields whose accuracy changed, then what is better and what is worse; only what there is.</summary>
    public static IEnumerable<Grid> Of(SetComparison set)
    {
        Grid[] grids =
        [
            new Grid(1, ["field", "before %", "now %"],
                [.. set.Fields.Select(field => (string[])[field.Field, Figures.Percent(field.Before.Value), Figures.Percent(field.After.Value)])]),
            Changes("better", set.Better),
            Changes("worse", set.Worse),
        ];
        return grids.Where(grid => grid.Rows.Count > 0);
    }

    private static Grid Changes(string name, IReadOnlyList<Change> changes) => new(5, [name, "field", "before", "now", "truth"],
        [.. changes.Select(change => (string[])[change.Document, change.What, change.Before, change.After, change.Truth ?? ""])]);
}
