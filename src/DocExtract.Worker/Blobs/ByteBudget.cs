namespace DocExtract.Worker.Blobs;

/// <summary>
/// How many bytes of documents are held at one time. First come, first served: small documents do not overtake a large one for ever. One
/// that is larger than the whole budget takes all of it, and so goes alone. Safe to use from several threads.
/// </summary>
internal sealed class ByteBudget(long most)
{
    private readonly Lock _lock = new();
    private readonly Queue<Place> _waiting = new();
    private long _held;

    /// <summary>Bytes that are held now.</summary>
    public long Held
    {
        get
        {
            lock (_lock)
            {
                return _held;
            }
        }
    }

    /// <summary>Waits until there is room; held until the place is disposed of.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; nothing is held.</exception>
    public async Task<IDisposable> EnterAsync(long bytes, CancellationToken cancellationToken)
    {
        var place = new Place(this, Math.Clamp(bytes, 1, most));
        lock (_lock)
        {
            _waiting.Enqueue(place);
            Admit();
        }

        await using var given = cancellationToken.Register(() => Forget(place, cancellationToken));
        await place.Turn.Task;
        return place;
    }

    /// <summary>Whoever stands behind one that gave up may have room at once.</summary>
    private void Forget(Place place, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            place.Turn.TrySetCanceled(cancellationToken);
            Admit();
        }
    }

    private void Leave(Place place)
    {
        lock (_lock)
        {
            _held -= place.Bytes;
            Admit();
        }
    }

    private void Admit()
    {
        while (_waiting.TryPeek(out var next) && (next.Turn.Task.IsCanceled || _held + next.Bytes <= most))
        {
            _waiting.Dequeue();
            _held += next.Turn.TrySetResult() ? next.Bytes : 0;
        }
    }

    private sealed class Place(ByteBudget budget, long bytes) : IDisposable
    {
        private bool _left;

        public long Bytes => bytes;

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _left, true))
            {
                budget.Leave(this);
            }
        }
    }
}
