using System.Globalization;

namespace DocExtract.Worker.Evaluation;

/// <summary>Reads sets of documents whose truth is known and prints, per set and field, how often the reading was right.</summary>
internal static class Evaluator
{
    private const int Parallelism = 2;

    /// <summary>Reads every document of every folder, two at a time, and writes one table a set and a list of mistakes.</summary>
    /// <exception cref="InvalidDataException">A folder does not hold <c>documents/</c> and <c>expected/</c>.</exception>
    public static async Task RunAsync(
        IReadOnlyList<string> directories, Extractor extractor, TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var set in directories.Select(EvaluationSet.Load).ToList())
        {
            var score = await ScoreAsync(set, extractor, cancellationToken);
            await output.WriteAsync(Table(set, score).AsMemory(), cancellationToken);
        }
    }

    /// <summary>Reads one set.</summary>
    public static async Task<SetScore> ScoreAsync(EvaluationSet set, Extractor extractor, CancellationToken cancellationToken)
    {
        var extractions = new Extraction[set.Documents.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, set.Documents.Count, options, async (i, token) =>
        {
            var content = await File.ReadAllBytesAsync(set.Documents[i].Path, token);
            extractions[i] = await extractor.ExtractAsync(Path.GetFileName(set.Documents[i].Path), content, documentType: null, token);
        });

        var score = new SetScore();
        foreach (var (document, extraction) in set.Documents.Zip(extractions))
        {
            score.Add(document, extraction);
        }

        return score;
    }

    private static string Table(EvaluationSet set, SetScore score)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine($"{set.Name}: {score.Documents} documents, {score.Pages} pages, {score.Duration.TotalSeconds / Math.Max(1, score.Pages):0.00} s/page");
        text.WriteLine($"  {"field",-18} {"scored",6} {"right",6} {"wrong",6} {"missing",7} {"%",6}");
        foreach (var (field, counts) in score.Fields)
        {
            text.WriteLine($"  {field,-18} {counts.Scored,6} {counts.Right,6} {counts.Wrong,6} {counts.Missing,7} {100 * counts.Accuracy,6:0.0}");
        }

        var (right, missing, extra) = score.Lines;
        if (right + missing > 0)
        {
            text.WriteLine($"  lines: {right + missing} rows, {right} right, {missing} missing, {extra} extra, F1 {2.0 * right / ((2 * right) + missing + extra):0.000}");
        }

        text.WriteLine($"  accepted: {score.Accepted} of {score.Documents}; totals right among them: {score.AcceptedWithRightTotal} of {score.AcceptedWithTotal}");
        foreach (var (id, field, truth, found) in score.Mistakes)
        {
            text.WriteLine($"    {id} {field}: '{truth}' read as '{found}'");
        }

        text.WriteLine();
        return text.ToString();
    }
}
