using System.Text.Json.Nodes;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Splitting;
using DocExtract.Worker.Evaluation.Faults;

namespace DocExtract.Worker.Evaluation.Generated;

/// <summary>
/// Invents invoices, plants one wrong amount in the reading of each, and sees whether the checks find it and what they propose.
/// The same seed gives the same invoices and faults. The pages are words in memory: no file, no OCR.
/// </summary>
/// <param name="extractor">The engine.</param>
/// <param name="parallel">Invoices at the same time, at least 1.</param>
/// <param name="time">For the clock.</param>
internal sealed class GeneratedInvoices(Extractor extractor, int parallel, TimeProvider time)
{
    private const string Type = "invoice";

    /// <param name="count">How many.</param>
    /// <param name="seed">Tells which.</param>
    /// <param name="done">Told after each, from any thread.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<FaultSet> TryAsync(int count, int seed, Action done, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        var documents = new FaultDocument[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, options, async (i, token) =>
        {
            documents[i] = await TryAsync(new Random(HashCode(seed, i)), $"{seed}-{i}", token);
            done();
        });
        return new FaultSet("generated", time.GetElapsedTime(started).TotalSeconds, documents);
    }

    private async Task<FaultDocument> TryAsync(Random random, string id, CancellationToken cancellationToken)
    {
        var dialect = Dialect.All[random.Next(Dialect.All.Count)];
        var truth = new Ledger(dialect, random).Make();
        var document = new InvoicePainter(dialect, random).Paint(truth);
        var part = new DocumentPart(document, 1, document.Pages.Count, null, []);
        var fault = Slip.In(truth, random);
        var honest = await JudgeAsync(truth, part, cancellationToken);
        var judged = await JudgeAsync(fault.Data, part, cancellationToken);
        return FaultJudge.Of(id, isDigital: true, honest, addsUp: true, [FaultJudge.Of(fault, truth, judged)]);
    }

    private Task<Extraction> JudgeAsync(JsonObject says, DocumentPart part, CancellationToken cancellationToken) =>
        extractor.With([new LyingReader(says.DeepClone().AsObject())]).ReadAsync(part, Type, new MemoryAccount(), cancellationToken);

    /// <summary>The same in every run, unlike the platform's.</summary>
    private static int HashCode(int seed, int i) => unchecked((seed * 1_000_003) + i);
}
