using System.Globalization;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Batches;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Batches.Questions;

/// <summary>
/// The batches that are not collected, one by one: those of another endpoint or model are left alone, and what is wrong with one keeps
/// nobody from the others.
/// </summary>
internal sealed class OpenBatches(ModelBatches server, ModelBatchStore store, ModelBatchQueries queries)
{
    private readonly SortedDictionary<long, string> _remarks = [];

    /// <summary>A sentence for each batch that was left alone or failed.</summary>
    public IEnumerable<string> Remarks => _remarks.Values;

    /// <summary>Whether the server failed at one.</summary>
    public bool HasFailed { get; private set; }

    /// <param name="id">Only this one; null for all.</param>
    /// <param name="act">What is done with each that the settings serve.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task ForEachAsync(long? id, Func<ModelBatch, Task> act, CancellationToken cancellationToken)
    {
        foreach (var batch in await queries.ListAsync(id, onlyOpen: true, cancellationToken))
        {
            if ((batch.Endpoint, batch.Model) != (server.Address, server.Model))
            {
                _remarks[batch.Id] = OfOthers(batch);
                continue;
            }

            try
            {
                await act(batch);
            }
            catch (ModelCallException failure)
            {
                _remarks[batch.Id] = string.Create(CultureInfo.InvariantCulture, $"Batch {batch.Id}: {failure.Message}");
                HasFailed = true;
            }
        }
    }

    /// <summary>Asks the server how far each batch is.</summary>
    /// <param name="id">Only this one; null for all.</param>
    /// <param name="act">What is done with it then.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public Task LookAsync(long? id, Func<ModelBatch, BatchStatus, Task> act, CancellationToken cancellationToken) => ForEachAsync(
        id,
        async batch =>
        {
            if (batch.RemoteId is { } remote)
            {
                var status = await server.GetAsync(remote, cancellationToken);
                await store.SeenAsync(batch.Id, status);
                await act(batch, status);
            }
        },
        cancellationToken);

    private string OfOthers(ModelBatch batch) => string.Create(
        CultureInfo.InvariantCulture,
        $"Batch {batch.Id} is left alone: it asks {batch.Model} at {batch.Endpoint}, and the settings name {server.Model} at {server.Address}. To collect it: docextract batch collect {batch.Id} --endpoint {batch.Endpoint} --model {batch.Model}");
}
