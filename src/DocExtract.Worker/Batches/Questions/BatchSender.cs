using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Readers.Vision.Batches;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Batches.Questions;

/// <summary>Sends filled batches: file first, batch second, each noted before the next, so that nothing is made twice.</summary>
internal sealed class BatchSender(ModelBatches server, ModelBatchStore store, ModelBatchQueries queries, OpenBatches open)
{
    public async Task SendAsync(QuestionFile questions, CancellationToken cancellationToken)
    {
        string file = await server.UploadAsync(questions.Rewind(), $"docextract-{questions.BatchId}.jsonl", cancellationToken);
        await store.UploadedAsync(questions.BatchId, file);
        await store.SeenAsync(questions.BatchId, await server.CreateAsync(file, cancellationToken));
    }

    /// <summary>
    /// Ends what an interrupted command left: a batch whose questions were uploaded is looked for, and made if there is none; one whose
    /// questions never left, or that the server will never make, is given up, and what it had reserved is free again.
    /// </summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (var batch in await queries.ListAsync(null, onlyOpen: true, cancellationToken))
        {
            if (batch.InputFileId is null)
            {
                await GiveUpAsync(batch, "Never sent: the command was interrupted.", cancellationToken);
            }
        }

        await open.ForEachAsync(
            null,
            async batch =>
            {
                if (batch is { InputFileId: { } file, RemoteId: null })
                {
                    await MakeAsync(batch, file, cancellationToken);
                }
            },
            cancellationToken);
    }

    private async Task MakeAsync(ModelBatch batch, string file, CancellationToken cancellationToken)
    {
        if (await server.FindAsync(file, cancellationToken) is { } found)
        {
            await store.SeenAsync(batch.Id, found);
            return;
        }

        try
        {
            await store.SeenAsync(batch.Id, await server.CreateAsync(file, cancellationToken));
        }
        catch (ModelCallException refused) when (refused is { IsTransient: false, Status: 400 or 404 or 413 or 415 or 422 })
        {
            await GiveUpAsync(batch, $"Never made: {refused.Message}", cancellationToken);
        }
    }

    private async Task GiveUpAsync(ModelBatch batch, string reason, CancellationToken cancellationToken)
    {
        foreach (var (call, plan) in await store.OpenAsync(batch.Id, cancellationToken))
        {
            var unsent = new ModelCall { Plan = plan, State = CallState.Failed, Error = reason };
            await store.SettleAsync(call, new BatchAnswer(unsent, null), "failed", TimeSpan.Zero);
        }

        await store.CollectedAsync(batch.Id, reason);
    }
}
