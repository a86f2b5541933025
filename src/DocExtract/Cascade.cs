using System.Runtime.ExceptionServices;
using DocExtract.Checks;
using DocExtract.Checks.Arithmetic;
using DocExtract.Checks.Identifiers;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.EInvoice;
using DocExtract.Readers.Offline;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;
using DocExtract.Telemetry;

namespace DocExtract;

/// <summary>
/// One document through the readers in their order, until a reading is proven right: each is looked for on the page, checked by
/// the same checks, and the best one counts.
/// </summary>
internal sealed class Cascade(SchemaCatalog schemas, IReadOnlyList<IReader> readers, Roles roles, TimeProvider time)
{
    private readonly TypeQuestion _typeQuestion = new(schemas);

    /// <param name="document">The document.</param>
    /// <param name="type">Its type, and what told it; a reason of null means that the sender named it.</param>
    /// <param name="print">What it is recognised by.</param>
    /// <param name="account">Where calls to a model are booked; it also knows what was read before.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Extraction> ReadAsync(
        Document document, TypeChoice type, DocumentPrint print, IModelAccount account, CancellationToken cancellationToken) =>
        await ReadOnceAsync(document, type, print, account, cancellationToken) with { Print = print };

    private async Task<Extraction> ReadOnceAsync(
        Document document, TypeChoice type, DocumentPrint print, IModelAccount account, CancellationToken cancellationToken)
    {
        Extraction? best = null;
        List<Finding> obstacles = [], contradictions = [];
        ExceptionDispatchInfo? unread = null;
        foreach (var reader in readers)
        {
            try
            {
                if (reader == readers.FirstOrDefault(each => each is VisionReader)
                    && await KnownAsync(best, document, type.Schema, print, account, cancellationToken) is { } known)
                {
                    return Explain(Against(Despite(known, obstacles), contradictions), type);
                }

                if (reader is VisionReader model && !type.IsKnown)
                {
                    type = await _typeQuestion.AskAsync(model, document, type, account, cancellationToken);
                }

                var extraction = await ReadAsync(reader, document, type.Schema, account, cancellationToken);
                contradictions.AddRange(Contradictions(extraction));
                best = extraction is not null && (best is null || Doubts(extraction) <= Doubts(best)) ? extraction : best;
            }
            catch (NoSuchTypeException none)
            {
                obstacles.Add(new Finding("", "type-none", Severity.Error, none.Message));
                break;
            }
            catch (BudgetExceededException exceeded)
            {
                obstacles.Add(OverBudget(exceeded));
            }
            catch (Exception failure) when (IsAboutTheDocument(failure))
            {
                // What another reader finds is still worth a person's look.
                obstacles.Add(Unable(reader, failure));
                unread = ExceptionDispatchInfo.Capture(failure);
            }

            if (best?.Verdict == Verdict.Accepted)
            {
                break;
            }
        }

        if (best is null)
        {
            unread?.Throw();
        }

        var read = best is null && obstacles is [var obstacle, ..]
            ? Unread(document, type.Schema, obstacle.Rule, obstacle.Message)
            : Despite(best ?? Unread(document, type.Schema, "unread", NothingToRead(document, type.Schema, cancellationToken)), obstacles);
        return Explain(Against(read, contradictions), type);
    }

    /// <summary>
    /// Where the XML of a file and its pages do not say the same of money. What the pages say may be proven right by another reader: a machine
    /// that books the XML is misled all the same, and a person has to look.
    /// </summary>
    private static IEnumerable<Finding> Contradictions(Extraction? extraction) =>
        extraction?.Reader != ReaderNames.EInvoice ? [] : extraction.Findings.Where(finding => finding.Severity == Severity.Error
            && (finding.Rule is ThreeSources.TextDiffers or ThreeSources.PixelsDiffer or EmbeddedInvoice.Differ
                || finding is { Rule: HybridRule.Name, Field: "/total" or "/iban" }));

    private static Extraction Against(Extraction extraction, IReadOnlyList<Finding> contradictions) =>
        extraction.Reader == ReaderNames.EInvoice ? extraction : With(extraction, contradictions);

    /// <summary>What its words say of a document that was read before, so that no model is paid for it again; null where it is new.</summary>
    private async Task<Extraction?> KnownAsync(
        Extraction? best, Document document, DocumentSchema schema, DocumentPrint print, IModelAccount account, CancellationToken cancellationToken)
    {
        var words = best ?? (OfflineReader.Read(document, schema, cancellationToken) is { } reading ? Judge(document, schema, reading, cancellationToken) : null);
        return words is not null && await account.WasReadBeforeAsync(words with { Print = print }, cancellationToken)
            ? With(words, [new Finding("", "not-asked", Severity.Info, "No model was asked: the words of the page tell that this document was read before.")])
            : null;
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
        var reading = await Stage.RunAsync(Stage.Read, () => reader.ReadAsync(document, schema, account, cancellationToken), reader.Name);
        if (reading is null || !schemas.Names.Contains(reading.DocumentType))
        {
            return null;
        }

        var extraction = Stage.Run(Stage.Check, () => Judge(document, schemas.Get(reading.DocumentType), reading, cancellationToken));
        return reader is VisionReader model ? await AskAgainAsync(model, document, schema, reading, extraction, account, cancellationToken)
            : reader.ReadsWords ? await LookAgainAsync(reader, document, schema, extraction, account, cancellationToken)
            : extraction;
    }

    /// <summary>A model is asked about what does not hold, and about what is worth much. What was read stands when it cannot be asked.</summary>
    private async Task<Extraction> AskAgainAsync(
        VisionReader model, Document document, DocumentSchema schema, Reading reading, Extraction extraction, IModelAccount account, CancellationToken cancellationToken)
    {
        try
        {
            for (int round = 0; round < model.RepairRounds && Repair.MayHelp(extraction); round++)
            {
                var answer = await Stage.RunAsync(
                    Stage.Repair, () => model.RepairAsync(document, schema, reading, extraction, account, cancellationToken));
                var seen = EvidenceFinder.Find(answer, schema.Labels, document, cancellationToken);
                reading = Repair.Merge(reading, extraction, answer, seen);
                var repaired = Judge(document, schema, reading, cancellationToken);
                bool helped = Doubts(repaired) < Doubts(extraction);
                ModelSignals.Repaired(helped);
                if (!helped)
                {
                    // Told the same twice, or worse: another round would only cost.
                    break;
                }

                extraction = repaired;
            }

            return extraction.Verdict == Verdict.Accepted
                && await model.ReadAgainAsync(document, schema, extraction, account, cancellationToken) is { } other
                ? Agreement.Of(extraction, other.Data, schema)
                : extraction;
        }
        catch (BudgetExceededException exceeded)
        {
            return With(extraction, [OverBudget(exceeded)]);
        }
        catch (ModelCallException failure) when (failure.IsAboutTheDocument)
        {
            return With(extraction, [Unable(model, failure)]);
        }
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
        bool isAbsurd = ShapeRule.IsAbsurd(reading.Data);
        var words = isAbsurd ? null : SecondOpinion.Hear(reading, schema, document, cancellationToken);
        reading = CardNumbers.Cut(roles.Settle(words is null ? reading : Omissions.Complete(reading, words.Reading, words.Evidence, schema)), schema);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var evidence = CardNumbers.Cut(reading.Reader == ReaderNames.Offline
            ? EvidenceFinder.Find(reading, schema.Labels, document, cancellationToken)
            : SecondLook.Find(reading, schema, document, cancellationToken));
        IReadOnlyList<Finding> own = [.. reading.Findings, .. ReadingChecker.Check(reading, evidence, schema, document, today)];
        IReadOnlyList<Finding> findings =
        [
            .. words is null ? own : SecondOpinion.On(own, reading, evidence, words, schema, document, today),
            .. reading.IsStructured ? ThreeSources.On(reading, evidence, schema, document, cancellationToken) : [],
            .. isAbsurd ? [] : RepairSolver.Judge(reading, evidence, schema, document, cancellationToken),
        ];
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
            Essential = schema.Essential,
            Upheld = DeclaredRules.Upheld(schema, reading.Data),
        };
    }

    /// <summary>Why the document is of its type, where that was told from what it shows.</summary>
    private static Extraction Explain(Extraction extraction, TypeChoice type) =>
        type.Reason is null || extraction.Reader is null or ReaderNames.EInvoice || extraction.DocumentType != type.Schema.Name ? extraction
        : type.IsKnown ? extraction with { TypeReason = type.Reason }
        : With(extraction, [new Finding("", "type-unknown", Severity.Warning, type.Reason)]) with { TypeReason = type.Reason };

    /// <summary>What kept readers from reading is worth knowing; a person is asked only where no other reader could prove it right.</summary>
    private static Extraction Despite(Extraction extraction, IReadOnlyList<Finding> obstacles) => extraction.Verdict == Verdict.Accepted
        ? With(extraction, [.. obstacles.Select(obstacle => obstacle with { Severity = Severity.Info })])
        : With(extraction, obstacles);

    private static Extraction With(Extraction extraction, IReadOnlyList<Finding> findings) => extraction with
    {
        Findings = [.. extraction.Findings, .. findings],
        Verdict = findings.Any(finding => finding.Severity == Severity.Error) ? Verdict.NeedsReview : extraction.Verdict,
    };

    private static Finding OverBudget(BudgetExceededException exceeded) => new("", "budget", Severity.Error, exceeded.Message);

    private static Finding Unable(IReader reader, Exception failure) =>
        new("", "reader-failed", Severity.Warning, $"The reader {reader.Name} could not read it: {failure.Message}");

    private static bool IsAboutTheDocument(Exception failure) =>
        failure is ModelCallException { IsAboutTheDocument: true } or DocumentRejectedException;

    private static int Doubts(Extraction extraction) => extraction.Findings.Count(finding => finding.Severity == Severity.Error);

    private string NothingToRead(Document document, DocumentSchema schema, CancellationToken cancellationToken) =>
        readers.All(reader => reader.Name == ReaderNames.EInvoice)
            ? "It holds no e-invoice, and no other reader is configured. Add offline or vision to --readers."
        : !readers.Any(reader => reader is VisionReader) && document.Pages.Any(page => page.ReadWords(cancellationToken).Count > 0)
            ? $"Only a vision model can read a {schema.Name}, and none is configured. Set one, or enter it by hand."
        : "No text was found on its pages. Scan it again, or enter it by hand.";
}
