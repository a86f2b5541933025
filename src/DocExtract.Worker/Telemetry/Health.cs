using System.ComponentModel.DataAnnotations;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Telemetry;

/// <summary>Where health is asked.</summary>
internal sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>Port of <c>/healthz/live</c> and <c>/healthz/ready</c>; 8080 by default, 0 for any free one.</summary>
    [Range(0, 65535)]
    public int Port { get; init; } = 8080;

    /// <summary>How long the receiving loop may stand still before the worker counts as hung; 2 minutes by default.</summary>
    [Range(typeof(TimeSpan), "00:00:30", "1.00:00:00")]
    public TimeSpan LoopTimeout { get; init; } = TimeSpan.FromMinutes(2);
}

[OptionsValidator]
internal sealed partial class ValidateHealthOptions : IValidateOptions<HealthOptions>;

/// <summary>Liveness: the receiving loop moves, whatever its dependencies do. Readiness: Postgres and the queues answer.</summary>
internal static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HealthOptions>().Bind(configuration.GetSection(HealthOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HealthOptions>, ValidateHealthOptions>();
        return services;
    }

    /// <summary>Listens on the port; nothing else is served there.</summary>
    public static void MapHealth(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<HealthOptions>>().Value;
        app.Urls.Add($"http://*:{options.Port}");
        app.MapGet("/healthz/live", (QueueConsumer consumer, TimeProvider time) => Live(time.GetUtcNow() - consumer.LastPoll, options));
        app.MapGet("/healthz/ready", ReadyAsync);
    }

    private static IResult Live(TimeSpan silence, HealthOptions options) => silence < options.LoopTimeout
        ? TypedResults.Ok()
        : TypedResults.Problem("The receiving loop stands still.", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> ReadyAsync(QueueConsumer consumer, StoreCheck store, Queues queues, CancellationToken cancellationToken)
    {
        try
        {
            if ((consumer.Obstacle ?? await store.ObstacleAsync(cancellationToken)) is { } obstacle)
            {
                return TypedResults.Problem(obstacle, statusCode: StatusCodes.Status503ServiceUnavailable);
            }

            await Task.WhenAll(queues.Work.Select(queue => queue.GetPropertiesAsync(cancellationToken)));
            return TypedResults.Ok();
        }
        catch (Exception unreachable) when (unreachable is Azure.RequestFailedException or AggregateException)
        {
            return TypedResults.Problem(unreachable.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
