using System.Net;
using System.Text;

namespace DocExtract.Worker.Evaluation.Reporting;

/// <summary>A table of texts that can be written as plain text, Markdown or HTML. The first columns hold words, the others figures.</summary>
/// <param name="Words">How many columns hold words, which are aligned on the left.</param>
/// <param name="Headers">Names of the columns.</param>
/// <param name="Rows">As many cells a row as there are headers.</param>
internal sealed record Grid(int Words, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public string ToText()
    {
        int[] widths = [.. Headers.Select((header, i) => Rows.Select(row => row[i].Length).Append(header.Length).Max())];
        var text = new StringBuilder();
        foreach (var row in Rows.Prepend(Headers))
        {
            var cells = row.Select((cell, i) => i < Words ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            text.Append("  ").AppendLine(string.Join("  ", cells).TrimEnd());
        }

        return text.ToString();
    }

    public string ToMarkdown()
    {
        var rule = Headers.Select((_, i) => i < Words ? "---" : "---:");
        var text = new StringBuilder();
        foreach (var row in Rows.Prepend([.. rule]).Prepend(Headers))
        {
            text.Append("| ").Append(string.Join(" | ", row.Select(EscapeMarkdown))).Append(" |\n");
        }

        return text.ToString();
    }

    public string ToHtml()
    {
        var text = new StringBuilder("<table>\n<tr>");
        text.AppendJoin("", Headers.Select((header, i) => $"<th{Class(i)}>{WebUtility.HtmlEncode(header)}</th>")).Append("</tr>\n");
        foreach (var row in Rows)
        {
            text.Append("<tr>").AppendJoin("", row.Select((cell, i) => $"<td{Class(i)}>{WebUtility.HtmlEncode(cell)}</td>")).Append("</tr>\n");
        }

        return text.Append("</table>\n").ToString();
    }

    /// <summary>A text that may stand in a cell of a Markdown table.</summary>
    public static string EscapeMarkdown(string text) =>
        text.Replace("\\", @"\\").Replace("|", @"\|").Replace("<", "&lt;").Replace("\r", "").Replace('\n', ' ');

    private string Class(int column) => column < Words ? "" : " class=\"figure\"";
}
