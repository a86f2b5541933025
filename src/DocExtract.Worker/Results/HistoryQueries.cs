using System.Globalization;
using System.Text.Json.Nodes;
using Dapper;
using DocExtract.Pages;
using DocExtract.Worker.History;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>A stored document that may be related to another.</summary>
/// <param name="Id">The document.</param>
/// <param name="FileId">The file it is in: itself, where that holds nothing else.</param>
/// <param name="Name">As people are shown it.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Sha256">Of its file.</param>
/// <param name="Kin">What tells whether it is related.</param>
internal sealed record StoredRelative(long Id, long FileId, string Name, string Status, string? Sha256, Relative Kin);

/// <summary>What somebody asked for a file.</summary>
/// <param name="IsAgain">That it is read although its content was read before.</param>
/// <param name="Copies">
/// Documents under review that were told to be copies of it, when it was accepted and before it was read once more: it is no copy of theirs.
/// </param>
internal sealed record ReadingRequest(bool IsAgain, IReadOnlyList<long> Copies);

/// <summary>What Postgres knows of the documents before one, by their values as they stand now.</summary>
internal static class HistoryQueries
{
    private sealed record Row(long Id, long FileId, string Name, string Status, string? Sha256, string Data, string? Words, string? Pages);

    /// <summary>Documents that share a number, the date and total, or the words with this one, or that one of the two names; the oldest first.</summary>
    public static async Task<IReadOnlyList<StoredRelative>> RelativesAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Relative document, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            with candidates as (
                select id from docextract.documents
                where status in ('accepted', 'needs_review')
                  and docextract.number_key(invoice_number) in (docextract.number_key(@Number), docextract.number_key(@PrecedingNumber))
                union
                select id from docextract.documents
                where status in ('accepted', 'needs_review') and document_date = @Date and total = @Total
                union
                select document_id from docextract.corrected_documents
                where docextract.number_key(coalesce(data ->> 'invoice_number', data ->> 'receipt_number'))
                    in (docextract.number_key(@Number), docextract.number_key(@PrecedingNumber))
                union
                select id from docextract.documents
                where status in ('accepted', 'needs_review') and data ->> 'preceding_invoice_number' is not null
                  and docextract.number_key(data ->> 'preceding_invoice_number') = docextract.number_key(@Number))
            select current.id as Id, current.file_id as FileId, current.shown_name as Name, current.status as Status,
                   current.content_sha256 as Sha256, (current.data - 'lines')::text as Data, prints.words as Words,
                   array_to_string(prints.pages, ' ') as Pages
            from docextract.current_documents current
            left join docextract.document_prints prints on prints.document_id = current.id
            where current.id in (select id from candidates)
            order by current.id
            """,
            new { document.Identity.Number, document.Identity.PrecedingNumber, document.Identity.Date, document.Identity.Total },
            transaction,
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => new StoredRelative(
            row.Id, row.FileId, row.Name, row.Status, row.Sha256,
            new Relative(Identity.Of(JsonNode.Parse(row.Data)!.AsObject()), new DocumentPrint(row.Words, string.IsNullOrEmpty(row.Pages) ? [] : row.Pages.Split(' ')))))];
    }

    /// <summary>
    /// The seller's documents that may be learnt from, the newest first: accepted ones as they stand now, and of those under review
    /// only what a person gave or confirmed. Copies of others teach nothing twice.
    /// </summary>
    public static async Task<IReadOnlyList<SellerDocument>> SellerDocumentsAsync(
        NpgsqlTransaction transaction, Identity identity, CancellationToken cancellationToken) =>
        [.. await transaction.Connection!.QueryAsync<SellerDocument>(new CommandDefinition(
            """
            with of_seller as (
                select id from docextract.documents
                where status in ('accepted', 'needs_review') and docextract.squeeze(seller_name) = docextract.squeeze(@Seller)
                union
                select id from docextract.documents
                where status in ('accepted', 'needs_review') and docextract.squeeze(data #>> '{seller,vat_id}') = docextract.squeeze(@SellerVatId)),
            taught as (
                select current.id, current.data,
                       current.status = 'accepted' or exists (select from docextract.corrections where document_id = current.id and field = '/iban') as account,
                       current.status = 'accepted' or exists (select from docextract.corrections where document_id = current.id and field = '/total') as total
                from docextract.current_documents current
                where current.id in (select id from of_seller)
                  and not exists (
                    select from docextract.document_links
                    where from_id = current.id and kind in ('content', 'scan', 'invoice', 'reread')))
            select id as Id,
                   case when account then upper(docextract.squeeze(data ->> 'iban')) end as Iban,
                   case when total and jsonb_typeof(data -> 'total') = 'number' and coalesce(data ->> 'invoice_type_code', '') not in ('81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '532')
                        then (data ->> 'total')::numeric end as Total,
                   data ->> 'currency' as Currency
            from taught where account or total
            order by id desc
            limit 500
            """,
            new { identity.Seller, identity.SellerVatId },
            transaction,
            cancellationToken: cancellationToken))];

    /// <summary>The documents of other files that were read from the same bytes, purged ones too; the oldest first.</summary>
    public static async Task<IReadOnlyList<long>> SameContentAsync(
        NpgsqlTransaction transaction, long fileId, string sha256, int? part, CancellationToken cancellationToken) =>
        [.. await transaction.Connection!.QueryAsync<long>(new CommandDefinition(
            """
            select id from docextract.documents
            where content_sha256 = @sha256 and coalesce(parent_id, id) <> @fileId and part is not distinct from @part and status in ('accepted', 'needs_review')
            order by id
            """,
            new { fileId, sha256, part },
            transaction,
            cancellationToken: cancellationToken))];

    /// <summary>What was asked for the file.</summary>
    public static async Task<ReadingRequest> RequestAsync(NpgsqlTransaction transaction, long fileId, CancellationToken cancellationToken)
    {
        var (again, copies) = await transaction.Connection!.QuerySingleAsync<(bool, string)>(new CommandDefinition(
            """
            select read_again,
                   array_to_string(array(
                       select copy from docextract.earlier_results earlier, unnest(earlier.copies) as copy
                       join docextract.documents copied on copied.id = copy and copied.status <> 'accepted'
                       where earlier.file_id = files.id), ' ')
            from docextract.documents files where id = @fileId
            """,
            new { fileId }, transaction, cancellationToken: cancellationToken));
        return new ReadingRequest(again, [.. copies.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture))]);
    }

    /// <summary>Keeps what a document is recognised by, and its links.</summary>
    public static Task RememberAsync(
        NpgsqlTransaction transaction, long documentId, DocumentPrint print, IReadOnlyList<Link> links, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            insert into docextract.document_prints (document_id, words, pages) values (@documentId, @Words, @pages)
            on conflict (document_id) do update set words = excluded.words, pages = excluded.pages;
            insert into docextract.document_links (from_id, to_id, kind, note)
            select @documentId, to_id, kind, note from unnest(@earlier, @kinds, @notes) as link (to_id, kind, note)
            """,
            new
            {
                documentId,
                print.Words,
                pages = print.Pages.ToArray(),
                earlier = links.Select(link => link.Earlier).ToArray(),
                kinds = links.Select(link => WireNames.Of(link.Kind)).ToArray(),
                notes = links.Select(link => link.Note).ToArray(),
            },
            transaction,
            cancellationToken: cancellationToken));
}
