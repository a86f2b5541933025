using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DocExtract.Telemetry;

/// <summary>A stage of the work on a document: a span, and its time in <see cref="Metric.StageDuration"/>.</summary>
public sealed class Stage
{
    public const string Claim = "claim";
    public const string Download = "download";
    public const string Open = "open";
    public const string Split = "split";
    public const string Read = "read";
    public const string Check = "check";
    public const string Repair = "repair";
    public const string Save = "save";

    private static readonly Histogram<double> Durations = Metric.StageDuration.AsHistogram<double>();
    private readonly Activity? _span;
    private readonly long _started = Stopwatch.GetTimestamp();
    private TagList _tags;

    private Stage(string name, string? reader)
    {
        _tags.Add("stage", name);
        _span = Signals.Source.StartActivity(reader is null ? name : $"{name} {reader}");
        if (reader is not null)
        {
            _tags.Add("reader", reader);
            _span?.SetTag("docextract.reader", reader);
        }
    }

    /// <param name="name">One of the constants.</param>
    /// <param name="work">What is done.</param>
    public static T Run<T>(string name, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var stage = new Stage(name, null);
        try
        {
            var result = work();
            stage.End(null);
            return result;
        }
        catch (Exception failure)
        {
            stage.End(failure);
            throw;
        }
    }

    /// <param name="name">One of the constants.</param>
    /// <param name="work">What is done.</param>
    /// <param name="reader">The reader whose work it is.</param>
    public static async Task<T> RunAsync<T>(string name, Func<Task<T>> work, string? reader = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        var stage = new Stage(name, reader);
        try
        {
            var result = await work();
            stage.End(null);
            return result;
        }
        catch (Exception failure)
        {
            stage.End(failure);
            throw;
        }
    }

    private void End(Exception? failure)
    {
        if (failure is not null)
        {
            _tags.Add("error_type", failure.GetType().Name);
            Signals.Fail(_span, failure.GetType().Name);
        }

        Durations.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, _tags);
        _span?.Dispose();
    }
}
