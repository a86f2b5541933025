using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Intake;

internal static class SweepRegistration
{
    /// <summary>What finds files that no message announced; not running by itself.</summary>
    public static IServiceCollection AddSweep(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SweepOptions>().Bind(configuration.GetSection(SweepOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SweepOptions>, ValidateSweepOptions>();
        services.AddSingleton<SweepQueries>();
        services.AddSingleton<Sweep>();
        services.AddSingleton<Sweeper>();
        return services;
    }
}
