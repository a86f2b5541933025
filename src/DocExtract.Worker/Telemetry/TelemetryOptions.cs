using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Telemetry;

/// <summary>
/// What the worker tells about itself. Where spans and metrics are sent to is set by OpenTelemetry's own variables:
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, <c>OTEL_SERVICE_NAME</c>, <c>OTEL_RESOURCE_ATTRIBUTES</c>, <c>OTEL_TRACES_SAMPLER</c>.
/// </summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>Whether <c>/metrics</c> is served on the health port, in the form that Prometheus reads; true by default.</summary>
    public bool Prometheus { get; init; } = true;

    /// <summary>Whether the log is lines of JSON, with the trace each belongs to, rather than text; false by default.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>How often queues, stuck documents and the day's budget are looked at, as long as somebody asks for them; 30 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(30);
}

[OptionsValidator]
internal sealed partial class ValidateTelemetryOptions : IValidateOptions<TelemetryOptions>;
