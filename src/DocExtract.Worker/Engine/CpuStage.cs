namespace DocExtract.Worker.Engine;

/// <summary>
/// Lets as many documents compute at one time as there are cores. One that waits for a model or the network holds no place; when it goes on, it
/// waits for those that compute just then, and not for others that have not begun: its model may have been paid, and its time runs.
/// </summary>
internal sealed class CpuStage(int width) : IDisposable
{
    private readonly TaskScheduler _places = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, width).ConcurrentScheduler;
    private readonly SemaphoreSlim _beginning = new(width);

    /// <summary>Runs work whose awaits come back to where they began, that is without <c>ConfigureAwait(false)</c> of its own.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, perhaps before it began.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => await await BeginAsync(work, cancellationToken);

    public void Dispose() => _beginning.Dispose();

    /// <summary>Ends with the work's first wait.</summary>
    private async Task<Task<T>> BeginAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _beginning.WaitAsync(cancellationToken);
        try
        {
            return await Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.DenyChildAttach, _places);
        }
        finally
        {
            _beginning.Release();
        }
    }
}
