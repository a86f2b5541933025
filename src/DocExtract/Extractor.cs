using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Schemas;
using DocExtract.Sources;
using DocExtract.Splitting;

namespace DocExtract;

/// <summary>
/// The table of contents: take the file in, make pages of it, part the documents it holds, read each, look for every value on
/// the page, check, decide; the next reader is asked only where the one before could not be proven right. Safe to use from
/// several threads.
/// </summary>
public sealed class Extractor(
    SourceLimits limits, DocumentOpener opener, SchemaCatalog schemas, IReadOnlyList<IReader> readers, TimeProvider time)
{
    private readonly DocumentSplitter _splitter = new(schemas);

    /// <summary>Reads one file with the documents it holds. Never throws for what stands in the file: that becomes a verdict.</summary>
    /// <param name="name">The file's name, for people.</param>
    /// <param name="content">The file's bytes; not changed, and not to be changed meanwhile.</param>
    /// <param name="documentType">Name of a type, or null to tell it from the content.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="Readers.Vision.ModelCallException">The model's endpoint failed or could not be reached; it says whether trying later may help.</exception>
    public async Task<Extraction> ExtractAsync(
        string name, ReadOnlyMemory<byte> content, string? documentType, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        Extraction extraction;
        try
        {
            extraction = await ReadAsync(SourceFile.Open(name, content, limits), documentType, cancellationToken);
        }
        catch (DocumentRejectedException rejected)
        {
            extraction = Reject(name, content, rejected);
        }

        return extraction with { Duration = time.GetElapsedTime(started) };
    }

    private async Task<Extraction> ReadAsync(SourceFile source, string? documentType, CancellationToken cancellationToken)
    {
        var file = opener.Open(source, cancellationToken);
        var parts = _splitter.Split(file, cancellationToken);
        if (parts is [var only])
        {
            return (await ReadAsync(only.Document, documentType, cancellationToken)).Of(only);
        }

        List<Extraction> read = [];
        foreach (var (index, part) in parts.Index())
        {
            var place = new PartPlace(index + 1, part.FirstPage, part.LastPage, part.Box);
            read.Add((await ReadPartAsync(part, documentType, cancellationToken)).Of(part) with { Place = place });
        }

        return Extraction.OfParts(file, read);
    }

    /// <summary>One document among others: whatever is wrong with it, the others are read.</summary>
    private async Task<Extraction> ReadPartAsync(DocumentPart part, string? documentType, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        Extraction extraction;
        try
        {
            extraction = await ReadAsync(part.Document, documentType, cancellationToken);
        }
        catch (DocumentRejectedException rejected)
        {
            extraction = Reject(part.Document.Source.Name, part.Document.Source.Content, rejected);
        }
        catch (ModelCallException refused) when (refused.IsAboutTheDocument)
        {
            extraction = Unread(part.Document, TypeOf(part.Document, documentType, cancellationToken), refused.Message);
        }

        return extraction with { Duration = time.GetElapsedTime(started) };
    }

    private async Task<Extraction> ReadAsync(Document document, string? documentType, CancellationToken cancellationToken)
    {
        var guess = documentType is null ? schemas.Guess(document, cancellationToken) : null;
        var schema = guess?.Schema ?? Named(documentType!);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        List<ModelCall> calls = [];
        Extraction? best = null;
        foreach (var reader in readers)
        {
            Reading? reading;
            try
            {
                reading = await reader.ReadAsync(document, schema, cancellationToken);
            }
            catch (Exception failure) when (best is not null && IsAboutTheDocument(failure))
            {
                // What an earlier reader found is still worth a person's look.
                best = best! with { Findings = [.. best.Findings, Unable(reader, failure)] };
                continue;
            }

            if (reading is null || !schemas.Names.Contains(reading.DocumentType))
            {
                continue;
            }

            calls.AddRange(reading.Calls);
            var extraction = Judge(document, schemas.Get(reading.DocumentType), reading, today, cancellationToken);
            extraction = reader.ReadsWords ? await LookAgainAsync(reader, document, schema, extraction, today, cancellationToken) : extraction;
            best = best is null || Doubts(extraction) <= Doubts(best) ? extraction : best;
            if (best.Verdict == Verdict.Accepted)
            {
                break;
            }
        }

        return Explain(best ?? Unread(document, schema, NothingToRead()), guess) with { Calls = calls };
    }

    /// <summary>Costs nothing where the first look holds.</summary>
    private static async Task<Extraction> LookAgainAsync(
        IReader reader, Document document, DocumentSchema schema, Extraction first, DateOnly today, CancellationToken cancellationToken) =>
        SecondLook.MayHelp(first)
        && document.LookAgain(cancellationToken) is { } again
        && await reader.ReadAsync(again, schema, cancellationToken) is { } reading
            ? SecondLook.Choose(first, Judge(again, schema, reading, today, cancellationToken), schema)
            : first;

    /// <summary>Why the document is of its type, where that was told from its words.</summary>
    private static Extraction Explain(Extraction extraction, TypeChoice? guess) =>
        guess is null || extraction.Reader is null or ReaderNames.EInvoice || extraction.DocumentType != guess.Schema.Name ? extraction
        : guess.IsKnown ? extraction with { TypeReason = guess.Reason }
        : extraction with { TypeReason = guess.Reason, Findings = [.. extraction.Findings, new Finding("", "type-unknown", Severity.Warning, guess.Reason)] };

    private static Extraction Judge(
        Document document, DocumentSchema schema, Reading reading, DateOnly today, CancellationToken cancellationToken)
    {
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

    private static bool IsAboutTheDocument(Exception failure) =>
        failure is ModelCallException { IsAboutTheDocument: true } or DocumentRejectedException;

    private static Finding Unable(IReader reader, Exception failure) =>
        new("", "reader-failed", Severity.Warning, $"The reader {reader.Name} could not read it: {failure.Message}");

    private DocumentSchema TypeOf(Document document, string? documentType, CancellationToken cancellationToken) =>
        documentType is null ? schemas.Guess(document, cancellationToken).Schema : Named(documentType);

    private DocumentSchema Named(string documentType) => schemas.Names.Contains(documentType)
        ? schemas.Get(documentType)
        : throw new DocumentRejectedException(
            RejectionCode.Unsupported,
            $"It was sent in as '{documentType}', which is no installed document type. Installed: {string.Join(", ", schemas.Names.Order())}.");

    private static int Doubts(Extraction extraction) => extraction.Findings.Count(finding => finding.Severity == Severity.Error);

    private static Extraction Unread(Document document, DocumentSchema schema, string reason) => new()
    {
        File = document.Source.Name,
        Sha256 = document.Source.Sha256,
        Kind = document.Source.Kind,
        Pages = document.Pages.Count,
        DocumentType = schema.Name,
        SchemaVersion = schema.Version,
        Verdict = Verdict.NeedsReview,
        Findings = [new Finding("", "unread", Severity.Error, reason)],
    };

    private string NothingToRead() => readers.Any(reader => reader.Name != ReaderNames.EInvoice)
        ? "No text was found on its pages. Scan it again, or enter it by hand."
        : "It holds no e-invoice, and no other reader is configured. Add offline or vision to --readers.";

    private static Extraction Reject(string name, ReadOnlyMemory<byte> content, DocumentRejectedException rejected) => new()
    {
        File = name,
        Sha256 = SourceFile.HashOf(content.Span),
        Verdict = Verdict.Rejected,
        Rejection = new Rejection(rejected.Code, rejected.Message),
    };
}
