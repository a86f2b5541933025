using DocExtract.Worker.Queue;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Blobs;

internal static class StorageRegistration
{
    /// <summary>The storage account: the inbox and the queues.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section))
            .Validate(
                options => options.IsConfigured,
                "No storage account is configured: set Storage__ConnectionString, or Storage__AccountName to sign in with the environment's identity.")
            .Validate(options => AreDifferent(options.Containers), "Storage__InboxContainers names a container twice.")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, ValidateStorageOptions>();
        services.AddOptions<QueueOptions>().Bind(configuration.GetSection(QueueOptions.Section))
            .Validate(
                options => AreDifferent(options.InOrder.Append(options.PoisonName)),
                "Queue__Names and Queue__PoisonName name a queue twice; each must be another one.")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<QueueOptions>, ValidateQueueOptions>();
        services.AddSingleton(provider => new ByteBudget(Value<StorageOptions>(provider).BytesInFlight));
        services.AddSingleton(provider => Storage.Containers(Value<StorageOptions>(provider)));
        services.AddSingleton<Inbox>();
        services.AddSingleton(provider => Storage.Queues(Value<StorageOptions>(provider), Value<QueueOptions>(provider)));
        return services;
    }

    private static bool AreDifferent(IEnumerable<string> names) => names.GroupBy(name => name).All(same => same.Count() == 1);

    private static T Value<T>(IServiceProvider provider) where T : class => provider.GetRequiredService<IOptions<T>>().Value;
}
