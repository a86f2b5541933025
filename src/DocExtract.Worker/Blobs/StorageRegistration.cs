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
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, ValidateStorageOptions>();
        services.AddSingleton(provider => Storage.Inbox(Value<StorageOptions>(provider)));
        services.AddSingleton<Inbox>();
        services.AddSingleton(provider => Storage.Queues(Value<StorageOptions>(provider), Value<QueueOptions>(provider)));
        return services;
    }

    private static T Value<T>(IServiceProvider provider) where T : class => provider.GetRequiredService<IOptions<T>>().Value;
}
