using DocExtract.Worker.Evaluation.Comparison;
using DocExtract.Worker.Evaluation.Scores;

namespace DocExtract.Worker.Evaluation.Reporting;

/// <summary>What is told of a set, the same in every format.</summary>
internal static class ScoreGrids
{
    private static readonly string[] FieldHeaders = ["field", "printed", "found", "right", "wrong", "missing", "invented", "right %", "95 % interval"];

    public static string Title(SetRun set) =>
        $"{set.Name}: {Figures.Count(set.Documents.Count)} documents, {Figures.Count(set.Score.Pages)} pages, "
        + $"{Figures.Seconds(set.Score.SecondsPerPage)} s a page with {Figures.Count(set.Parallel)} documents at a time "
        + $"({Figures.Seconds(set.ClockSeconds / Math.Max(1, set.Score.Pages))} s of the clock)";

    /// <summary>One row a field; then one a column of the item tables.</summary>
    public static Grid OfFields(SetScore score) => new(1, FieldHeaders,
    [
        .. score.Fields.Select(field => Row(field, "")),
        .. (score.Lines?.Columns ?? []).Select(column => Row(column, "lines.")),
    ]);

    /// <summary>What is counted by document and by row.</summary>
    public static Grid OfWholes(SetScore score) => new(1, ["whole", "of", "right", "right %", "95 % interval"],
    [
        .. Rows("seller.name alike (0.9)", score.SellerAlike),
        .. Rows("receipts: total, date and seller alike", score.ReceiptsAllThree),
        .. Rows("documents with the whole header right", score.Headers),
        .. Rows("documents with everything right", score.Everything),
        .. OfLines(score.Lines),
        .. Rows("documents accepted", score.Accepted),
        .. Rows("totals right among accepted", score.TotalsOfAccepted),
        .. Rows("whole headers right among accepted", score.HeadersOfAccepted),
        .. Rows("verdicts as the manifest expects", score.Verdicts),
    ]);

    /// <summary>Everything of a set that is not right.</summary>
    public static Grid OfMistakes(SetRun set) => new(4, ["document", "field", "truth", "found"],
        [.. set.Documents.SelectMany(document => Mistakes(document).Select(mistake => (string[])[document.Id, .. mistake]))]);

    /// <summary>Everything of a document that is not right: field, truth, what was found.</summary>
    public static IEnumerable<string[]> Mistakes(DocumentResult document)
    {
        foreach (var field in document.Fields.Where(field => !field.IsGood()))
        {
            yield return [field.Field, field.Truth ?? "(none printed)", field.Found ?? "(nothing)"];
        }

        if (document.Rows is { } rows && !document.AreLinesRight())
        {
            var score = LineScore.Of(rows);
            yield return
            [
                "lines", $"{Figures.Count(score.Printed)} rows, {Figures.Count(score.Cells.Of)} cells",
                $"{Figures.Count(score.Given)} rows, {Figures.Count(score.Matched)} of those printed; {Figures.Count(score.Cells.Right)} cells right",
            ];
        }

        if (document.VerdictAsExpected == false)
        {
            yield return ["verdict", "(see the manifest)", $"{document.Verdict} {document.Code}".TrimEnd()];
        }
    }

    private static IReadOnlyList<string> Row(FieldScore field, string prefix) =>
    [
        prefix + field.Field, Figures.Count(field.Scored), Figures.Count(field.Found), Figures.Count(field.Right), Figures.Count(field.Wrong),
        Figures.Count(field.Missing), field.Unprinted == 0 ? "-" : $"{Figures.Count(field.Invented)} of {Figures.Count(field.Unprinted)}",
        Figures.Percent(field.Accuracy.Value), Figures.Interval(field.Accuracy),
    ];

    private static IEnumerable<IReadOnlyList<string>> OfLines(LineScore? lines) => lines is null ? [] :
    [
        .. Rows("lines: rows found of those printed (recall)", lines.Recall),
        .. Rows("lines: rows right of those given (precision)", lines.Precision),
        ["lines: F1 of rows", "", "", Figures.Percent(lines.F1), ""],
        .. Rows("lines: cells", lines.Cells),
        .. Rows("lines: cells of the rows found", lines.CellsOfMatched),
    ];

    private static IEnumerable<IReadOnlyList<string>> Rows(string name, Rate rate) => rate.Of == 0 ? [] :
        [[name, Figures.Count(rate.Of), Figures.Count(rate.Right), Figures.Percent(rate.Value), Figures.Interval(rate)]];
}
