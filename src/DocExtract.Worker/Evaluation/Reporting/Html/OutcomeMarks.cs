using DocExtract.Worker.Drawing;
using DocExtract.Worker.Evaluation.Comparison;

namespace DocExtract.Worker.Evaluation.Reporting.Html;

/// <summary>Where the values of a document were found, coloured by whether they are right.</summary>
internal static class OutcomeMarks
{
    public static IEnumerable<Mark> Of(EvaluatedDocument document, int page) =>
        ExtractionMarks.Values(document.Extraction, page, pointer => KindOf(document.Result, pointer));

    /// <summary>What is known of the value of a JSON Pointer, such as <c>/seller/name</c> or <c>/lines/0/amount</c>.</summary>
    private static MarkKind KindOf(DocumentResult result, string pointer)
    {
        var field = pointer.Split('/') is ["", "lines", var row, var column]
            ? result.Rows?.FirstOrDefault(pair => $"{pair.Found}" == row)?.Cells.FirstOrDefault(cell => cell.Field == column)
            : result.Field(pointer.TrimStart('/').Replace('/', '.'));
        return field is null ? MarkKind.Value : field.IsGood() ? MarkKind.Right : MarkKind.Wrong;
    }
}
