using System.Text.RegularExpressions;

namespace DocExtract.Worker.Reports;

/// <summary>A report as CSV (RFC 4180).</summary>
/// <param name="Excel">With a mark that tells Excel it is UTF-8, and times as Excel understands them.</param>
/// <param name="DecimalComma">Semicolons between cells and commas in numbers: what Excel expects in languages that write 1,5.</param>
internal sealed partial record CsvForm(bool Excel, bool DecimalComma)
{
    private const char ByteOrderMark = '\uFEFF';
    private const string LineEnd = "\r\n";

    private char Separator => DecimalComma ? ';' : ',';

    /// <summary>Writes the rows as they come; gives how many there were.</summary>
    public async Task<int> WriteAsync(Report report, IAsyncEnumerable<IReadOnlyList<object?>> rows, TextWriter output)
    {
        await WriteNamesAsync(report, output);
        int written = 0;
        await foreach (var row in rows)
        {
            await WriteRowAsync(row, output);
            written++;
        }

        return written;
    }

    /// <summary>The first line, for those who write the rows one by one.</summary>
    public async Task WriteNamesAsync(Report report, TextWriter output)
    {
        if (Excel)
        {
            await output.WriteAsync(ByteOrderMark);
        }

        await output.WriteAsync(string.Join(Separator, report.Columns.Select(column => Quote(column.Name))) + LineEnd);
    }

    /// <summary>One more line.</summary>
    public Task WriteRowAsync(IReadOnlyList<object?> row, TextWriter output) => output.WriteAsync(string.Join(Separator, row.Select(Cell)) + LineEnd);

    private string Cell(object? value) => value switch
    {
        DateTime time when Excel => ReportText.Of(time).TrimEnd('Z'),
        string text => Quote(Harmless(text)),
        decimal or double when DecimalComma => ReportText.Of(value).Replace('.', ','),
        _ => Quote(ReportText.Of(value)),
    };

    private string Quote(string text) =>
        text.Contains(Separator) || text.AsSpan().IndexOfAny("\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text;

    /// <summary>A leading = + - @ tab or return would make a spreadsheet run the text as a formula; what is a number stays one.</summary>
    private static string Harmless(string text) =>
        text.Length > 0 && "=+-@\t\r\n".Contains(text[0]) && !Number().IsMatch(text) ? "'" + text : text;

    [GeneratedRegex(@"\A[+-]?[0-9]+(\.[0-9]+)?\z")]
    private static partial Regex Number();
}
