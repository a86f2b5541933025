using DocExtract.Checks;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.History;

/// <summary>Looks at a document in the light of those stored before it: is it the same again, and is the payment as the seller's others were?</summary>
internal sealed class Memory(HistoryOptions options)
{
    /// <summary>
    /// Adds what the history says. Called within the transaction that stores the result, after
    /// <see cref="Turns.TakeAsync"/>, so that nobody stores a relative between this look and the result.
    /// </summary>
    /// <param name="transaction">Stores the result.</param>
    /// <param name="fileId">The file that the document is in.</param>
    /// <param name="extraction">The document: a file of its own, or a part of one.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<Remembered> RecallAsync(NpgsqlTransaction transaction, long fileId, Extraction extraction, CancellationToken cancellationToken)
    {
        if (extraction.Verdict == Verdict.Rejected || extraction.Reader is null)
        {
            return new Remembered(extraction, []);
        }

        var identity = Identity.Of(extraction.Data);
        var links = await LinksAsync(transaction, fileId, extraction, identity, cancellationToken);
        var alarms = links.Any(link => Kin.IsSame(link.Kind))
            ? []
            : PaymentAlarms.Judge(
                identity, SellerCountry.Of(extraction.Data), await HistoryQueries.SellerDocumentsAsync(transaction, identity, cancellationToken), options);
        List<Finding> findings = [.. links.Select(link => new Finding("", Kin.RuleOf(link.Kind), Kin.SeverityOf(link.Kind), link.Note)), .. alarms];
        return new Remembered(
            extraction with
            {
                Findings = [.. extraction.Findings, .. findings],
                Verdict = findings.Exists(finding => finding.Severity == Severity.Error) ? Verdict.NeedsReview : extraction.Verdict,
            },
            links);
    }

    private static async Task<IReadOnlyList<Link>> LinksAsync(
        NpgsqlTransaction transaction, long fileId, Extraction extraction, Identity identity, CancellationToken cancellationToken)
    {
        var (again, copies) = await HistoryQueries.RequestAsync(transaction, fileId, cancellationToken);
        var sameContent = (await HistoryQueries.SameContentAsync(transaction, fileId, extraction.Sha256, extraction.Place?.Part, cancellationToken))
            .Except(copies).ToList();
        var document = new Relative(identity, extraction.Print);
        var relatives = await HistoryQueries.RelativesAsync(transaction.Connection!, transaction, document, cancellationToken);
        var links = relatives
            .Where(relative => !copies.Contains(relative.Id) && !sameContent.Contains(relative.Id) && !(relative.FileId != fileId && relative.Sha256 == extraction.Sha256))
            .Select(relative => (Relative: relative, Kind: Kin.Of(document, relative.Kin)))
            .Where(found => found.Kind is not null)
            .OrderBy(found => found.Relative.Status != "accepted")
            .ThenBy(found => found.Relative.Id)
            .Select(found => new Link(found.Relative.Id, found.Kind!.Value, Kin.Sentence(found.Kind.Value, identity, found.Relative)))
            .ToList();
        if (sameContent is [var first, ..])
        {
            links.Insert(0, again
                ? new Link(first, Kinship.Reread, $"Read anew on request; document {first} is the earlier reading of the same file.")
                : new Link(first, Kinship.Content, $"The same file as document {first}, byte by byte. Pay only one."));
        }

        // Of copies one is named, the accepted one where there is one; credit notes and references are told each.
        return [.. links.Where(link => !Kin.IsSame(link.Kind)), .. links.Where(link => Kin.IsSame(link.Kind)).Take(1)];
    }
}
