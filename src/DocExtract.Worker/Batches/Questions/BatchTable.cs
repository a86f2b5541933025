using System.Globalization;
using DocExtract.Worker.Reports;
using DocExtract.Worker.Results;
using Spectre.Console;

namespace DocExtract.Worker.Batches.Questions;

/// <summary>Batches as a person wants to see them.</summary>
internal static class BatchTable
{
    public static void Write(IReadOnlyList<ModelBatch> batches, TextWriter output)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns("batch", "model", "submitted", "documents", "questions", "answered", "failed", "cost", "status");
        foreach (var batch in batches)
        {
            table.AddRow(
                [.. new[]
                {
                    batch.Id.ToString(CultureInfo.InvariantCulture), batch.Model, batch.CreatedAt.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
                    batch.Documents.ToString(CultureInfo.InvariantCulture), batch.Questions.ToString(CultureInfo.InvariantCulture),
                    batch.Answered.ToString(CultureInfo.InvariantCulture), batch.Failed.ToString(CultureInfo.InvariantCulture),
                    batch.Cost.ToString("0.00####", CultureInfo.InvariantCulture), Status(batch),
                }.Select(Markup.Escape)]);
        }

        Tables.Console(output).Write(batches.Count == 0 ? table.Caption("no batches") : table);
    }

    private static string Status(ModelBatch batch)
    {
        string status = batch switch
        {
            { CollectedAt: not null, RemoteId: null } => "given up",
            { CollectedAt: not null } => "collected",
            { InputFileId: null } => "not sent",
            { RemoteId: null } => "sent, not confirmed",
            _ => batch.RemoteStatus ?? "unknown",
        };
        return batch.Error is { } error ? $"{status}: {error}" : status;
    }
}
