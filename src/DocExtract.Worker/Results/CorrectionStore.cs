using System.Text.Json.Nodes;
using Dapper;
using DocExtract.Schemas;
using DocExtract.Worker.Corrections;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>One change as it is stored.</summary>
/// <param name="Pointer">The field.</param>
/// <param name="Was">The value before; null where there was none.</param>
/// <param name="Is">The value now; null where none is printed.</param>
internal sealed record StoredCorrection(string Pointer, string? Was, string? Is);

/// <summary>What people said of values. What was read stays as it is; their word stands beside it.</summary>
internal sealed class CorrectionStore(NpgsqlDataSource database)
{
    private sealed record Row(long Id, string Name, string Status, string? DocumentType, string? Data, bool IsPurged);

    /// <summary>The document as it stands.</summary>
    /// <exception cref="ArgumentException">There is no such document, or it has no values; the sentence says what to do.</exception>
    public async Task<CorrectableDocument> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, null, id, cancellationToken);
    }

    /// <summary>Stores changes, all or none. <paramref name="check"/> sees the document with them and throws what is wrong.</summary>
    /// <param name="id">The document.</param>
    /// <param name="changes">By whom the document is corrected and how.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="reason">Why; may be null.</param>
    /// <param name="schemaVersion">Against which the values were checked.</param>
    /// <param name="check">Called before anything is stored.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IReadOnlyList<StoredCorrection>> CorrectAsync(
        long id, IReadOnlyList<FieldChange> changes, string by, string? reason, string schemaVersion, Action<JsonObject> check, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Of two that correct one document the second waits here, and its next statement sees what the first said.
        await connection.ExecuteAsync(new CommandDefinition(
            "select from docextract.documents where id = @id for no key update", new { id }, transaction, cancellationToken: cancellationToken));
        var document = await FindAsync(connection, transaction, id, cancellationToken);
        List<(string Field, string? Was, string? Is)> made = [];
        foreach (var change in changes)
        {
            string? was = FieldValue.Find(document.Data, change.Pointer)?.Value.ToJsonString();
            change.Apply(document.Data);
            made.Add((change.Pointer, was, change.Value?.ToJsonString()));
        }

        check(document.Data);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into docextract.corrections (document_id, field, old_value, new_value, corrected_by, reason, schema_version)
            select @id, field, old_value::jsonb, new_value::jsonb, @by, @reason, @schemaVersion
            from unnest(@fields, @olds, @news) with ordinality as change (field, old_value, new_value, position) order by position;
            insert into docextract.corrected_documents (document_id, data) values (@id, @data::jsonb)
            on conflict (document_id) do update set data = excluded.data
            """,
            new
            {
                id,
                by,
                reason,
                schemaVersion,
                fields = made.Select(change => change.Field).ToArray(),
                olds = made.Select(change => change.Was).ToArray(),
                news = made.Select(change => change.Is).ToArray(),
                data = document.Data.ToJsonString(),
            },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return [.. made.Select(change => new StoredCorrection(change.Field, change.Was, change.Is))];
    }

    private static async Task<CorrectableDocument> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, long id, CancellationToken cancellationToken)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            """
            select documents.id as Id, documents.shown_name as Name, documents.status as Status, documents.document_type as DocumentType,
                   current.data::text as Data, documents.purged_at is not null as IsPurged
            from docextract.documents documents left join docextract.current_documents current on current.id = documents.id
            where documents.id = @id
            """,
            new { id },
            transaction,
            cancellationToken: cancellationToken));
        return row switch
        {
            null => throw new ArgumentException($"There is no document {id}. docextract report review_queue lists those that wait for a person, with their ids."),
            { Status: "split" } => throw new ArgumentException($"Document {id} ({row.Name}) is a file that holds several documents; correct one of those: docextract report review_queue lists them."),
            { Status: "queued" or "processing" } => throw new ArgumentException($"Document {id} ({row.Name}) is not read yet. Correct it when it is finished."),
            { IsPurged: true } => throw new ArgumentException($"Document {id} was purged; nothing of its values is kept."),
            { Data: null } or { DocumentType: null } => throw new ArgumentException($"Document {id} ({row.Name}) was rejected and has no values to correct. Send a readable copy, or enter it by hand."),
            _ => new CorrectableDocument(row.Id, row.Name, row.Status, row.DocumentType, JsonNode.Parse(row.Data)!.AsObject()),
        };
    }
}
