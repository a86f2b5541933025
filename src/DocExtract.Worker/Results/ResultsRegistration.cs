using DocExtract.Worker.Engine;
using DocExtract.Worker.History;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DocExtract.Worker.Results;

internal static class ResultsRegistration
{
    /// <summary>Postgres: claims, results and what models cost.</summary>
    public static IServiceCollection AddResults(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PostgresOptions>().Bind(configuration.GetSection(PostgresOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PostgresOptions>, ValidatePostgresOptions>();
        services.AddSingleton(provider => NpgsqlDataSource.Create(provider.GetRequiredService<IOptions<PostgresOptions>>().Value.ConnectionString));
        services.AddOptions<HistoryOptions>().Bind(configuration.GetSection(HistoryOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HistoryOptions>, ValidateHistoryOptions>();
        services.AddSingleton(provider => new DocumentStore(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<IOptions<HistoryOptions>>().Value));
        services.AddSingleton<ContentTwins>();
        services.AddSingleton<WaitingDocuments>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<VisionSettings>>().Value.ToBudgets());
        services.AddSingleton<ModelAccounts>();
        return services;
    }
}
