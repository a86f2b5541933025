using System.Text.Json.Nodes;
using Dapper;
using DocExtract.Checks;
using DocExtract.Schemas;
using DocExtract.Worker.History;
using DocExtract.Worker.Retrying;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>What is wanted of a new reading.</summary>
/// <param name="Type">Of documents of this type.</param>
/// <param name="Fields">The pointers of these fields; everything else stays as it is.</param>
internal sealed record FieldRequest(string Type, IReadOnlyList<string> Fields);

/// <summary>Stores what is wanted of a new reading in the result that there is: within the transaction that saves, like a whole result.</summary>
/// <param name="memory">Looks again where a document is known by other values than before.</param>
/// <param name="schemas">The checks between values that were read apart; null where nobody knows them: then they are not judged.</param>
internal sealed class FieldUpdates(Memory memory, SchemaCatalog? schemas)
{
    private const string Rule = "reprocess";

    /// <summary>Findings of what was in the way of a reading rather than on the page.</summary>
    private static readonly string[] OfTheWorld = ["budget", "reader-failed", "unread"];

    private static readonly IReadOnlyList<string> OfHistory = [.. Enum.GetValues<Kinship>().Select(Kin.RuleOf).Distinct(), .. PaymentAlarms.Rules];

    /// <summary>Null where the whole result is wanted, as it is of every document that is read for the first time.</summary>
    public static async Task<FieldRequest?> RequestAsync(NpgsqlTransaction transaction, Claim claim, CancellationToken cancellationToken)
    {
        var (type, fields) = await transaction.Connection!.QuerySingleOrDefaultAsync<(string?, string?)>(new CommandDefinition(
            "select reprocess_type, array_to_string(reprocess_fields, E'\\n') from docextract.documents where id = @DocumentId",
            new { claim.DocumentId }, transaction, cancellationToken: cancellationToken));
        return type is null || fields is null ? null : new FieldRequest(type, fields.Split('\n'));
    }

    /// <summary>The documents as they were stored; null, and nothing is written, when the claim is lost.</summary>
    public async Task<IReadOnlyList<Extraction>?> SaveAsync(
        NpgsqlTransaction transaction, Claim claim, FieldRequest request, Extraction extraction, CancellationToken cancellationToken)
    {
        if (!await FieldRows.FenceAsync(transaction, claim, cancellationToken))
        {
            return null;
        }

        List<Extraction> stored = [];
        var documents = (await FieldRows.FindAsync(transaction, claim, cancellationToken)).Where(document => document.Type == request.Type)
            .Select(document => (Document: document, Reading: ReadingOf(document, extraction))).ToList();

        // Of a file's documents some may have been read against this version before.
        bool areSomeOutdated = documents.Exists(pair => pair.Reading?.SchemaVersion != pair.Document.Version);
        foreach (var (document, reading) in documents.Where(pair => !areSomeOutdated || pair.Reading?.SchemaVersion != pair.Document.Version))
        {
            string? note = extraction.Rejection?.Message ?? NothingFrom(document, reading);
            await FieldRows.NoteAsync(transaction, claim, document, request, note is null ? reading!.SchemaVersion : document.Version, note, cancellationToken);
            if (note is null)
            {
                stored.Add(await TakeAsync(transaction, claim, document, request, reading!, cancellationToken));
            }
        }

        await FieldRows.FinishAsync(transaction, claim, stored.Exists(document => document.Place is null), cancellationToken);
        return stored;
    }

    private static Extraction? ReadingOf(StoredValues document, Extraction extraction) => extraction.Documents.FirstOrDefault(part =>
        (part.Place?.Part, part.Place?.FirstPage, part.Place?.LastPage) == (document.Part, document.FirstPage, document.LastPage));

    /// <summary>Why nothing is taken from a reading; null where it may be.</summary>
    private static string? NothingFrom(StoredValues document, Extraction? reading) =>
        reading is null ? "The new reading finds other documents in the file. docextract retry ID --accepted has all of it read once more."
        : reading.Rejection is { } rejection ? rejection.Message
        : reading.DocumentType != document.Type ? $"The new reading takes it for a document of type {reading.DocumentType}. docextract retry ID --accepted has all of it read once more."
        : reading.Findings.FirstOrDefault(finding => OfTheWorld.Contains(finding.Rule)) is { } trouble ? trouble.Message
        : reading.Reader is null ? "The new reading came to nothing."
        : reading.SchemaVersion == document.Version ? "The worker that read it has the document type's folder of before. Give all workers the new one, and run reprocess again."
        : null;

    private async Task<Extraction> TakeAsync(
        NpgsqlTransaction transaction, Claim claim, StoredValues document, FieldRequest request, Extraction reading, CancellationToken cancellationToken)
    {
        var corrected = await FieldRows.CorrectedAsync(transaction, document.Id, cancellationToken);
        var kept = request.Fields.Where(field => corrected.Any(pointer => FieldMerge.Covers(field, pointer) || FieldMerge.Covers(pointer, field))).ToList();
        var taken = request.Fields.Except(kept).ToList();
        var (read, now) = (document.Read.DeepClone().AsObject(), document.Current.DeepClone().AsObject());
        foreach (string field in taken)
        {
            FieldMerge.Take(read, reading.Data, field);
            FieldMerge.Take(now, reading.Data, field);
        }

        var merged = reading with { Data = read };
        List<Finding> findings =
        [
            .. reading.Findings.Where(finding => taken.Exists(field => FieldMerge.Covers(field, finding.Field))),
            .. Broken(document, request.Type, now),
            .. kept.Where(field => FieldMerge.Told(now, field) != FieldMerge.Told(reading.Data, field)).Select(field => new Finding(
                field, Rule, Severity.Info, $"The new reading says {FieldMerge.Told(reading.Data, field)}; what a person corrected or confirmed stays.")),
        ];
        bool isKnownOtherwise = Identity.Of(document.Read) != Identity.Of(read);
        IReadOnlyList<Link>? links = null;
        if (isKnownOtherwise)
        {
            (var told, links) = await RecallAsync(transaction, claim, document, merged, cancellationToken);
            findings.AddRange(told);
        }

        var update = new FieldUpdate(document, merged, now, taken, kept, findings, isKnownOtherwise ? OfHistory : [], links);
        return merged with { Verdict = await FieldRows.WriteAsync(transaction, claim, update, cancellationToken) };
    }

    /// <summary>Checks that hold between the values as they were and no longer do: some were read apart from the others.</summary>
    private IEnumerable<Finding> Broken(StoredValues document, string type, JsonObject now)
    {
        if (schemas is null)
        {
            return [];
        }

        var schema = schemas.Get(type);
        var before = Recheck.Declared(schema, document.Current).Where(check => check.Findings.Count > 0).Select(check => check.Name).ToHashSet();
        return Recheck.Declared(schema, now).Where(check => !before.Contains(check.Name)).SelectMany(check => check.Findings);
    }

    /// <summary>A document in a file stands beside itself while it is looked at, so of it a person says whether it came before.</summary>
    private async Task<(IReadOnlyList<Finding>, IReadOnlyList<Link>?)> RecallAsync(
        NpgsqlTransaction transaction, Claim claim, StoredValues document, Extraction merged, CancellationToken cancellationToken)
    {
        if (document.Part is not null)
        {
            return ([new Finding("", Rule, Severity.Error, "The new reading changed what the document is known by (seller, number, date, total or account). See whether it came before, and whom it pays.")], null);
        }

        var remembered = await memory.RecallAsync(transaction, claim.DocumentId, merged with { Findings = [] }, cancellationToken);
        return (remembered.Extraction.Findings, remembered.Links);
    }
}
