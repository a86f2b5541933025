namespace DocExtract.Worker.Jobs;

/// <summary>Lets any number in side by side, and one that asks for it alone: after those before it have left, and before those behind it.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing to dispose of.
internal sealed class Solitude
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _door = new(1, 1);
    private readonly Lock _count = new();
    private int _inside;
    private TaskCompletionSource _empty = Open();

    /// <summary>Waits for its turn; the place is left by disposing of it.</summary>
    /// <param name="alone">Whether nobody else may be inside.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IDisposable> EnterAsync(bool alone, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken);
        if (!alone)
        {
            Enter();
            _door.Release();
            return new Place(Leave);
        }

        try
        {
            // The door stays shut meanwhile: whoever is alone keeps it.
            await Empty().WaitAsync(cancellationToken);
            return new Place(() => _door.Release());
        }
        catch (OperationCanceledException)
        {
            _door.Release();
            throw;
        }
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        open.SetResult();
        return open;
    }

    private Task Empty()
    {
        lock (_count)
        {
            return _empty.Task;
        }
    }

    private void Enter()
    {
        lock (_count)
        {
            _empty = _inside++ == 0 ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : _empty;
        }
    }

    private void Leave()
    {
        lock (_count)
        {
            if (--_inside == 0)
            {
                _empty.SetResult();
            }
        }
    }

    private sealed class Place(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
