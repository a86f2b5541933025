using Npgsql;
using Polly;
using Polly.Retry;

namespace DocExtract.Worker.Results;

/// <summary>For what was paid for: tried again for about 16 seconds when Postgres is away.</summary>
internal static class Patience
{
    public static readonly ResiliencePipeline WithPostgres = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(failure => failure.IsTransient),
            MaxRetryAttempts = 6,
            Delay = TimeSpan.FromMilliseconds(250),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();
}
