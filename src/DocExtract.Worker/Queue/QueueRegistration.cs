using DocExtract.Readers;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Jobs;
using DocExtract.Worker.Results;
using DocExtract.Worker.Telemetry;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Queue;

internal static class QueueRegistration
{
    /// <summary>The consumer and the work it does on each message.</summary>
    public static IServiceCollection AddQueue(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<JobOptions>().Bind(configuration.GetSection(JobOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JobOptions>, ValidateJobOptions>();
        services.AddSingleton(provider => new JobSettings(
            Value<JobOptions>(provider), Value<QueueOptions>(provider).VisibilityTimeout, Value<ExtractionOptions>(provider).Type));
        services.AddSingleton<Deletions>();
        services.AddSingleton<AttemptEnd>();
        services.AddSingleton<ExtractionStage>();
        services.AddSingleton<Attempt>();
        services.AddSingleton<Claimant>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<MessageSignals>(provider => new(
            provider.GetRequiredService<JobRunner>().RunAsync, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => WorkRoom.Of(
            Value<QueueOptions>(provider), Value<ExtractionOptions>(provider).Pages.Parallelism, provider.GetRequiredService<IReadOnlyList<IReader>>()));
        services.AddSingleton<Reception>();
        services.AddSingleton<Func<Delivery, CancellationToken, Task<Outcome>>>(provider => provider.GetRequiredService<MessageSignals>().RunAsync);
        services.AddSingleton<Pause>(provider => new(
            provider.GetRequiredService<StoreCheck>().ObstacleAsync, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Pause>>()));
        services.AddSingleton<QueueConsumer>();
        services.AddHostedService(provider => provider.GetRequiredService<QueueConsumer>());
        return services;
    }

    private static T Value<T>(IServiceProvider provider) where T : class => provider.GetRequiredService<IOptions<T>>().Value;
}
