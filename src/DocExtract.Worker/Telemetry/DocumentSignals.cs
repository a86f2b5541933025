using System.Diagnostics.Metrics;
using DocExtract.Readers;
using DocExtract.Telemetry;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Telemetry;

/// <summary>Counts documents by what was stored of them; only what is committed counts.</summary>
internal static class DocumentSignals
{
    private static readonly Counter<long> Documents = Metric.Documents.AsCounter<long>();

    public static void Stored(Extraction document) =>
        Add(WireNames.Of(document.Verdict), document.DocumentType, document.Reader);

    public static void Rejected() => Add(WireNames.Of(Verdict.Rejected), null, null);

    /// <summary>A document that came again: it has the result of the one before, under review.</summary>
    public static void Copied() => Add(WireNames.Of(Verdict.NeedsReview), null, "copied");

    /// <summary>Starts the counters that alarms look at, so that the first of a kind is a step up from 0 and not merely there.</summary>
    /// <param name="types">The document types there are.</param>
    public static void StartCounting(IEnumerable<string> types)
    {
        string[] readers = [ReaderNames.EInvoice, ReaderNames.Offline, ReaderNames.Vision];
        var counters = types.SelectMany(type => readers.Select(reader => ((string?)type, (string?)reader))).Append((null, null));
        foreach (var (type, reader) in counters)
        {
            foreach (var verdict in Enum.GetValues<Verdict>())
            {
                Add(WireNames.Of(verdict), type, reader, 0);
            }
        }
    }

    private static void Add(string verdict, string? type, string? reader, long count = 1) =>
        Documents.Add(count, new("verdict", verdict), new("type", type ?? "none"), new("reader", reader ?? "none"));
}
