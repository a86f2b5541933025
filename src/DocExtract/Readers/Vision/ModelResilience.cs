using DocExtract.Telemetry;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace DocExtract.Readers.Vision;

/// <summary>How often and how patiently an endpoint is asked: the only place that retries; the SDK's own retries are off.</summary>
internal static class ModelResilience
{
    /// <summary>A new attempt after failures that may pass; a rest for an endpoint of which most calls fail.</summary>
    public static ResiliencePipeline Retries(VisionOptions options, TimeProvider time)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Attempts > 1)
        {
            pipeline.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Attempts - 1,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                MaxDelay = options.MaxRetryAfter,
                ShouldHandle = attempt => new ValueTask<bool>(IsWorthRetrying(attempt.Outcome.Exception, options.MaxRetryAfter)),

                // Null means the back-off above. MaxDelay does not bound what is returned here; IsWorthRetrying does.
                DelayGenerator = attempt => new ValueTask<TimeSpan?>(WaitOf(attempt.Outcome.Exception)),
                OnRetry = _ =>
                {
                    ModelSignals.Again(options.Model);
                    return default;
                },
            });
        }

        return pipeline.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(15),
            ShouldHandle = attempt => new ValueTask<bool>(IsDown(attempt.Outcome.Exception)),
        }).Build();
    }

    /// <summary>The time that one attempt has.</summary>
    public static ResiliencePipeline Timeout(VisionOptions options, TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(new TimeoutStrategyOptions { Timeout = options.Timeout }).Build();

    private static bool IsWorthRetrying(Exception? failure, TimeSpan longestWait) => failure switch
    {
        ModelCallException { IsTransient: true, RetryAfter: var wait } => wait is null || wait <= longestWait,
        BrokenCircuitException { RetryAfter: { } wait } => wait <= longestWait,
        TimeoutRejectedException => true,
        _ => false,
    };

    private static TimeSpan? WaitOf(Exception? failure) => failure switch
    {
        ModelCallException refused => refused.RetryAfter,
        BrokenCircuitException resting => resting.RetryAfter,
        _ => null,
    };

    /// <summary>Whether the endpoint itself is not well, rather than busy or asked wrongly.</summary>
    private static bool IsDown(Exception? failure) =>
        failure is TimeoutRejectedException or ModelCallException { IsTransient: true, Status: null or (>= 500 and not (503 or 529)) };
}
