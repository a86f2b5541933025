using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DocExtract.Telemetry;

/// <summary>Where spans and metrics come from. Nothing is made and nothing is kept while nobody listens.</summary>
public static class Signals
{
    /// <summary>What to listen to, for spans as for metrics.</summary>
    public const string Name = "DocExtract";

    public static ActivitySource Source { get; } = new(Name);

    /// <summary>What every metric is measured with.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Notes that a span's work failed, by the kind of failure: its message may quote what nobody may see.</summary>
    public static void Fail(Activity? span, string kind)
    {
        span?.SetStatus(ActivityStatusCode.Error);
        span?.SetTag("error.type", kind);
    }
}
