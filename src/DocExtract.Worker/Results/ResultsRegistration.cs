using DocExtract.Schemas;
using DocExtract.Worker.Engine;
using DocExtract.Worker.History;
using DocExtract.Worker.Queue;
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
        services.AddSingleton(provider => Open(provider.GetRequiredService<IOptions<PostgresOptions>>().Value.ConnectionString));
        services.AddOptions<HistoryOptions>().Bind(configuration.GetSection(HistoryOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HistoryOptions>, ValidateHistoryOptions>();
        services.AddSingleton(provider => new DocumentStore(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<IOptions<HistoryOptions>>().Value,
            provider.GetRequiredService<Patience>(), provider.GetService<SchemaCatalog>()));
        services.AddSingleton(PatienceOf).AddSingleton<StoreCheck>();
        services.AddSingleton<ContentTwins>();
        services.AddSingleton<WaitingDocuments>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<VisionSettings>>().Value.ToBudgets());
        services.AddSingleton<ModelAccounts>();
        return services;
    }

    /// <summary>A stopping worker waits for Postgres no longer than it drains.</summary>
    private static Patience PatienceOf(IServiceProvider provider)
    {
        var drained = new CancellationTokenSource();
        var drain = provider.GetRequiredService<IOptions<QueueOptions>>().Value.DrainTimeout;
        provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping.Register(() => drained.CancelAfter(drain));
        return new Patience(
            provider.GetRequiredService<IOptions<PostgresOptions>>().Value.HoldResultsFor, provider.GetRequiredService<TimeProvider>(), drained.Token);
    }

    /// <summary>What Npgsql says of a setting that it does not know may be the half of a password that has a ; in it.</summary>
    private static NpgsqlDataSource Open(string connectionString)
    {
        try
        {
            return NpgsqlDataSource.Create(connectionString);
        }
        catch (ArgumentException)
        {
            throw new ArgumentException(
                "Postgres__ConnectionString cannot be read. Write Host=...;Database=...;Username=...;Password=..., a value that holds ; or = or quotes in double quotes.");
        }
    }
}
