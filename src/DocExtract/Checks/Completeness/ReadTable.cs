using System.Text.Json.Nodes;
using DocExtract.Evidence;
using DocExtract.Schemas;

namespace DocExtract.Checks.Completeness;

/// <summary>A row of a reading.</summary>
/// <param name="Line">The printed line it was found on; null where that is not known.</param>
/// <param name="Value">What it says in the column that is judged; null where it says nothing there.</param>
/// <param name="Place">Where that value stands.</param>
internal readonly record struct ReadRow(int? Line, decimal? Value, FieldEvidence? Place);

/// <summary>The rows of a table as they were read, and where they stand.</summary>
/// <param name="Table">Pointer of the table, such as <c>/lines</c>.</param>
/// <param name="Rows">In the order of the reading.</param>
internal sealed record ReadTable(string Table, IReadOnlyList<ReadRow> Rows)
{
    /// <summary>Every row says something in the column.</summary>
    public bool IsFull => Rows.All(row => row.Value is not null);

    public string Name => Terms.Name(Table);

    /// <param name="column">The column that is judged, such as <c>/lines/*/amount</c>.</param>
    /// <param name="data">The reading.</param>
    /// <param name="evidence">Where its values were found.</param>
    /// <param name="lines">The printed lines.</param>
    /// <returns>Null where the reading has no such table, or an empty one.</returns>
    public static ReadTable? Of(string column, JsonObject data, IReadOnlyList<FieldEvidence> evidence, PrintedLines lines)
    {
        int star = column.IndexOf("/*/", StringComparison.Ordinal);
        string table = column[..star], cell = column[(star + 3)..];
        if (data[table.TrimStart('/')] is not JsonArray { Count: > 0 } rows)
        {
            return null;
        }

        var seen = evidence.Where(entry => entry.Support >= FieldEvidence.Found && entry.Field.StartsWith(table + "/", StringComparison.Ordinal))
            .ToLookup(entry => Candidate.RowOf(entry.Field)?.Row ?? -1);
        return new ReadTable(table, [.. rows.Select((row, i) => RowOf(row, cell, [.. seen[i]], lines))]);
    }

    private static ReadRow RowOf(JsonNode? row, string cell, IReadOnlyList<FieldEvidence> seen, PrintedLines lines)
    {
        var own = seen.FirstOrDefault(entry => entry.Field.EndsWith($"/{cell}", StringComparison.Ordinal));
        int? line = (own is null ? seen : seen.Prepend(own)).Select(lines.LineOf).FirstOrDefault(found => found is not null);
        return new ReadRow(line, (row as JsonObject)?[cell] is JsonValue value ? new FieldValue("", value).AsDecimal() : null, own);
    }
}
