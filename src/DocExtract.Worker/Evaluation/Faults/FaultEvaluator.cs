using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Pages;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;
using DocExtract.Splitting;
using DocExtract.Worker.Evaluation.Truth;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>
/// Plays a reader that says the truth, then one that lies in one thing at a time, and sees whether they are accepted. Each is
/// judged by the engine as any reader; the document is opened once.
/// </summary>
/// <param name="extractor">The engine.</param>
/// <param name="schemas">The types.</param>
/// <param name="parallel">Documents at the same time, at least 1.</param>
/// <param name="time">For the clock.</param>
internal sealed class FaultEvaluator(Extractor extractor, SchemaCatalog schemas, int parallel, TimeProvider time)
{
    /// <param name="set">Documents with their truth.</param>
    /// <param name="done">Told after each file, from any thread.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<FaultSet> TryAsync(EvaluationSet set, Action done, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        var files = new IReadOnlyList<FaultDocument>[set.Documents.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, files.Length, options, async (i, token) =>
        {
            files[i] = await TryAsync(set.Documents[i], token);
            done();
        });
        return new FaultSet(set.Name, time.GetElapsedTime(started).TotalSeconds, [.. files.SelectMany(file => file)]);
    }

    private async Task<IReadOnlyList<FaultDocument>> TryAsync(TruthDocument file, CancellationToken cancellationToken)
    {
        IReadOnlyList<DocumentPart> parts;
        try
        {
            parts = extractor.Open(Path.GetFileName(file.DocumentPath), await File.ReadAllBytesAsync(file.DocumentPath, cancellationToken), cancellationToken);
        }
        catch (DocumentRejectedException rejected)
        {
            return [FaultDocument.Without(file.Id, $"cannot be read: {rejected.Message}")];
        }

        if (parts.Count != file.Documents.Count)
        {
            return [FaultDocument.Without(file.Id, "is not split as it should be")];
        }

        List<FaultDocument> documents = [];
        foreach (var (document, part) in file.Documents.Zip(parts))
        {
            documents.Add(await TryAsync(document, part, cancellationToken));
        }

        return documents;
    }

    private async Task<FaultDocument> TryAsync(TruthDocument document, DocumentPart part, CancellationToken cancellationToken)
    {
        if (Unfit(document, part) is { } reason)
        {
            return FaultDocument.Without(document.Id, reason);
        }

        string type = document.Values["document_type"]!.GetValue<string>();
        var truth = TruthfulReading.Of(document.Values, schemas.Get(type));
        var honest = await JudgeAsync(truth, part, type, cancellationToken);
        List<FaultResult> results = [];
        foreach (var fault in Lies.Of(document, truth, Printed.On(part.Document, cancellationToken)))
        {
            var judged = await JudgeAsync(fault.Data, part, type, cancellationToken);
            results.Add(FaultJudge.Of(fault, truth, judged));
        }

        return FaultJudge.Of(
            document.Id, IsDigital(part.Document, cancellationToken), honest, !FaultJudge.Errors(honest).Any(finding => IsArithmetic(finding, type)), results);
    }

    private Task<Extraction> JudgeAsync(JsonObject says, DocumentPart part, string type, CancellationToken cancellationToken) =>
        extractor.With([new LyingReader(says.DeepClone().AsObject())]).ReadAsync(part, type, new MemoryAccount(), cancellationToken);

    private string? Unfit(TruthDocument document, DocumentPart part)
    {
        if (document.Values["document_type"]?.GetValue<string>() is not { } type || !schemas.Names.Contains(type))
        {
            return "its truth names no installed type";
        }

        var truth = TruthfulReading.Of(document.Values, schemas.Get(type));
        string[] missing = [.. schemas.Get(type).Essential.Where(field => FieldValue.Find(truth, field) is null)];
        return part.Document.Pages.Count == 0 ? "has no pages"
            : missing.Length > 0 ? $"its truth does not say {string.Join(", ", missing)}"
            : document.Verdict is { Verdict: not "accepted" } meant ? $"is meant to become {meant.Verdict}"
            : null;
    }

    private bool IsArithmetic(Finding finding, string type) => schemas.Get(type).Checks
        .Any(check => check.Name == finding.Rule && (check.Rule is CheckRules.Sum or CheckRules.Product or CheckRules.Percent));

    private static bool IsDigital(Document document, CancellationToken cancellationToken)
    {
        var words = document.Pages.SelectMany(page => page.ReadWords(cancellationToken)).ToList();
        return words.Count(word => word.Source == WordSource.TextLayer) * 2 > words.Count;
    }
}
