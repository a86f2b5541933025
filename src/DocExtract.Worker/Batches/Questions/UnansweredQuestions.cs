using DocExtract.Readers.Vision.Accounting;
using DocExtract.Sources;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Jobs;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Batches.Questions;

/// <summary>
/// What a document would have asked online if it were read now: its questions that no remembered answer fits, because the batch has not
/// answered them, or because they are asked otherwise now than they were in the batch. Reading it for that costs time and no money.
/// </summary>
internal sealed class UnansweredQuestions(
    Extractor extractor, Inbox inbox, JobSettings settings, ContentTwins twins, ModelBatchStore store, ModelBatchQueries queries, ModelBudgets budgets)
{
    /// <returns>For each question why it has no answer; nothing when the document can be read for what the batch has cost.</returns>
    public async Task<IReadOnlyList<string>> OfAsync(AnsweredDocument document, CancellationToken cancellationToken)
    {
        var asked = await queries.AskedAsync(document.Id, cancellationToken);
        List<string> reasons = [];
        var collector = new QuestionCollector(
            async (planned, _, token) =>
            {
                if (!await store.IsAnsweredAsync(planned.QuestionSha256, budgets.CacheMaxAge, token))
                {
                    reasons.Add(Why(planned, asked));
                }
            },
            (words, token) => twins.WasReadBeforeAsync(document.Id, words, token));
        try
        {
            var blob = inbox.Find(new Uri(document.SourceUri));
            var content = await inbox.DownloadAsync(blob, document.ETag, cancellationToken);
            await extractor.ExtractAsync(document.FileName, content, document.RequestedType ?? settings.DocumentType, collector, cancellationToken);
        }
        catch (DocumentRejectedException)
        {
            // It will not be asked about: the worker finds the same, and says so in its row.
        }

        return collector.AsksForType ? [.. reasons, "need their document's type told first, which is asked online: name it with --type"] : reasons;
    }

    private static string Why(PlannedCall now, IReadOnlyList<AskedQuestion> asked) =>
        asked.Where(then => then.QuestionSha256 == now.QuestionSha256).ToList() is { Count: > 0 } same
            ? same.Exists(then => then.IsAnswered) ? "have answers older than Vision__CacheMaxAge" : "were not answered by their batch"
            : $"would be asked otherwise now: {Difference(now, asked)}";

    private static string Difference(PlannedCall now, IReadOnlyList<AskedQuestion> asked) =>
        asked.All(then => (then.Endpoint, then.Model) != (now.Endpoint, now.Model)) ? $"another endpoint or model ({now.Model}) than in their batch"
        : asked.All(then => then.PromptSha256 != now.PromptSha256) ? "another prompt, schema or version than in their batch"
        : "other pictures, words or settings than in their batch (or they were never in one)";
}
