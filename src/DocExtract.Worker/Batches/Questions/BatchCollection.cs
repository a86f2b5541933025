using DocExtract.Readers.Vision.Accounting;
using DocExtract.Readers.Vision.Batches;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Batches.Questions;

/// <summary>Takes over the answers of batches that have ended, and gives their documents to the workers.</summary>
internal sealed class BatchCollection(ModelBatches server, ModelBatchStore store, BatchIntake intake, ModelBudgets budgets)
{
    /// <summary>Takes over what became of each question of a batch that has ended. Harmless when done before, wholly or in part.</summary>
    public async Task CollectAsync(ModelBatch batch, BatchStatus status, CancellationToken cancellationToken)
    {
        var open = await store.OpenAsync(batch.Id, cancellationToken);
        var calls = open.ToDictionary(call => call.Value.QuestionSha256, call => call.Key);
        var plans = open.Values.ToDictionary(plan => plan.QuestionSha256);
        foreach (string file in new[] { status.OutputFileId, status.ErrorFileId }.OfType<string>())
        {
            await foreach (var answer in server.ReadAsync(file, plans, batch.Price ?? server.Price, cancellationToken))
            {
                if (calls.Remove(answer.Call.Plan.QuestionSha256, out long call))
                {
                    await store.SettleAsync(call, answer, answer.Answer is null ? "failed" : "answered", budgets.CacheMaxAge);
                }
            }
        }

        foreach (var (question, call) in calls)
        {
            await store.SettleAsync(call, Lost(plans[question], status), status.WasRefused ? "failed" : "missing", budgets.CacheMaxAge);
        }

        await store.CollectedAsync(batch.Id, status.Error);
    }

    /// <summary>Tells the workers of a document. Whatever interrupts it, the next collection does it again, or a worker has it.</summary>
    public async Task AnnounceAsync(AnsweredDocument document, CancellationToken cancellationToken)
    {
        await store.LetGoAsync(document.Id, cancellationToken);
        await intake.AnnounceAsync(new Announcement(new Uri(document.SourceUri), document.ETag, document.RequestedType), cancellationToken);
        await store.ForgetAsync(document.Id, cancellationToken);
    }

    /// <summary>What a batch that was refused never asked costs nothing; what it does not speak of may have been charged.</summary>
    private static BatchAnswer Lost(PlannedCall plan, BatchStatus status) => new(
        status.WasRefused
            ? new ModelCall { Plan = plan, State = CallState.Failed, Error = $"The batch was refused: {status.Error ?? "no reason given"}" }
            : new ModelCall { Plan = plan, State = CallState.Uncertain, Cost = plan.ReservedCost, Error = $"The batch ended as {status.Status} without a word of this question." },
        null);
}
