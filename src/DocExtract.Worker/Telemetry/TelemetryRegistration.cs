using DocExtract.Telemetry;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DocExtract.Worker.Telemetry;

internal static class TelemetryRegistration
{
    private const string ServiceName = "docextract";

    /// <summary>Memory and threads of the process, from the runtime itself.</summary>
    private const string RuntimeMeter = "System.Runtime";

    /// <summary>Metrics for Prometheus to fetch; spans and metrics sent to a collector where one is named. Nothing is kept for nobody.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(TelemetryOptions.Section);
        services.AddOptions<TelemetryOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, ValidateTelemetryOptions>();
        var options = section.Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (options.JsonLogs)
        {
            services.AddLogging(WriteJson);
        }

        bool collector = !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        if (!options.Prometheus && !collector)
        {
            return services;
        }

        services.AddSingleton<WatchQueries>().AddHostedService<Watch>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName).AddEnvironmentVariableDetector())
            .WithMetrics(metrics => Add(metrics, options.Prometheus, collector));
        if (collector)
        {
            telemetry.WithTracing(traces => traces.AddSource(Signals.Name).AddOtlpExporter());
        }

        return services;
    }

    /// <summary>Serves <c>/metrics</c> where that is wanted. From here on whatever is counted is kept.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        _ = app.Services.GetService<MeterProvider>();
        if (app.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value.Prometheus)
        {
            app.MapPrometheusScrapingEndpoint("/metrics");
        }
    }

    private static void WriteJson(ILoggingBuilder logging) => logging.AddJsonConsole(format =>
    {
        format.IncludeScopes = true;
        format.UseUtcTimestamp = true;
        format.TimestampFormat = "O";
    });

    private static void Add(MeterProviderBuilder metrics, bool prometheus, bool collector)
    {
        metrics.AddMeter(Signals.Name, RuntimeMeter);
        if (prometheus)
        {
            metrics.AddPrometheusExporter();
        }

        if (collector)
        {
            metrics.AddOtlpExporter();
        }
    }
}
