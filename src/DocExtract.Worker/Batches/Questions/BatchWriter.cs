using DocExtract.Readers.Vision.Accounting;
using DocExtract.Readers.Vision.Batches;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Batches.Questions;

/// <summary>Puts questions into batches, one file after the other. Takes questions from several threads, one at a time.</summary>
internal sealed class BatchWriter(
    BatchSender sender, ModelBatchStore store, ModelBatches server, ModelBudgets budgets, BatchLimits limits) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private QuestionFile? _file;

    /// <summary>Batches sent.</summary>
    public int Batches { get; private set; }

    /// <summary>Questions in them; what another batch asks already is not asked again.</summary>
    public int Questions { get; private set; }

    /// <summary>Puts a question into a batch unless it is answered or asked already.</summary>
    /// <returns>Whether its document must wait for a batch: not when the answer is there, nor when a budget does not cover it.</returns>
    public async Task<bool> AddAsync(long documentId, PlannedCall planned, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return !await store.IsAnsweredAsync(planned.QuestionSha256, budgets.CacheMaxAge, cancellationToken)
                && (await store.JoinAsync(documentId, planned.QuestionSha256, cancellationToken)
                    || await WriteAsync(documentId, planned with { ReservedCost = planned.ReservedCost * server.Share }, body, cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends what is written.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (_file is { Count: > 0 } full)
        {
            await sender.SendAsync(full, cancellationToken);
            Batches++;
            Questions += full.Count;
        }

        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_file?.DisposeAsync() ?? ValueTask.CompletedTask);
        _file = null;
    }

    /// <summary>Booked before it is written: a crash in between leaves a batch that was never sent.</summary>
    private async Task<bool> WriteAsync(long documentId, PlannedCall planned, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var line = BatchLine.Write(planned.QuestionSha256, body);
        if (_file?.HasRoomFor(line, limits) == false)
        {
            await SendAsync(cancellationToken);
        }

        _file ??= new QuestionFile(await store.BeginAsync(planned.Endpoint, planned.Model, server.Price, cancellationToken));
        try
        {
            await store.AddAsync(_file.BatchId, documentId, planned, budgets, cancellationToken);
        }
        catch (BudgetExceededException)
        {
            return false;
        }

        await _file.AppendAsync(line, cancellationToken);
        return true;
    }
}
