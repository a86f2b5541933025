using System.Threading.RateLimiting;

namespace DocExtract.Readers.Vision.Pacing;

/// <summary>
/// How fast one endpoint is asked: never more calls at a time than it bears, never more requests and tokens a minute than the
/// account allows, and not before it says that it will answer again. Long waits are the queue's: they are thrown.
/// </summary>
internal sealed class EndpointPace(VisionOptions options, int concurrency, ModelFailures failures, TimeProvider time)
{
    // What an answer usually has: endpoints count it in advance.
    private const int TokensOfAnswer = 1_000;

    private readonly AdaptiveConcurrency _places = new(concurrency);
    private readonly TokenBucketRateLimiter? _requests = PerMinute(options.RequestsPerMinute);
    private readonly TokenBucketRateLimiter? _tokens = PerMinute(options.TokensPerMinute);
    private readonly Lock _lock = new();
    private RateLimits? _limits;
    private long _limitsTold;
    private DateTimeOffset _notBefore;

    /// <summary>Waits for the call's turn; to be ended by <see cref="Leave"/>.</summary>
    /// <exception cref="ModelCallException">The endpoint will not answer for longer than is waited in place.</exception>
    public async Task EnterAsync(long inputTokens, CancellationToken cancellationToken)
    {
        await _places.EnterAsync(cancellationToken);
        try
        {
            long tokens = inputTokens + TokensOfAnswer;
            while (Wait(tokens) is var wait && wait > TimeSpan.Zero)
            {
                await PauseAsync(wait, cancellationToken);
            }

            await TakeAsync(_requests, 1, cancellationToken);
            await TakeAsync(_tokens, (int)Math.Min(tokens, options.TokensPerMinute ?? 0), cancellationToken);
        }
        catch
        {
            _places.Leave(null);
            throw;
        }
    }

    /// <summary>Ends a call's turn.</summary>
    /// <param name="wasTooMuch">True when the endpoint refused it because of too many; false when it answered; null when neither.</param>
    public void Leave(bool? wasTooMuch) => _places.Leave(wasTooMuch);

    /// <summary>Remembers what the endpoint said about its limits.</summary>
    /// <param name="limits">What is left.</param>
    /// <param name="retryAfter">How long it wants to be left alone; null when it does not say.</param>
    public void Learn(RateLimits limits, TimeSpan? retryAfter)
    {
        lock (_lock)
        {
            (_limits, _limitsTold) = (limits, time.GetTimestamp());
            var notBefore = time.GetUtcNow() + (retryAfter ?? TimeSpan.Zero);
            _notBefore = notBefore > _notBefore ? notBefore : _notBefore;
        }
    }

    private TimeSpan Wait(long tokens)
    {
        lock (_lock)
        {
            var forLimits = (_limits?.WaitFor(tokens) ?? TimeSpan.Zero) - time.GetElapsedTime(_limitsTold);
            var forPause = _notBefore - time.GetUtcNow();
            return forLimits > forPause ? forLimits : forPause;
        }
    }

    private async Task PauseAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (wait > options.MaxRetryAfter)
        {
            throw failures.NotYet(wait);
        }

        await Task.Delay(wait, time, cancellationToken);
    }

    private async Task TakeAsync(TokenBucketRateLimiter? limiter, int count, CancellationToken cancellationToken)
    {
        if (limiter is null)
        {
            return;
        }

        using var now = limiter.AttemptAcquire(count);
        if (now.IsAcquired)
        {
            return;
        }

        if (now.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > options.MaxRetryAfter)
        {
            throw failures.NotYet(wait);
        }

        using var turn = await limiter.AcquireAsync(count, cancellationToken);
    }

    /// <summary>A minute's worth at once, then refilled piece by piece.</summary>
    private static TokenBucketRateLimiter? PerMinute(int? limit) => limit is not { } most ? null : new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = most,
        TokensPerPeriod = Math.Max(1, most / 60),
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / ((double)most / Math.Max(1, most / 60)),
        QueueLimit = int.MaxValue,
    });
}
