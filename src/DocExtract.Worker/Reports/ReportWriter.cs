using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace DocExtract.Worker.Reports;

/// <summary>Writes a report for people (a table), spreadsheets (CSV, RFC 4180) or programs (JSON).</summary>
internal static class ReportWriter
{
    public static readonly IReadOnlyList<string> Formats = ["table", "csv", "json"];

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static void Write(Report report, string format, TextWriter output)
    {
        switch (format)
        {
            case "csv":
                output.WriteLine(string.Join(',', report.Columns.Select(Quote)));
                foreach (var row in report.Rows)
                {
                    output.WriteLine(string.Join(',', row.Select(value => Quote(Text(value)))));
                }

                break;
            case "json":
                output.WriteLine(new JsonArray([.. report.Rows.Select(row => ToJson(report.Columns, row))]).ToJsonString(Json));
                break;
            default:
                Tables.Console(output).Write(ToTable(report));
                break;
        }
    }

    private static Table ToTable(Report report)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns([.. report.Columns.Select(column => new TableColumn(Markup.Escape(column)))]);
        foreach (var row in report.Rows)
        {
            table.AddRow([.. row.Select(value => Markup.Escape(Text(value)))]);
        }

        return report.Rows.Count == 0 ? table.Caption("nothing to report") : table;
    }

    private static JsonObject ToJson(IReadOnlyList<string> columns, IReadOnlyList<object?> row) =>
        new(columns.Zip(row, (column, value) => KeyValuePair.Create(column, value switch
        {
            null => null,
            long number => (JsonNode)number,
            int number => number,
            decimal number => number,
            _ => Text(value),
        })));

    private static string Text(object? value) => value switch
    {
        null => "",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss'Z'", null),
        DateOnly date => date.ToString("yyyy-MM-dd", null),
        IFormattable number => number.ToString(null, null),
        _ => value.ToString() ?? "",
    };

    /// <summary>A leading = + - @ would make a spreadsheet run the text as a formula; numbers stay numbers.</summary>
    private static string Quote(string text)
    {
        bool formula = text.Length > 0 && "=+-@\t\r".Contains(text[0]) && !decimal.TryParse(text, out _);
        var safe = formula ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"")}\"" : safe;
    }
}
