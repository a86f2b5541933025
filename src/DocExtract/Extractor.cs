using System.Text.RegularExpressions;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;
using DocExtract.Splitting;
using DocExtract.Telemetry;

namespace DocExtract;

/// <summary>
/// The table of contents: take the file in, make pages of it, part the documents it holds, read each, look for every value on
/// the page, check, decide; the next reader is asked only where the one before could not be proven right. Safe to use from
/// several threads.
/// </summary>
public sealed class Extractor(
    SourceLimits limits, DocumentOpener opener, SchemaCatalog schemas, IReadOnlyList<IReader> readers, TimeProvider time,
    IReadOnlyList<OwnCompany>? own = null)
{
    private readonly DocumentSplitter _splitter = new(schemas);
    private readonly Cascade _cascade = new(schemas, readers, new Roles(own ?? []), time);

    /// <summary>Reads one file with the documents it holds. Never throws for what stands in the file: that becomes a verdict.</summary>
    /// <param name="name">The file's name, for people.</param>
    /// <param name="content">The file's bytes; not changed, and not to be changed meanwhile.</param>
    /// <param name="documentType">Name of a type, or null to tell it from the content.</param>
    /// <param name="account">Where calls to a model are booked; one for each file.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="Readers.Vision.ModelCallException">The model's endpoint failed or could not be reached; it says whether trying later may help.</exception>
    /// <remarks>
    /// Regular expressions that search the text have no limit on time of their own: a host sets one for its whole process, as the worker
    /// does, with <c>AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", ...)</c> before the first is used. A document that passes it is rejected.
    /// </remarks>
    public async Task<Extraction> ExtractAsync(
        string name, ReadOnlyMemory<byte> content, string? documentType, IModelAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        long started = time.GetTimestamp();
        Extraction extraction;
        using var work = new WorkTime(limits.MaxTime, time, cancellationToken);
        try
        {
            extraction = await ReadAsync(SourceFile.Open(name, content, limits), documentType, new TimedAccount(account, work), work);
        }
        catch (DocumentRejectedException rejected)
        {
            extraction = Reject(name, content, rejected);
        }
        catch (OperationCanceledException) when (work.IsOver && !work.IsCancelled)
        {
            extraction = Reject(name, content, limits.TooSlow());
        }
        catch (RegexMatchTimeoutException search)
        {
            extraction = Reject(name, content, SourceLimits.EndlessSearch(search.MatchTimeout));
        }

        return extraction with { Duration = time.GetElapsedTime(started), Calls = account.Calls };
    }

    /// <summary>The same engine with other readers: what they say is judged in the same way.</summary>
    public Extractor With(IReadOnlyList<IReader> others) => new(limits, opener, schemas, others, time, own);

    /// <summary>The documents of a file, opened but not read: for readings that are to be judged on the same pages.</summary>
    /// <exception cref="DocumentRejectedException">The file can never be read.</exception>
    public IReadOnlyList<DocumentPart> Open(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        _splitter.Split(opener.Open(SourceFile.Open(name, content, limits), cancellationToken), cancellationToken);

    /// <summary>Reads one document that <see cref="Open"/> gave, and judges it as <see cref="ExtractAsync"/> does.</summary>
    /// <exception cref="DocumentRejectedException">The document can never be read.</exception>
    public async Task<Extraction> ReadAsync(
        DocumentPart part, string? documentType, IModelAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(part);
        return (await ReadAsync(part.Document, documentType, account, cancellationToken)).Of(part);
    }

    private async Task<Extraction> ReadAsync(SourceFile source, string? documentType, IModelAccount account, WorkTime work)
    {
        var file = Stage.Run(Stage.Open, () => opener.Open(source, work.Token));
        var parts = Stage.Run(Stage.Split, () => _splitter.Split(file, work.Token));
        if (parts is [var only])
        {
            return await ReadAsync(only, documentType, account, work.Token);
        }

        List<Extraction> read = [];
        foreach (var (index, part) in parts.Index())
        {
            var place = new PartPlace(index + 1, part.FirstPage, part.LastPage, part.Box);
            read.Add(await ReadPartAsync(part, documentType, account, work) with { Place = place });
        }

        return Extraction.OfParts(file, read);
    }

    /// <summary>One document among others: whatever is wrong with it, the others are read.</summary>
    private async Task<Extraction> ReadPartAsync(DocumentPart part, string? documentType, IModelAccount account, WorkTime work)
    {
        long started = time.GetTimestamp();
        Extraction extraction;
        try
        {
            extraction = await ReadAsync(part, documentType, account, work.Token);
        }
        catch (DocumentRejectedException rejected)
        {
            extraction = Reject(part.Document.Source.Name, part.Document.Source.Content, rejected).Of(part);
        }
        catch (ModelCallException refused) when (refused.IsAboutTheDocument)
        {
            extraction = Cascade.Unread(part.Document, TypeOf(part.Document, documentType, work.Token), "unread", refused.Message).Of(part);
        }
        catch (OperationCanceledException) when (work.IsOver && !work.IsCancelled)
        {
            extraction = Reject(part.Document.Source.Name, part.Document.Source.Content, limits.TooSlow()).Of(part);
        }
        catch (RegexMatchTimeoutException search)
        {
            extraction = Reject(part.Document.Source.Name, part.Document.Source.Content, SourceLimits.EndlessSearch(search.MatchTimeout)).Of(part);
        }

        return extraction with { Duration = time.GetElapsedTime(started) };
    }

    private async Task<Extraction> ReadAsync(
        Document document, string? documentType, IModelAccount account, CancellationToken cancellationToken)
    {
        var type = documentType is null ? schemas.Guess(document, cancellationToken) : new TypeChoice(Named(documentType), null, IsKnown: true);
        return await _cascade.ReadAsync(document, type, DocumentPrint.Of(document, cancellationToken), account, cancellationToken);
    }

    private DocumentSchema TypeOf(Document document, string? documentType, CancellationToken cancellationToken) =>
        documentType is null ? schemas.Guess(document, cancellationToken).Schema : Named(documentType);

    private DocumentSchema Named(string documentType) => schemas.Names.Contains(documentType)
        ? schemas.Get(documentType)
        : throw new DocumentRejectedException(
            RejectionCode.Unsupported,
            $"It was sent in as '{documentType}', which is no installed document type. Installed: {string.Join(", ", schemas.Names.Order())}.");

    private static Extraction Reject(string name, ReadOnlyMemory<byte> content, DocumentRejectedException rejected) => new()
    {
        File = name,
        Sha256 = SourceFile.HashOf(content.Span),
        Verdict = Verdict.Rejected,
        Rejection = new Rejection(rejected.Code, rejected.Message),
    };
}
