using DocExtract.Worker.Engine;
using DocExtract.Worker.Telemetry;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Queue;

internal static class QueueRegistration
{
    /// <summary>The consumer and the work it does on each message.</summary>
    public static IServiceCollection AddQueue(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<QueueOptions>().Bind(configuration.GetSection(QueueOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<QueueOptions>, ValidateQueueOptions>();
        services.AddOptions<JobOptions>().Bind(configuration.GetSection(JobOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JobOptions>, ValidateJobOptions>();
        services.AddSingleton(provider => new JobSettings(
            Value<JobOptions>(provider), Value<QueueOptions>(provider).VisibilityTimeout, Value<ExtractionOptions>(provider).Type));
        services.AddSingleton<JobRunner>();
        services.AddSingleton<MessageSignals>(provider => new(
            provider.GetRequiredService<JobRunner>().RunAsync, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<QueueConsumer>(provider => new(
            provider.GetRequiredService<Queues>(), provider.GetRequiredService<MessageSignals>().RunAsync,
            provider.GetRequiredService<IOptions<QueueOptions>>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<QueueConsumer>>()));
        services.AddHostedService(provider => provider.GetRequiredService<QueueConsumer>());
        return services;
    }

    private static T Value<T>(IServiceProvider provider) where T : class => provider.GetRequiredService<IOptions<T>>().Value;
}
