using System.Text;
using DocExtract.Worker.Evaluation.Scores;

namespace DocExtract.Worker.Evaluation.Reporting.Html;

/// <summary>The tables of all sets, what changed, and the way to each document that is not right.</summary>
internal static class IndexPage
{
    public static string Of(IEnumerable<EvaluatedSet> sets, IEnumerable<SetComparison> comparisons)
    {
        var body = new StringBuilder();
        foreach (var comparison in comparisons)
        {
            body.Append($"<h2>Since the earlier run: {Frame.Text(ComparisonGrids.Title(comparison))}</h2>\n");
            body.AppendJoin("", ComparisonGrids.Of(comparison).Select(grid => grid.ToHtml()));
        }

        foreach (var set in sets)
        {
            body.Append($"<h2>{Frame.Text(ScoreGrids.Title(set.Run))}</h2>\n");
            body.Append(ScoreGrids.OfFields(set.Run.Score).ToHtml()).Append(ScoreGrids.OfWholes(set.Run.Score).ToHtml());
            Append(body, set);
        }

        return Frame.Page("Evaluation", body.ToString());
    }

    private static void Append(StringBuilder body, EvaluatedSet set)
    {
        var wrong = set.Documents.Where(document => !document.Result.IsAllRight()).ToList();
        if (wrong.Count == 0)
        {
            body.Append(Frame.Paragraph("Everything is right."));
            return;
        }

        body.Append("<table>\n<tr><th>document</th><th>verdict</th><th>not right</th></tr>\n");
        foreach (var document in wrong)
        {
            string address = $"{Uri.EscapeDataString(set.Run.Name)}/{Uri.EscapeDataString(document.Truth.Id)}.html";
            string fields = string.Join(", ", ScoreGrids.Mistakes(document.Result).Select(mistake => mistake[0]));
            body.Append($"<tr><td><a href=\"{address}\">{Frame.Text(document.Truth.Id)}</a></td>");
            body.Append($"<td>{Frame.Text(document.Result.Verdict.Replace('_', ' '))}</td><td>{Frame.Text(fields)}</td></tr>\n");
        }

        body.Append("</table>\n");
    }
}
