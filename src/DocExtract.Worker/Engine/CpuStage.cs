namespace DocExtract.Worker.Engine;

/// <summary>
/// Lets as many documents compute at one time as there are cores. One that waits for a model or the network holds no place: it takes its
/// turn again when it goes on, first come, first served.
/// </summary>
internal sealed class CpuStage(int width)
{
    private readonly TaskScheduler _places = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, width).ConcurrentScheduler;

    /// <summary>Runs work whose awaits come back to where they began, that is without <c>ConfigureAwait(false)</c> of its own.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.DenyChildAttach, _places).Unwrap();
}
