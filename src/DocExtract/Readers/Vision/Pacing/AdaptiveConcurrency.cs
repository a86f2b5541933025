namespace DocExtract.Readers.Vision.Pacing;

/// <summary>
/// How many calls an endpoint bears at one time: halved when it says that it is too much, one more after every round that went
/// well (additive increase, multiplicative decrease). Waiting calls go on in the order they came.
/// </summary>
internal sealed class AdaptiveConcurrency(int most)
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private double _limit = most;
    private int _running;

    // Calls that were under way together are refused together: that is one sign, not many.
    private int _ignoreRefusals;

    /// <summary>Calls that may run now.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
            {
                return Math.Max(1, (int)_limit);
            }
        }
    }

    /// <summary>Waits for a place; to be given back by <see cref="Leave"/>.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (_running < Math.Max(1, (int)_limit) && _waiting.Count == 0)
            {
                _running++;
                return;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        using var given = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task;
    }

    /// <summary>Gives the place back.</summary>
    /// <param name="wasTooMuch">True when the endpoint refused the call because of too many; false when it answered; null when neither.</param>
    public void Leave(bool? wasTooMuch)
    {
        lock (_lock)
        {
            if (wasTooMuch == true && _ignoreRefusals-- <= 0)
            {
                _limit = Math.Max(1, _limit / 2);
                _ignoreRefusals = _running - 1;
            }
            else if (wasTooMuch == false)
            {
                _limit = Math.Min(most, _limit + (1 / _limit));
                _ignoreRefusals = 0;
            }

            _running--;
            while (_running < Math.Max(1, (int)_limit) && _waiting.TryDequeue(out var next))
            {
                _running += next.TrySetResult() ? 1 : 0;
            }
        }
    }
}
