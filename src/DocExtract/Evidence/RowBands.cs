namespace DocExtract.Evidence;

/// <summary>
/// Finds the lines on which each row of a table stands: where most of the row's values stand together, after the row before,
/// and not where another row stands already. A row reaches up and down to the rows beside it, numbers less far than texts.
/// </summary>
internal sealed class RowBands
{
    /// <summary>Places of one value that are tried as the row's line, before and after the row before.</summary>
    private const int PlacesTried = 20;

    /// <summary>The rarest values of a row, whose places are tried.</summary>
    private const int ValuesTried = 3;

    private readonly HashSet<int> _taken = [];
    private int _previous = -1;

    /// <summary>The best place of each value of a table, row by row; null for values without any.</summary>
    internal static IReadOnlyList<IReadOnlyList<Placement?>> Place(
        IReadOnlyList<IReadOnlyList<Candidate>> rows, CancellationToken cancellationToken)
    {
        var bands = new RowBands();
        int?[] lines = [.. rows.Select(row =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return bands.Take(row);
        })];
        int[] taken = [.. bands._taken.Order()];
        return [.. rows.Zip(lines, (row, line) => line is { } own ? Between(taken, own).Place(row) : [.. row.Select(_ => (Placement?)null)])];
    }

    private int? Take(IReadOnlyList<Candidate> row)
    {
        if (LineOf(row) is not { } line)
        {
            return null;
        }

        _taken.Add(line);
        _previous = line;
        return line;
    }

    private static RowBand Between(int[] taken, int line)
    {
        int at = Array.BinarySearch(taken, line);
        return new RowBand(line, at > 0 ? taken[at - 1] : int.MinValue, at + 1 < taken.Length ? taken[at + 1] : int.MaxValue);
    }

    private int? LineOf(IReadOnlyList<Candidate> row)
    {
        var lines = row.Where(cell => cell.Sightings.Count > 0)
            .OrderBy(cell => cell.Sightings.Count)
            .Take(ValuesTried)
            .SelectMany(LinesTried)
            .Distinct()
            .ToList();
        return lines.Count == 0 ? null : lines.MaxBy(line => (Score(row, line), -line));
    }

    private IEnumerable<int> LinesTried(Candidate cell)
    {
        int after = LowerBound(cell.Sightings, _previous + 1);
        int first = Math.Max(0, after - PlacesTried);
        return cell.Sightings.Skip(first).Take(after - first + PlacesTried).Select(sighting => sighting.Line);
    }

    private double Score(IReadOnlyList<Candidate> row, int line)
    {
        var band = new RowBand(line, int.MinValue, int.MaxValue);
        HashSet<(PageText, int)> counted = [];
        return row.Sum(cell => Worth(cell, band, counted))
            + (line > _previous ? 0.3 : 0)
            - (_taken.Contains(line) ? 1.5 : 0);
    }

    /// <summary>A number that is printed once counts once: of quantity, price and amount that are all 1, a lone 1 elsewhere makes no row.</summary>
    private static double Worth(Candidate cell, RowBand band, HashSet<(PageText, int)> counted)
    {
        if (band.Best(cell, cell.IsNumber ? counted : []) is not { } sighting)
        {
            return 0;
        }

        if (cell.IsNumber)
        {
            counted.UnionWith(sighting.Places);
        }

        return Weight(cell, sighting) * band.Proximity(sighting) * sighting.Quality;
    }

    private static double Weight(Candidate cell, Sighting sighting) =>
        cell.IsCommon(sighting) ? 0.3 : cell.Kind == FieldKind.Rate ? 0.5 : cell.Kind == FieldKind.Text ? 1.5 : 1;

    /// <summary>Index of the first sighting on or after a line.</summary>
    internal static int LowerBound(IReadOnlyList<Sighting> sightings, int line)
    {
        int low = 0;
        for (int high = sightings.Count; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = sightings[middle].Line < line ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
