using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using DocExtract.Telemetry;
using DocExtract.Worker.Queue;

namespace DocExtract.Worker.Telemetry;

/// <summary>The work on each message as a span, which goes on with the trace that the message carries, and what became of it as a number.</summary>
internal sealed class MessageSignals(Func<Delivery, CancellationToken, Task<Outcome>> handle, TimeProvider time)
{
    private static readonly Counter<long> Messages = Metric.Messages.AsCounter<long>();
    private static readonly Histogram<double> Ages = Metric.MessageAge.AsHistogram<double>();

    private int _running;

    /// <summary>Messages that are worked on at the moment.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Does what it wraps, and tells of it.</summary>
    public async Task<Outcome> RunAsync(Delivery delivery, CancellationToken stopping)
    {
        Interlocked.Increment(ref _running);
        try
        {
            using var span = Start(delivery.Message);
            var outcome = await handle(delivery, stopping);
            Tell(span, delivery.Message, outcome);
            return outcome;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Starts the counters that alarms look at, so that the first of a kind is a step up from 0 and not merely there.</summary>
    public static void StartCounting()
    {
        foreach (var outcome in new[] { "done", "later", "poison" })
        {
            Messages.Add(0, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    /// <summary>Notes on the message's span which document it is about.</summary>
    public static void Note(long documentId, int attempt) =>
        Activity.Current?.SetTag("docextract.document.id", documentId).SetTag("docextract.attempt", attempt);

    private static Activity? Start(QueueMessage message)
    {
        if (!Signals.Source.HasListeners())
        {
            return null;
        }

        _ = ActivityContext.TryParse(TraceParent.Of(message.Body), null, isRemote: true, out var parent);
        return Signals.Source.StartActivity(ActivityKind.Consumer, parent, name: "process document", tags:
        [
            new("messaging.system", "azure_queue_storage"),
            new("messaging.operation.type", "process"),
            new("messaging.operation.name", "process"),
            new("messaging.message.id", message.MessageId),
            new("docextract.message.dequeue_count", message.DequeueCount),
        ]);
    }

    private void Tell(Activity? span, QueueMessage message, Outcome outcome)
    {
        var name = new KeyValuePair<string, object?>("outcome", NameOf(outcome));
        Messages.Add(1, name);
        span?.SetTag("docextract.outcome", name.Value);
        if (outcome is Outcome.Poison or Outcome.StopLine)
        {
            Signals.Fail(span, NameOf(outcome));
        }

        if (outcome is Outcome.Done or Outcome.Poison && message.InsertedOn is { } inserted)
        {
            Ages.Record(Math.Max(0, (time.GetUtcNow() - inserted).TotalSeconds), name);
        }
    }

    /// <summary>Of whatever outcome there is: <c>stop_line</c> of <see cref="Outcome.StopLine"/>.</summary>
    private static string NameOf(Outcome outcome) => JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.GetType().Name);
}
