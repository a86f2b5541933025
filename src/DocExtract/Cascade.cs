using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;

namespace DocExtract;

/// <summary>
/// One document through the readers in their order, until a reading is proven right: each is looked for on the page, checked by
/// the same checks, and the best one counts.
/// </summary>
internal sealed class Cascade(SchemaCatalog schemas, IReadOnlyList<IReader> readers, TimeProvider time)
{
    public async Task<Extraction> ReadAsync(
        Document document, DocumentSchema schema, IModelAccount account, CancellationToken cancellationToken)
    {
        Extraction? best = null;
        List<Finding> obstacles = [];
        foreach (var reader in readers)
        {
            try
            {
                var extraction = await ReadAsync(reader, document, schema, account, cancellationToken);
                best = extraction is not null && (best is null || Doubts(extraction) <= Doubts(best)) ? extraction : best;
            }
            catch (BudgetExceededException exceeded)
            {
                obstacles.Add(new Finding("", "budget", Severity.Error, exceeded.Message));
            }
            catch (Exception failure) when (best is not null && IsAboutTheDocument(failure))
            {
                // What an earlier reader found is still worth a person's look.
                obstacles.Add(new Finding("", "reader-failed", Severity.Warning, $"The reader {reader.Name} could not read it: {failure.Message}"));
            }

            if (best?.Verdict == Verdict.Accepted)
            {
                break;
            }
        }

        return best is null && obstacles is [var obstacle, ..]
            ? Unread(document, schema, obstacle.Rule, obstacle.Message)
            : With(best ?? Unread(document, schema, "unread", NothingToRead()), obstacles);
    }

    /// <summary>A document of which nothing was read.</summary>
    public static Extraction Unread(Document document, DocumentSchema schema, string rule, string reason) => new()
    {
        File = document.Source.Name,
        Sha256 = document.Source.Sha256,
        Kind = document.Source.Kind,
        Pages = document.Pages.Count,
        DocumentType = schema.Name,
        SchemaVersion = schema.Version,
        Verdict = Verdict.NeedsReview,
        Findings = [new Finding("", rule, Severity.Error, reason)],
    };

    private async Task<Extraction?> ReadAsync(
        IReader reader, Document document, DocumentSchema schema, IModelAccount account, CancellationToken cancellationToken)
    {
        var reading = await reader.ReadAsync(document, schema, account, cancellationToken);
        if (reading is null || !schemas.Names.Contains(reading.DocumentType))
        {
            return null;
        }

        var extraction = Judge(document, schemas.Get(reading.DocumentType), reading, cancellationToken);
        return reader.ReadsWords ? await LookAgainAsync(reader, document, schema, extraction, account, cancellationToken) : extraction;
    }

    /// <summary>Costs nothing where the first look holds.</summary>
    private async Task<Extraction> LookAgainAsync(
        IReader reader, Document document, DocumentSchema schema, Extraction first, IModelAccount account, CancellationToken cancellationToken) =>
        SecondLook.MayHelp(first)
        && document.LookAgain(cancellationToken) is { } again
        && await reader.ReadAsync(again, schema, account, cancellationToken) is { } reading
            ? SecondLook.Choose(first, Judge(again, schema, reading, cancellationToken), schema)
            : first;

    private Extraction Judge(Document document, DocumentSchema schema, Reading reading, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var evidence = EvidenceFinder.Find(reading, schema.Labels, document, cancellationToken);
        IReadOnlyList<Finding> findings = [.. reading.Findings, .. ReadingChecker.Check(reading, evidence, schema, document, today)];
        return new Extraction
        {
            File = document.Source.Name,
            Sha256 = document.Source.Sha256,
            Kind = document.Source.Kind,
            Pages = document.Pages.Count,
            DocumentType = schema.Name,
            SchemaVersion = schema.Version,
            Verdict = findings.Any(finding => finding.Severity == Severity.Error) ? Verdict.NeedsReview : Verdict.Accepted,
            Reader = reading.Reader,
            Data = reading.Data,
            Evidence = evidence,
            Findings = findings,
        };
    }

    private static Extraction With(Extraction extraction, IReadOnlyList<Finding> obstacles) =>
        extraction with { Findings = [.. extraction.Findings, .. obstacles] };

    private static bool IsAboutTheDocument(Exception failure) =>
        failure is ModelCallException { IsAboutTheDocument: true } or DocumentRejectedException;

    private static int Doubts(Extraction extraction) => extraction.Findings.Count(finding => finding.Severity == Severity.Error);

    private string NothingToRead() => readers.Any(reader => reader.Name != ReaderNames.EInvoice)
        ? "No text was found on its pages. Scan it again, or enter it by hand."
        : "It holds no e-invoice, and no other reader is configured. Add offline or vision to --readers.";
}
