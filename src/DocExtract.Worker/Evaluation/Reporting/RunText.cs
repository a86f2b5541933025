using System.Text;
using DocExtract.Worker.Evaluation.Scores;
using DocExtract.Worker.Evaluation.Trust;

namespace DocExtract.Worker.Evaluation.Reporting;

/// <summary>A run as plain text, for a terminal.</summary>
internal static class RunText
{
    private const int MostMistakes = 20;
    private const int LongestCell = 60;

    public static string Of(SetRun set)
    {
        var text = new StringBuilder().AppendLine(ScoreGrids.Title(set)).Append(ScoreGrids.OfFields(set.Score).ToText()).AppendLine();
        text.Append(ScoreGrids.OfWholes(set.Score).ToText()).AppendLine();
        var mistakes = ScoreGrids.OfMistakes(set);
        if (mistakes.Rows.Count > 0)
        {
            text.Append((mistakes with { Rows = [.. mistakes.Rows.Take(MostMistakes).Select(row => row.Select(Cut).ToArray())] }).ToText());
            int more = mistakes.Rows.Count - MostMistakes;
            text.Append(more > 0 ? $"  and {Figures.Count(more)} more: --markdown, --json and --html tell all{Environment.NewLine}" : "").AppendLine();
        }

        return text.ToString();
    }

    public static string Of(IEnumerable<SetComparison> comparisons)
    {
        var text = new StringBuilder();
        foreach (var set in comparisons)
        {
            text.AppendLine(ComparisonGrids.Title(set));
            foreach (var grid in ComparisonGrids.Of(set))
            {
                text.Append((grid with { Rows = [.. grid.Rows.Select(row => row.Select(Cut).ToArray())] }).ToText()).AppendLine();
            }
        }

        return text.ToString();
    }

    /// <summary>Confidence over all sets, and in each where there are several.</summary>
    public static string Of(string title, IReadOnlyList<(string Set, Trusted Trusted)> sets)
    {
        var text = new StringBuilder();
        foreach (var (name, grid) in TrustGrids.Of(title, Trusted.Join([.. sets.Select(set => set.Trusted)])).Concat(sets.Count > 1 ? [TrustGrids.OfSets(title, sets)] : []))
        {
            text.AppendLine(name).Append(grid.ToText()).AppendLine();
        }

        return text.ToString();
    }

    private static string Cut(string text) =>
        text.ReplaceLineEndings(" ") is var line && line.Length > LongestCell ? line[..(LongestCell - 1)] + "…" : line;
}
