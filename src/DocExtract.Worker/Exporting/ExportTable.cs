using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Schemas;
using DocExtract.Worker.Reports;

namespace DocExtract.Worker.Exporting;

/// <summary>
/// Documents as the rows of a table: what DocExtract knows of each, then every value that the schemas of its types declare once. The rows
/// within documents (<c>/lines/*</c>) are a table of their own, which names the document of each.
/// </summary>
internal sealed class ExportTable
{
    private const string Rows = "/lines/*/";

    private readonly IReadOnlyList<string> _values;
    private readonly IReadOnlyList<string> _ofLines;

    /// <param name="schemas">Of the types that are exported.</param>
    public ExportTable(IEnumerable<DocumentSchema> schemas)
    {
        List<string> patterns = [.. schemas.SelectMany(schema => SchemaFields.Leaves(schema.Json)).Select(leaf => leaf.Key).Distinct()];
        _values = [.. patterns.Where(pattern => !pattern.Contains('*', StringComparison.Ordinal))];
        _ofLines = [.. patterns.Where(pattern => pattern.StartsWith(Rows, StringComparison.Ordinal)).Select(pattern => pattern[Rows.Length..])];
        Documents = Named("documents", ["document_id", "file_name", "document_type", "first_page", "last_page", .. _values.Select(Name), "line_count", "confidence", "corrected", "finished_at", "source_uri"]);
        Lines = Named("lines", ["document_id", "line", .. _ofLines.Select(Name)]);
    }

    public Report Documents { get; }

    public Report Lines { get; }

    public IReadOnlyList<object?> Row(ExportedDocument document) =>
    [
        document.Id, document.FileName, document.Type, document.FirstPage, document.LastPage,
        .. _values.Select(pointer => Value(document.Data, pointer)),
        LinesOf(document).Count, document.Confidence is { } confidence ? Math.Round(confidence, 3) : null, document.IsCorrected, document.FinishedAt, document.SourceUri,
    ];

    public IEnumerable<IReadOnlyList<object?>> LineRows(ExportedDocument document) =>
        LinesOf(document).Select((line, i) => (IReadOnlyList<object?>)[document.Id, i + 1, .. _ofLines.Select(field => Value(line, field))]);

    private static JsonArray LinesOf(ExportedDocument document) => document.Data["lines"] as JsonArray ?? [];

    private static Report Named(string name, IEnumerable<string> columns) => new(name, "", [.. columns.Select(column => new ReportColumn(column, "text", ""))]);

    private static string Name(string pointer) => pointer.TrimStart('/').Replace('/', '_');

    /// <summary>Numbers exact: those too long for a decimal stay as they are written.</summary>
    private static object? Value(JsonNode? from, string pointer) => FieldValue.Find(from, pointer) is not { } field ? null : field.Value.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when field.AsDecimal() is { } amount => amount,
        _ => field.AsText(),
    };
}
