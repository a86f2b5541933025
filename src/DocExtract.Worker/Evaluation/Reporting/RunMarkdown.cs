using System.Text;
using DocExtract.Worker.Evaluation.Scores;

namespace DocExtract.Worker.Evaluation.Reporting;

/// <summary>A run as a Markdown file, with every mistake.</summary>
internal static class RunMarkdown
{
    public static string Of(EvaluationRun run, IEnumerable<SetComparison> comparisons)
    {
        var text = new StringBuilder("# Evaluation\n");
        foreach (var set in run.Sets)
        {
            text.Append("\n## ").Append(Grid.EscapeMarkdown(ScoreGrids.Title(set))).Append("\n\n");
            text.Append(ScoreGrids.OfFields(set.Score).ToMarkdown()).Append('\n').Append(ScoreGrids.OfWholes(set.Score).ToMarkdown());
            var mistakes = ScoreGrids.OfMistakes(set);
            text.Append(mistakes.Rows.Count > 0 ? "\n### Not right\n\n" + mistakes.ToMarkdown() : "");
        }

        foreach (var set in comparisons)
        {
            text.Append("\n## Since the earlier run: ").Append(Grid.EscapeMarkdown(ComparisonGrids.Title(set))).Append('\n');
            foreach (var grid in ComparisonGrids.Of(set))
            {
                text.Append('\n').Append(grid.ToMarkdown());
            }
        }

        return text.ToString();
    }
}
