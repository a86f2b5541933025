using System.Collections.Concurrent;
using System.Globalization;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Worker.Evaluation.LongTables;
using DocExtract.Worker.Evaluation.Reporting;
using DocExtract.Worker.Results;

namespace DocExtract.Fuzz.Crowd;

/// <summary>One document of a crowd: what it is, what became of it, how long it took.</summary>
internal sealed record CrowdDocument(string Kind, bool IsHostile, string Outcome, double Seconds);

/// <summary>A crowd that was read.</summary>
/// <param name="Documents">Its documents.</param>
/// <param name="Parallel">How many were read at a time.</param>
/// <param name="HealthySeconds">What the healthy ones alone took, in a run of their own.</param>
/// <param name="Seconds">What all of them took.</param>
/// <param name="Peak">The most memory of the process in bytes.</param>
/// <param name="Limit">What one document may take.</param>
internal sealed record CrowdResult(IReadOnlyList<CrowdDocument> Documents, int Parallel, double HealthySeconds, double Seconds, long Peak, TimeSpan Limit)
{
    /// <summary>A document is not left in the very moment its limit is reached.</summary>
    private const double Delay = 3;

    /// <summary>Two runs on one machine differ by as much.</summary>
    private const double Noise = 1.25;

    private IEnumerable<CrowdDocument> Hostile => Documents.Where(document => document.IsHostile);

    /// <summary>The time of the healthy ones and the limits of the hostile ones.</summary>
    private double Bound => (Noise * HealthySeconds) + (Hostile.Count() * (Limit.TotalSeconds + Delay) / Parallel);

    public bool Holds(long memory) => Peak <= memory && Seconds <= Bound
        && Documents.All(document => document.Seconds <= Limit.TotalSeconds + Delay && document.Outcome.Length > 0)
        && Documents.Where(document => !document.IsHostile).All(document => document.Outcome == "accepted");

    public string ToText(long memory)
    {
        var kinds = new Grid(
            2, ["document", "outcomes", "documents", "slowest"],
            [
                .. Documents.GroupBy(document => document.Kind).OrderByDescending(kind => kind.Count()).Select(kind => new[]
                {
                    kind.Key, string.Join(", ", kind.Select(document => document.Outcome).Distinct().Order()), Number(kind.Count()), $"{kind.Max(document => document.Seconds):0.0} s",
                }),
            ]);
        return string.Create(CultureInfo.InvariantCulture, $"""
            {kinds.ToText()}
            {Documents.Count} documents, {Hostile.Count()} of them hostile, {Parallel} at a time: {Seconds:0} s; the healthy ones alone {HealthySeconds:0} s; allowed {Bound:0} s
            peak memory {Peak / 1048576.0:0} MiB; allowed {memory / 1048576.0:0} MiB
            {Documents.Count(document => document.Outcome.Length > 0)} in a final outcome
            """);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Reads a crowd of PDFs, once without the hostile ones and once with them.</summary>
internal static class CrowdRun
{
    private static readonly TimeSpan DocumentLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PageLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    public static async Task<CrowdResult> RunAsync(int documents, int hostile, Action<string> tell, CancellationToken cancellationToken)
    {
        int bad = documents * hostile / 100;
        List<(string Kind, bool IsHostile, byte[] Content)> healthy = [.. Enumerable.Range(0, documents - bad).Select(Healthy)];
        var made = HostilePdfs.All.Select(kind => (kind.Name, true, kind.Make())).ToList();
        List<(string Kind, bool IsHostile, byte[] Content)> all = [.. healthy, .. Enumerable.Range(0, bad).Select(i => made[i % made.Count])];
        Shuffle(all);

        using var engine = new Engine(DocumentLimit, PageLimit);
        await ReadAsync(engine.Extractor, [.. healthy.Take(10)], cancellationToken);
        tell($"{healthy.Count} healthy documents");
        var (_, alone, _) = await ReadAsync(engine.Extractor, healthy, cancellationToken);
        tell($"{all.Count} documents, {bad} of them hostile");
        var (read, together, peak) = await ReadAsync(engine.Extractor, all, cancellationToken);
        return new CrowdResult(read, Environment.ProcessorCount, alone, together, peak, DocumentLimit);
    }

    private static (string, bool, byte[]) Healthy(int number)
    {
        var layout = TableLayout.All[number % TableLayout.All.Count];
        return ("healthy invoice", false, TablePages.Draw(TableInvoice.Of(layout, 5 + (number % 40))).Pdf);
    }

    /// <summary>Always in the same way.</summary>
    private static void Shuffle<T>(List<T> list) => new Random(1).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list));

    private static async Task<(IReadOnlyList<CrowdDocument> Documents, double Seconds, long Peak)> ReadAsync(
        Extractor engine, IReadOnlyList<(string Kind, bool IsHostile, byte[] Content)> documents, CancellationToken cancellationToken)
    {
        long peak = 0, started = TimeProvider.System.GetTimestamp();
        await using var watch = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, TimeSpan.Zero, LookInterval);
        ConcurrentQueue<CrowdDocument> read = [];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(documents, options, async (document, token) =>
        {
            long begun = TimeProvider.System.GetTimestamp();
            var extraction = await engine.ExtractAsync("crowd.pdf", document.Content, null, new MemoryAccount(), token);
            string outcome = extraction.Rejection is { } rejection ? $"rejected {WireNames.Of(rejection.Code)}" : WireNames.StatusOf(extraction);
            read.Enqueue(new CrowdDocument(document.Kind, document.IsHostile, outcome, TimeProvider.System.GetElapsedTime(begun).TotalSeconds));
        });
        return ([.. read], TimeProvider.System.GetElapsedTime(started).TotalSeconds, peak);
    }
}
