namespace DocExtract.Pages;

/// <summary>Lets as many pages be drawn or read at once as there are cores to do it; the rest wait in line.</summary>
internal sealed class CpuGate(int parallelism) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(Math.Max(1, parallelism));

    /// <summary>Must not be nested: the inner one could wait for the outer one's slot.</summary>
    public T Run<T>(Func<T> work, CancellationToken cancellationToken)
    {
        _slots.Wait(cancellationToken);
        try
        {
            return work();
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();
}
