using Dapper;
using DocExtract.Worker.History;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>Whether the content of a file was read before.</summary>
internal abstract record TwinAnswer
{
    private TwinAnswer()
    {
    }

    /// <summary>It is new, or somebody asked to have it read anew.</summary>
    public sealed record None : TwinAnswer;

    /// <summary>It was, and the claimed document now has the same result, under review.</summary>
    public sealed record Copied(long From) : TwinAnswer;

    /// <summary>Another worker is at the same content, which came before.</summary>
    public sealed record BeingRead : TwinAnswer;

    /// <summary>The claim is lost.</summary>
    public sealed record Lost : TwinAnswer;
}

/// <summary>Knows documents that come again before anything is paid for them: by their bytes, or by what their pages show.</summary>
internal sealed class ContentTwins(NpgsqlDataSource database, Patience patience)
{
    /// <summary>
    /// Looks for an earlier document with the same bytes. Its result is taken over, and goes to review, since paying it would be paying
    /// twice. Results that the world was in the way of (a budget, a model that failed) are not taken over, and none is by a document that
    /// somebody had read once more.
    /// </summary>
    /// <param name="claim">The document; it is finished where a twin is found.</param>
    /// <param name="sha256">Of its bytes.</param>
    /// <param name="again">It is to be read although it was read before.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <remarks>Waits while Postgres is away.</remarks>
    public async Task<TwinAnswer> FindAsync(Claim claim, string sha256, bool again, CancellationToken cancellationToken) => again
        ? new TwinAnswer.None()
        : await patience.WithPostgresAsync(token => FindOnceAsync(claim, sha256, token), cancellationToken);

    private async Task<TwinAnswer> FindOnceAsync(Claim claim, string sha256, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Turns.TakeAsync(transaction, [Remembered.ContentKey(sha256)], cancellationToken);
        TwinAnswer answer = !await NoteAsync(transaction, claim, sha256, cancellationToken) ? new TwinAnswer.Lost()
            : await EarlierAsync(transaction, claim, sha256, cancellationToken) is { } earlier ? await CopyAsync(transaction, claim, earlier, cancellationToken)
            : await TakeAsync(transaction, claim, sha256, cancellationToken) ? new TwinAnswer.None()
            : new TwinAnswer.BeingRead();
        await transaction.CommitAsync(cancellationToken);
        return answer;
    }

    /// <summary>Whether what the words of a document tell, and how its pages look, is a document that was read before.</summary>
    public async Task<bool> WasReadBeforeAsync(long documentId, Extraction words, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        bool again = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select read_again or retried_at is not null from docextract.documents where id = @documentId", new { documentId }, cancellationToken: cancellationToken));
        var document = new Relative(Identity.Of(words.Data), words.Print);
        return !again && (await HistoryQueries.RelativesAsync(connection, null, document, cancellationToken))
            .Any(relative => relative.FileId != documentId && Kin.Of(document, relative.Kin) is { } kind
                && (kind == Kinship.Scan || (kind == Kinship.Invoice && words.Verdict == Verdict.Accepted)));
    }

    private static async Task<bool> NoteAsync(NpgsqlTransaction transaction, Claim claim, string sha256, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "update docextract.documents set content_sha256 = @sha256 where id = @DocumentId and attempt = @Attempt and status = 'processing'",
            new { sha256, claim.DocumentId, claim.Attempt }, transaction, cancellationToken: cancellationToken)) == 1;

    private static Task<long?> EarlierAsync(NpgsqlTransaction transaction, Claim claim, string sha256, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteScalarAsync<long?>(new CommandDefinition(
            """
            select earlier.id from docextract.documents earlier
            join docextract.documents mine on mine.id = @DocumentId
            where earlier.content_sha256 = @sha256 and earlier.id <> mine.id and earlier.parent_id is null
              and mine.retried_at is null and earlier.purged_at is null
              and earlier.status in ('accepted', 'needs_review', 'split') and (earlier.reader is not null or earlier.status = 'split')
              and coalesce(mine.requested_type, earlier.requested_type) is not distinct from earlier.requested_type
              and not exists (
                select from docextract.findings
                join docextract.documents of_file on of_file.id = findings.document_id
                where (of_file.id = earlier.id or of_file.parent_id = earlier.id) and findings.rule in ('budget', 'reader-failed', 'unread'))
            order by exists (select from docextract.document_links where from_id = earlier.id and kind = 'content'), earlier.id desc
            limit 1
            """,
            new { claim.DocumentId, sha256 }, transaction, cancellationToken: cancellationToken));

    /// <summary>Of files with one content the one that asks first is read; false for the others, which wait for it.</summary>
    private static Task<bool> TakeAsync(NpgsqlTransaction transaction, Claim claim, string sha256, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            update docextract.documents mine
            set content_taken_at = case when not exists (
                select from docextract.documents other
                where other.content_sha256 = @sha256 and other.id <> mine.id and other.content_taken_at is not null
                  and other.status = 'processing' and other.lease_until > now()) then now() end
            where id = @DocumentId
            returning content_taken_at is not null
            """,
            new { claim.DocumentId, sha256 }, transaction, cancellationToken: cancellationToken));

    private static async Task<TwinAnswer> CopyAsync(NpgsqlTransaction transaction, Claim claim, long earlier, CancellationToken cancellationToken)
    {
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            ContentCopy.Sql, new { claim.DocumentId, claim.Attempt, earlier }, transaction, cancellationToken: cancellationToken));
        return new TwinAnswer.Copied(earlier);
    }
}
