using System.Collections.Concurrent;
using System.Globalization;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Batches.Questions;

/// <summary>Which documents are read now, and which questions have no answer from a batch.</summary>
/// <param name="Documents">Those that workers are told of.</param>
/// <param name="Unanswered">For each question without an answer why that is.</param>
/// <param name="IsOnline">Whether they are asked online.</param>
internal sealed record ReleasedDocuments(IReadOnlyList<BatchDocument> Documents, IReadOnlyList<string> Unanswered, bool IsOnline)
{
    public string Describe()
    {
        string fate = (Unanswered.Count, IsOnline) switch
        {
            (0, _) => "",
            (_, true) => " and are asked online, at the full price",
            _ => " and are left with their documents, since asking them online costs the full price",
        };
        var reasons = Unanswered.CountBy(reason => reason).OrderBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => string.Create(CultureInfo.InvariantCulture, $"  {each.Value} {each.Key}"));
        IEnumerable<string> lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"{Documents.Count} documents are read now; {Unanswered.Count} questions have no answer{fate}."),
            .. reasons,
        ];
        string said = string.Join(Environment.NewLine, lines);
        return Unanswered.Count == 0 || IsOnline ? said : string.Join(
            Environment.NewLine, said,
            "Put the settings back to those of the batch and collect again; or send the same files to docextract batch submit once more; or have them asked now: docextract batch collect --rest online");
    }
}

/// <summary>Tells workers of the documents whose batches are collected: nothing is paid twice unless somebody asks for it.</summary>
internal sealed class BatchRelease(UnansweredQuestions unanswered, BatchCollection collection, ModelBatchQueries queries)
{
    /// <param name="isOnline">Whether documents are read also where questions would be asked online.</param>
    /// <param name="cancellationToken">Ends the work; the same command goes on with it.</param>
    public async Task<ReleasedDocuments> ReleaseAsync(bool isOnline, CancellationToken cancellationToken)
    {
        var reasons = new ConcurrentQueue<string>();
        var released = new ConcurrentQueue<AnsweredDocument>();
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(await queries.AnsweredAsync(cancellationToken), options, async (document, token) =>
        {
            var why = await unanswered.OfAsync(document, token);
            foreach (string reason in why)
            {
                reasons.Enqueue(reason);
            }

            if (isOnline || why.Count == 0)
            {
                await collection.AnnounceAsync(document, token);
                released.Enqueue(document);
            }
        });
        return new ReleasedDocuments(
            [.. released.OrderBy(document => document.Id).Select(document => new BatchDocument(document.FileName, document.Id, AlreadyExtracted: false))],
            [.. reasons],
            isOnline);
    }
}
