using System.Globalization;
using DocExtract.Worker.Reports;
using DocExtract.Worker.Results;
using Spectre.Console;

namespace DocExtract.Worker.Batches;

/// <summary>What a person sees of a run: progress while it goes on, a table at the end.</summary>
internal sealed class BatchDisplay(TextWriter output, TimeProvider time)
{
    private readonly IAnsiConsole _console = Tables.Console(output);

    /// <summary>Shows the counts until <paramref name="next"/> says that nothing more comes (null).</summary>
    /// <param name="total">Documents of the run.</param>
    /// <param name="next">Waits a moment and gives the counts.</param>
    public Task FollowAsync(int total, Func<Task<BatchCounts?>> next) =>
        _console.Profile.Out.IsTerminal ? FollowLiveAsync(total, next) : FollowInLinesAsync(total, next);

    /// <summary>What the models cost; nothing where none was asked.</summary>
    public void Spend(BatchSpend spend)
    {
        if (spend.Calls + spend.Cached > 0)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{spend.Calls} calls to models, {spend.Cached} answers from earlier ones; cost {spend.Cost:0.00####} (docextract report calls)."));
        }
    }

    /// <summary>One row a document; a file that holds several has a row for each.</summary>
    public void Summary(IReadOnlyList<BatchDocument> files, ILookup<long, BatchRow> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns("file", "type", "seller", "number", "date");
        table.AddColumn(new TableColumn("total").RightAligned());
        table.AddColumns("verdict", "first reason");
        var documents = files.SelectMany(file => rows[file.DocumentId], (file, row) => (File: file, Row: row)).ToList();
        foreach (var (file, row) in documents)
        {
            table.AddRow(
                Plain(row.Part is null ? file.File : row.Name), Plain(row.DocumentType), Plain(row.SellerName), Plain(row.InvoiceNumber),
                Plain(row.DocumentDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Plain(Total(row)),
                Verdict(row.Status), Plain(file.AlreadyExtracted ? $"already extracted. {row.Reason}".TrimEnd() : row.Reason));
        }

        _console.Write(table);
        int already = files.Count(file => file.AlreadyExtracted);
        int waiting = documents.Count(document => document.Row.Status is "queued" or "processing");
        int Count(string status) => documents.Count(document => document.Row.Status == status);
        output.WriteLine(
            $"{documents.Count} documents{(documents.Count > files.Count ? $" in {files.Count} files" : "")}: "
            + $"{Count("accepted")} accepted, {Count("needs_review")} need review, {Count("rejected")} rejected"
            + (waiting > 0 ? $", {waiting} not finished" : "")
            + (already > 0 ? $"; {already} already extracted (--again reads them anew)." : "."));
    }

    private Task FollowLiveAsync(int total, Func<Task<BatchCounts?>> next) => _console.Progress()
        .AutoClear(true)
        .Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn())
        .StartAsync(async progress =>
        {
            long started = time.GetTimestamp();
            var task = progress.AddTask("starting", maxValue: Math.Max(total, 1));
            while (await next() is { } counts)
            {
                task.Value = counts.Finished;
                task.Description = Line(total, counts, time.GetElapsedTime(started));
            }

            task.Value = task.MaxValue;
        });

    /// <summary>One line whenever something changed, so that a log file tells the same story.</summary>
    private async Task FollowInLinesAsync(int total, Func<Task<BatchCounts?>> next)
    {
        long started = time.GetTimestamp();
        int shown = -1;
        while (await next() is { } counts)
        {
            if (counts.Finished != shown)
            {
                shown = counts.Finished;
                await output.WriteLineAsync(Line(total, counts, time.GetElapsedTime(started)));
            }
        }
    }

    private static string Line(int total, BatchCounts counts, TimeSpan elapsed)
    {
        double perMinute = counts.Finished / Math.Max(elapsed.TotalMinutes, 1e-3);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.Finished}/{total} done, {perMinute:F0} documents/min, {counts.Accepted} accepted, {counts.NeedsReview} review, {counts.Rejected} rejected");
    }

    private static string Total(BatchRow row) =>
        row.Total is { } total ? $"{total.ToString("#,##0.00##", CultureInfo.InvariantCulture)} {row.Currency}".TrimEnd() : "";

    private static string Verdict(string status) => status switch
    {
        "accepted" => "[green]accepted[/]",
        "needs_review" => "[yellow]needs review[/]",
        "rejected" => "[red]rejected[/]",
        _ => status,
    };

    private static string Plain(string? text) => Markup.Escape(text ?? "");
}
