using DocExtract.Worker.Evaluation.Comparison;

namespace DocExtract.Worker.Evaluation.Scores;

/// <summary>How the item tables of a set, or of a document, came out.</summary>
internal sealed record LineScore
{
    /// <summary>Rows that are printed.</summary>
    public required int Printed { get; init; }

    /// <summary>Rows that were given.</summary>
    public required int Given { get; init; }

    /// <summary>Rows that are both.</summary>
    public required int Matched { get; init; }

    /// <summary>Cells that are right, of all that the truth knows: those of a row that was not found are not right.</summary>
    public required Rate Cells { get; init; }

    /// <summary>Cells that are right, of those in rows that were found.</summary>
    public required Rate CellsOfMatched { get; init; }

    /// <summary>The same by column.</summary>
    public required IReadOnlyList<FieldScore> Columns { get; init; }

    public Rate Precision => new(Matched, Given);

    public Rate Recall => new(Matched, Printed);

    /// <summary>Harmonic mean of precision and recall; 1 where no row is printed and none was given.</summary>
    public double F1 => Printed + Given == 0 ? 1 : 2.0 * Matched / (Printed + Given);

    public static LineScore Of(IEnumerable<RowResult> rows)
    {
        var all = rows.ToList();
        var known = all.Where(row => row.Truth is not null).ToList();
        var matched = known.Where(row => row.IsMatched()).ToList();
        return new LineScore
        {
            Printed = known.Count,
            Given = all.Count(row => row.Found is not null),
            Matched = matched.Count,
            Cells = Right(known),
            CellsOfMatched = Right(matched),
            Columns = [.. known.SelectMany(row => row.Cells).GroupBy(cell => cell.Field).Select(column => FieldScore.Of(column.Key, column))],
        };
    }

    private static Rate Right(List<RowResult> rows)
    {
        var cells = rows.SelectMany(row => row.Cells).ToList();
        return new Rate(cells.Count(cell => cell.Outcome == Outcome.Right), cells.Count);
    }
}
