using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using DocExtract.Worker.Corrections;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>Reads the documents that people corrected.</summary>
internal sealed class CorrectedDocuments(NpgsqlDataSource database)
{
    private sealed record Row(
        long Id, long FileId, int? Part, string FileName, string SourceUri, string ETag, string DocumentType, string Data, string Corrected, string Doubted);

    /// <summary>Every file of which a document was corrected, with all of its documents.</summary>
    public async Task<IReadOnlyList<CorrectedDocument>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select current.id as Id, current.file_id as FileId, current.part as Part, documents.file_name as FileName, current.source_uri as SourceUri,
                   current.etag as ETag, current.document_type as DocumentType, current.data::text as Data,
                   coalesce((select json_agg(distinct field) from docextract.corrections where document_id = current.id), '[]')::text as Corrected,
                   coalesce((select json_agg(distinct field) from docextract.findings
                             where document_id = current.id and severity <> 'info' and field <> ''), '[]')::text as Doubted
            from docextract.current_documents current
            join docextract.documents documents on documents.id = current.id
            where current.file_id in (select file_id from docextract.current_documents where is_corrected)
            order by current.file_id, current.part
            """,
            cancellationToken: cancellationToken));
        return [.. rows.Select(ToDocument)];
    }

    private static CorrectedDocument ToDocument(Row row)
    {
        HashSet<string> corrected = [.. JsonSerializer.Deserialize<string[]>(row.Corrected)!];
        HashSet<string> doubted = [.. JsonSerializer.Deserialize<string[]>(row.Doubted)!.Where(field => !corrected.Contains(field))];
        return new CorrectedDocument(
            row.Id, row.FileId, row.Part, row.FileName, row.SourceUri, row.ETag, row.DocumentType, JsonNode.Parse(row.Data)!.AsObject(), corrected, doubted);
    }
}
