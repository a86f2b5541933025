using Microsoft.Extensions.Options;
using Npgsql;

namespace DocExtract.Worker.Results;

internal static class ResultsRegistration
{
    /// <summary>Postgres: claims and results.</summary>
    public static IServiceCollection AddResults(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PostgresOptions>().Bind(configuration.GetSection(PostgresOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PostgresOptions>, ValidatePostgresOptions>();
        services.AddSingleton(provider => NpgsqlDataSource.Create(provider.GetRequiredService<IOptions<PostgresOptions>>().Value.ConnectionString));
        services.AddSingleton<DocumentStore>();
        return services;
    }
}
