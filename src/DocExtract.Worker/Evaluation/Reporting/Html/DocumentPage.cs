using System.Text;
using DocExtract.Worker.Evaluation.Comparison;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Evaluation.Reporting.Html;

/// <summary>One document: expected against found, the findings, and its pages with the places of the values.</summary>
internal static class DocumentPage
{
    /// <param name="set">Name of its set.</param>
    /// <param name="document">What was compared.</param>
    /// <param name="pages">Its pages as HTML.</param>
    public static string Of(string set, EvaluatedDocument document, IEnumerable<string> pages)
    {
        var body = new StringBuilder("<p><a href=\"../index.html\">all documents</a></p>\n");
        body.Append(Frame.Paragraph(Summary(document)));
        body.Append("<div class=\"columns\">\n<div class=\"facts\">\n");
        AppendFields(body, document.Result.Fields);
        AppendRows(body, document.Result.Rows);
        AppendFindings(body, document.Extraction);
        body.Append("</div>\n<div class=\"pages\">\n").AppendJoin("", pages).Append("</div>\n</div>\n");
        return Frame.Page($"{set}: {document.Truth.Id}", body.ToString());
    }

    private static string Summary(EvaluatedDocument document)
    {
        var result = document.Result;
        string expected = document.Truth.Verdict is { } wanted ? $" (expected: {$"{wanted.Verdict} {wanted.Code}".TrimEnd().Replace('_', ' ')})" : "";
        return $"{$"{result.Verdict} {result.Code}".TrimEnd().Replace('_', ' ')}{expected}, reader {result.Reader ?? "none"}, "
            + $"pages {Figures.Count(result.Pages)}, {Figures.Seconds(result.Seconds)} s";
    }

    private static void AppendFields(StringBuilder body, IReadOnlyList<FieldResult> fields)
    {
        body.Append("<table>\n<tr><th>field</th><th>expected</th><th>found</th><th>outcome</th></tr>\n");
        foreach (var field in fields)
        {
            string outcome = field.Outcome.ToString().ToLowerInvariant();
            string likeness = field.Likeness is { } alike and < 1 ? $" ({Figures.Percent(alike)} % alike)" : "";
            body.Append($"<tr class=\"{outcome}\"><td>{Frame.Text(field.Field)}</td><td>{Frame.Text(field.Truth)}</td>");
            body.Append($"<td>{Frame.Text(field.Found)}</td><td>{outcome}{likeness}</td></tr>\n");
        }

        body.Append("</table>\n");
    }

    private static void AppendRows(StringBuilder body, IReadOnlyList<RowResult>? rows)
    {
        if (rows is null or [])
        {
            return;
        }

        string[] columns = [.. rows.SelectMany(row => row.Cells).Select(cell => cell.Field).Distinct()];
        body.Append("<table>\n<tr><th>row</th>").AppendJoin("", columns.Select(column => $"<th>{Frame.Text(column)}</th>")).Append("</tr>\n");
        foreach (var row in rows)
        {
            string kind = row.Truth is null ? "invented" : row.Found is null ? "missing" : "";
            string name = row.Truth is { } index ? Figures.Count(index + 1) : "too many";
            body.Append($"<tr class=\"{kind}\"><td>{name}</td>");
            body.AppendJoin("", columns.Select(column => Cell(row.Cells.FirstOrDefault(cell => cell.Field == column), row))).Append("</tr>\n");
        }

        body.Append("</table>\n");
    }

    /// <summary>The truth; below it, struck through, what was read instead.</summary>
    private static string Cell(FieldResult? cell, RowResult row) => cell switch
    {
        null => "<td></td>",
        _ when !row.IsMatched() => $"<td>{Frame.Text(cell.Truth ?? cell.Found)}</td>",
        { Outcome: Outcome.Right } => $"<td class=\"right\">{Frame.Text(cell.Truth)}</td>",
        _ => $"<td class=\"wrong\">{Frame.Text(cell.Truth)}<br><s>{Frame.Text(cell.Found ?? "(nothing)")}</s></td>",
    };

    private static void AppendFindings(StringBuilder body, Extraction extraction)
    {
        body.Append(extraction.Findings.Count > 0 ? "<h2>Findings</h2>\n<ul>\n" : "");
        foreach (var finding in extraction.Findings)
        {
            string what = $"{WireNames.Of(finding.Severity)} {finding.Rule} {finding.Field}".TrimEnd();
            body.Append($"<li>{Frame.Text(what)}: {Frame.Text(finding.Message)}</li>\n");
        }

        body.Append(extraction.Findings.Count > 0 ? "</ul>\n" : "");
        body.Append(extraction.Rejection is { } rejection ? Frame.Paragraph(rejection.Message) : "");
    }
}
