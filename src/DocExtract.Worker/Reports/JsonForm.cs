using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DocExtract.Worker.Reports;

/// <summary>A report as a JSON array with one object a line.</summary>
internal static class JsonForm
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the rows as they come; gives how many there were.</summary>
    public static async Task<int> WriteAsync(Report report, IAsyncEnumerable<IReadOnlyList<object?>> rows, TextWriter output)
    {
        int written = 0;
        await foreach (var row in rows)
        {
            await output.WriteAsync(written == 0 ? "[\n" : ",\n");
            await output.WriteAsync(ToJson(report.Columns, row).ToJsonString(Json));
            written++;
        }

        await output.WriteLineAsync(written == 0 ? "[]" : "\n]");
        return written;
    }

    private static JsonObject ToJson(IReadOnlyList<ReportColumn> columns, IReadOnlyList<object?> row) =>
        new(columns.Zip(row, (column, value) => KeyValuePair.Create(column.Name, value switch
        {
            null => null,
            bool truth => truth,
            long number => (JsonNode)number,
            int number => number,
            decimal number => number,
            DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
            _ => ReportText.Of(value),
        })));
}
