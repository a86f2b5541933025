using DocExtract.Checks;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Splitting;
using DocExtract.Worker.Evaluation.Faults;

namespace DocExtract.Worker.Evaluation.LongTables;

/// <summary>What became of one reading of a generated invoice.</summary>
/// <param name="Kind">What was wrong with it.</param>
/// <param name="Accepted">It was accepted.</param>
/// <param name="Reasons">Why it was not.</param>
internal sealed record TableResult(string Kind, bool Accepted, IReadOnlyList<string> Reasons);

/// <summary>What became of all readings of a generated invoice.</summary>
/// <param name="Layout">How it is set.</param>
/// <param name="Rows">Rows of its table.</param>
/// <param name="Pages">Its pages.</param>
/// <param name="OpenSeconds">To open it, read its words and part it.</param>
/// <param name="JudgeSeconds">To judge one reading, on average.</param>
/// <param name="Results">The truthful reading first.</param>
internal sealed record TableTrial(string Layout, int Rows, int Pages, double OpenSeconds, double JudgeSeconds, IReadOnlyList<TableResult> Results);

/// <summary>
/// Draws invoices with long tables, plays a reader that says the truth and then readers that lose or double rows, and sees which
/// are accepted. Each is judged by the engine as any reader's answer, on the words of the drawn pages.
/// </summary>
/// <param name="extractor">The engine.</param>
/// <param name="time">For the clock.</param>
internal sealed class TableEvaluator(Extractor extractor, TimeProvider time)
{
    private const string Type = "invoice";

    public static IReadOnlyList<int> Sizes { get; } = [25, 100, 400, 800, 1600, 3200];

    public async Task<TableTrial> TryAsync(TableLayout layout, int rows, CancellationToken cancellationToken)
    {
        var invoice = TableInvoice.Of(layout, rows);
        var (pdf, rowsBefore) = TablePages.Draw(invoice);
        long opened = time.GetTimestamp();
        var parts = extractor.Open($"{invoice.Number}.pdf", pdf, cancellationToken);
        var part = parts is [var only] ? only : throw new InvalidOperationException($"{invoice.Number} was taken for {parts.Count} documents.");
        part.Document.Pages.ToList().ForEach(page => page.ReadWords(cancellationToken));
        double openSeconds = time.GetElapsedTime(opened).TotalSeconds;

        long judged = time.GetTimestamp();
        List<TableResult> results = [];
        foreach (var reading in TableFaults.Of(invoice, rowsBefore).Prepend(new TableReading(TableFaults.Complete, invoice.ToJson())))
        {
            results.Add(await JudgeAsync(reading, part, cancellationToken));
        }

        double judgeSeconds = time.GetElapsedTime(judged).TotalSeconds / results.Count;
        return new TableTrial(layout.Name, rows, rowsBefore.Count, openSeconds, judgeSeconds, results);
    }

    private async Task<TableResult> JudgeAsync(TableReading reading, DocumentPart part, CancellationToken cancellationToken)
    {
        var judged = await extractor.With([new LyingReader(reading.Data)]).ReadAsync(part, Type, new MemoryAccount(), cancellationToken);
        return new TableResult(
            reading.Kind, judged.Verdict == Verdict.Accepted,
            [.. judged.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => $"{finding.Rule} {finding.Field}: {finding.Message}")]);
    }
}
