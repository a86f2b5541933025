namespace DocExtract;

/// <summary>
/// The time that the engine itself works on one file. It stands still while somebody else is waited for, so that a slow endpoint is no
/// fault of the file. Safe to use from several threads.
/// </summary>
internal sealed class WorkTime : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _cancellation;
    private readonly Lock _gate = new();
    private TimeSpan _left;
    private long _since;
    private int _waits;

    public WorkTime(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        (_time, _left, _since, _cancellation) = (time, limit, time.GetTimestamp(), cancellationToken);
        _over = new CancellationTokenSource(limit, time);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _over.Token);
    }

    /// <summary>Ends the work: cancelled, or out of time.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Whether whoever asked for the work wants it no more.</summary>
    public bool IsCancelled => _cancellation.IsCancellationRequested;

    /// <summary>Whether the time is up.</summary>
    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>The clock stands still until what is returned is disposed of.</summary>
    public IDisposable Pause()
    {
        lock (_gate)
        {
            if (_waits++ == 0 && !IsOver)
            {
                _left -= _time.GetElapsedTime(_since);
                _over.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }

        return new Wait(this);
    }

    public void Dispose()
    {
        _end.Dispose();
        _over.Dispose();
    }

    private void GoOn()
    {
        lock (_gate)
        {
            if (--_waits == 0 && !IsOver)
            {
                _since = _time.GetTimestamp();
                _over.CancelAfter(_left > TimeSpan.Zero ? _left : TimeSpan.Zero);
            }
        }
    }

    private sealed class Wait(WorkTime work) : IDisposable
    {
        private WorkTime? _work = work;

        public void Dispose() => Interlocked.Exchange(ref _work, null)?.GoOn();
    }
}
