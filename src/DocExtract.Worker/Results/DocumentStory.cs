using Dapper;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>All that is stored about one document.</summary>
internal static class DocumentStory
{
    /// <summary>The document with what hangs on it, as JSON; null where there is none. What nothing is known of is null or an empty array.</summary>
    public static async Task<string?> TellAsync(NpgsqlDataSource database, long id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Sql, new { id }, cancellationToken: cancellationToken));
    }

    private const string Sql =
        """
        select json_build_object(
            'id', d.id, 'file', d.shown_name, 'source_uri', d.source_uri, 'etag', d.etag, 'sha256', d.content_sha256, 'kind', d.kind, 'pages', d.page_count,
            'file_id', d.parent_id, 'status', d.status, 'type', coalesce(d.document_type, d.requested_type), 'schema_version', d.schema_version,
            'reader', d.reader, 'confidence', round(d.confidence::numeric, 3), 'reasons', to_json(d.verdict_reasons),
            'rejection', case when d.rejection_code is not null then json_build_object('code', d.rejection_code, 'message', d.rejection_message) end,
            'queued_at', d.queued_at, 'finished_at', d.finished_at, 'read_ms', d.duration_ms, 'model_cost', trim_scale(d.model_cost),
            'parts', (select coalesce(json_agg(json_build_object('id', part.id, 'file', part.shown_name, 'status', part.status,
                    'type', part.document_type, 'total', part.total, 'currency', part.currency) order by part.part), '[]')
                from docextract.documents part where part.parent_id = d.id),
            'values', (select coalesce(json_agg(json_build_object('field', value.field, 'value', value.value, 'page', value.page, 'printed', value.text,
                    'source', value.source, 'box', value.box, 'support', round(value.support::numeric, 3), 'confidence', round(value.confidence::numeric, 3))
                    order by regexp_replace(value.field, '[0-9]+', lpad('\&', 8, '0'), 'g')), '[]')
                from docextract.fields value where value.document_id = d.id),
            'findings', (select coalesce(json_agg(json_build_object('severity', finding.severity, 'rule', finding.rule, 'field', finding.field,
                    'message', finding.message, 'proposed', finding.proposed_value) order by finding.ordinal), '[]')
                from docextract.findings finding where finding.document_id = d.id),
            'corrections', (select coalesce(json_agg(json_build_object('field', correction.field, 'was', correction.old_value, 'is', correction.new_value,
                    'by', correction.corrected_by, 'reason', correction.reason, 'at', correction.corrected_at) order by correction.id), '[]')
                from docextract.corrections correction where correction.document_id = d.id),
            'earlier', (select coalesce(json_agg(json_build_object('status', earlier.status, 'code', earlier.rejection_code, 'reader', earlier.reader,
                    'total', earlier.data ->> 'total', 'schema_version', earlier.schema_version, 'finished_at', earlier.finished_at,
                    'replaced_at', earlier.replaced_at) order by earlier.id), '[]')
                from docextract.earlier_results earlier where earlier.document_id = d.id),
            'reprocessings', (select coalesce(json_agg(json_build_object('fields', array_to_string(again.fields, ', '), 'taken', nullif(array_to_string(again.taken, ', '), ''),
                    'kept', nullif(array_to_string(again.kept, ', '), ''), 'was_version', again.was_version, 'version', again.schema_version, 'note', again.note,
                    'at', again.reprocessed_at) order by again.id), '[]')
                from docextract.reprocessings again where again.document_id = d.id),
            'links', (select coalesce(json_agg(json_build_object('kind', link.kind, 'id', other.id, 'file', other.shown_name, 'status', other.status,
                    'later', link.from_id <> d.id, 'note', link.note) order by link.created_at), '[]')
                from docextract.document_links link
                join docextract.documents other on other.id = case when link.from_id = d.id then link.to_id else link.from_id end
                where link.from_id = d.id or link.to_id = d.id),
            'attempts', (select coalesce(json_agg(json_build_object('attempt', attempt.attempt, 'worker', attempt.worker, 'started_at', attempt.started_at,
                    'finished_at', attempt.finished_at, 'outcome', attempt.outcome, 'error', attempt.error) order by attempt.attempt), '[]')
                from docextract.attempts attempt where attempt.document_id = d.id),
            'calls', (select coalesce(json_agg(json_build_object('id', call.id, 'called_at', call.called_at, 'attempt', call.attempt, 'model', call.model,
                    'purpose', call.purpose, 'state', call.state, 'input_tokens', call.input_tokens, 'output_tokens', call.output_tokens,
                    'cost', trim_scale(call.cost), 'ms', call.duration_ms, 'error', call.error) order by call.id), '[]')
                from docextract.booked_calls call where call.document_id = d.id))::text
        from docextract.documents d where d.id = @id
        """;
}
