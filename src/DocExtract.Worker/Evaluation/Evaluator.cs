using DocExtract.Readers.Vision.Accounting;
using DocExtract.Worker.Evaluation.Comparison;
using DocExtract.Worker.Evaluation.Scores;
using DocExtract.Worker.Evaluation.Truth;

namespace DocExtract.Worker.Evaluation;

/// <summary>A document that was read and compared.</summary>
internal sealed record EvaluatedDocument(TruthDocument Truth, Extraction Extraction, DocumentResult Result);

/// <summary>A set that was read and compared.</summary>
internal sealed record EvaluatedSet(SetRun Run, IReadOnlyList<EvaluatedDocument> Documents);

/// <summary>Reads sets of documents whose truth is known.</summary>
/// <param name="extractor">Reads.</param>
/// <param name="documentType">Type of all documents; null to tell each from its content.</param>
/// <param name="budget">The most that models may cost for one document; null for no limit.</param>
/// <param name="parallel">Documents read at the same time, at least 1.</param>
/// <param name="time">For the clock.</param>
internal sealed class Evaluator(Extractor extractor, string? documentType, decimal? budget, int parallel, TimeProvider time)
{
    /// <summary>Reads every document of a set.</summary>
    /// <param name="set">What to read.</param>
    /// <param name="done">Told after each document, from any thread.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="Readers.Vision.ModelCallException">The model's endpoint failed: a figure without the model would be none.</exception>
    public async Task<EvaluatedSet> ReadAsync(EvaluationSet set, Action done, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        var files = new IReadOnlyList<EvaluatedDocument>[set.Documents.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, files.Length, options, async (i, token) =>
        {
            files[i] = await ReadAsync(set.Documents[i], token);
            done();
        });

        EvaluatedDocument[] documents = [.. files.SelectMany(file => file)];
        var run = new SetRun(set.Name, parallel, time.GetElapsedTime(started).TotalSeconds, [.. documents.Select(document => document.Result)]);
        return new EvaluatedSet(run, documents);
    }

    private async Task<IReadOnlyList<EvaluatedDocument>> ReadAsync(TruthDocument document, CancellationToken cancellationToken)
    {
        byte[] content = await File.ReadAllBytesAsync(document.DocumentPath, cancellationToken);
        var extraction = await extractor.ExtractAsync(Path.GetFileName(document.DocumentPath), content, documentType, new MemoryAccount(budget), cancellationToken);
        return [.. FileComparison.Compare(document, extraction)];
    }
}
