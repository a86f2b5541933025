using DocExtract.Worker.Blobs;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Outbox;

internal static class OutboxRegistration
{
    /// <summary>Announcements of finished documents. Before the consumer, so that they go on while it drains.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutboxOptions>().Bind(configuration.GetSection(OutboxOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutboxOptions>, ValidateOutboxOptions>().AddSingleton<IValidateOptions<OutboxOptions>, ValidateWebhook>();
        services.AddSingleton<OutboxQueries>().AddSingleton<Repetition>();
        services.AddHostedService(provider => new OutboxDispatcher(
            [.. Destinations(provider)], provider.GetRequiredService<OutboxQueries>(), Value<OutboxOptions>(provider),
            provider.GetRequiredService<Repetition>(), provider.GetRequiredService<ILoggerFactory>()));
        return services;
    }

    /// <summary>Forgets the announcements that nobody is to be told of.</summary>
    public static IServiceCollection AddOutboxClearing(this IServiceCollection services) => services.AddHostedService(provider => new OutboxClearing(
        [.. Absent(Value<OutboxOptions>(provider))], provider.GetRequiredService<OutboxQueries>(), provider.GetRequiredService<Repetition>()));

    private static IEnumerable<IDestination> Destinations(IServiceProvider provider)
    {
        var options = Value<OutboxOptions>(provider);
        if (!string.IsNullOrEmpty(options.Queue))
        {
            yield return new OutputQueue(Storage.Queue(Value<StorageOptions>(provider), options.Queue), options.MessageTimeToLive);
        }

        if (!string.IsNullOrEmpty(options.WebhookUrl))
        {
            yield return new Webhook(new Uri(options.WebhookUrl), new WebhookSigner(options.WebhookSecret!), provider.GetRequiredService<TimeProvider>());
        }
    }

    private static IEnumerable<string> Absent(OutboxOptions options)
    {
        if (string.IsNullOrEmpty(options.WebhookUrl))
        {
            yield return "webhook";
        }

        if (string.IsNullOrEmpty(options.Queue))
        {
            yield return "queue";
        }
    }

    private static T Value<T>(IServiceProvider provider) where T : class => provider.GetRequiredService<IOptions<T>>().Value;
}
