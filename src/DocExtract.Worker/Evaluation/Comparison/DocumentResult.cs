namespace DocExtract.Worker.Evaluation.Comparison;

/// <summary>How a document came out.</summary>
/// <param name="Id">File name without extension.</param>
/// <param name="Verdict">As it is written in results: <c>accepted</c>, <c>needs_review</c>, <c>rejected</c>.</param>
/// <param name="Code">Code of the rejection.</param>
/// <param name="VerdictAsExpected">Null where the manifest expects none.</param>
/// <param name="Complete">The truth names all that is printed: what is not in <paramref name="Fields"/> is neither printed nor given.</param>
/// <param name="Reader">Whose reading it is.</param>
/// <param name="Pages">At least 1, so that times a page can be told.</param>
/// <param name="Seconds">From taking the bytes to the verdict, beside what else was being read.</param>
/// <param name="Fields">Header fields with a known truth, in its order; then those invented.</param>
/// <param name="Rows">Rows of the item table; null where the truth knows nothing of it.</param>
internal sealed record DocumentResult(
    string Id, string Verdict, string? Code, bool? VerdictAsExpected, bool Complete, string? Reader, int Pages, double Seconds,
    IReadOnlyList<FieldResult> Fields, IReadOnlyList<RowResult>? Rows)
{
    public FieldResult? Field(string name) => Fields.FirstOrDefault(field => field.Field == name);

    public bool IsAccepted() => Verdict == "accepted";

    /// <summary>Whether any header field is known.</summary>
    public bool HasHeader() => Fields.Count > 0;

    public bool IsHeaderRight() => Fields.All(field => field.IsGood());

    public bool AreLinesRight() => Rows is null || Rows.All(row => row.IsMatched() && row.Cells.All(cell => cell.IsGood()));

    public bool IsAllRight() => IsHeaderRight() && AreLinesRight() && VerdictAsExpected != false;
}
