using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Npgsql;

namespace DocExtract.Worker.Exporting;

/// <summary>Which documents leave: those that are accepted, by the day on which they were read.</summary>
internal sealed record ExportQuery
{
    /// <summary>Document types.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>First day (UTC).</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Last day (UTC).</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Also what waits for a person, where one has corrected it.</summary>
    public bool Corrected { get; init; }

    /// <summary>
    /// The documents in the order of their ids, as they come from Postgres: one is held at a time, however many there are. All are of one
    /// moment; what is stored meanwhile is for the next export.
    /// </summary>
    public async IAsyncEnumerable<ExportedDocument> ReadAsync(NpgsqlDataSource database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            select documents.id, documents.shown_name, documents.document_type, documents.first_page, documents.last_page, documents.confidence,
                   corrected.data is not null, documents.finished_at, documents.source_uri, coalesce(corrected.data, documents.data)::text
            from docextract.documents
            left join docextract.corrected_documents corrected on corrected.document_id = documents.id
            where (documents.status = 'accepted' or (documents.status = 'needs_review' and $4 and corrected.data is not null))
              and documents.purged_at is null and documents.document_type = any($1)
              and ($2::date is null or documents.finished_at >= ($2::date)::timestamp at time zone 'utc')
              and ($3::date is null or documents.finished_at < ($3::date + 1)::timestamp at time zone 'utc')
            order by documents.id
            """;
        command.CommandTimeout = 0; // The first of a day's documents may stand behind millions of others.
        command.Parameters.Add(new NpgsqlParameter { Value = Types.ToArray() });
        command.Parameters.Add(Day(Since));
        command.Parameters.Add(Day(Until == DateOnly.MaxValue ? null : Until));
        command.Parameters.Add(new NpgsqlParameter { Value = Corrected });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            yield return new ExportedDocument(
                rows.GetInt64(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<int?>(3), rows.GetFieldValue<int?>(4), rows.GetFieldValue<double?>(5),
                rows.GetBoolean(6), rows.GetDateTime(7), rows.GetString(8), JsonNode.Parse(rows.GetString(9))!.AsObject());
        }
    }

    private static NpgsqlParameter Day(DateOnly? day) => new() { Value = day is { } given ? given : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date };
}
