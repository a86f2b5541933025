namespace DocExtract.Evidence;

/// <summary>
/// Finds the band of lines on which each row of a table stands: where most of the row's values stand together, after the row
/// before, and not where another row stands already.
/// </summary>
internal sealed class RowBands
{
    /// <summary>Lines above the row's own line that may hold a part of it.</summary>
    private const int LinesAbove = 1;

    /// <summary>Lines below, where a description wraps.</summary>
    private const int LinesBelow = 5;

    /// <summary>Places of one value that are tried as the row's line, before and after the row before.</summary>
    private const int PlacesTried = 20;

    /// <summary>The rarest values of a row, whose places are tried.</summary>
    private const int ValuesTried = 3;

    private readonly HashSet<int> _taken = [];
    private int _previous = -1;

    /// <summary>Chooses the best place of each value of the next row; null for values without any.</summary>
    internal IReadOnlyList<(Sighting Sighting, double Support)?> Place(IReadOnlyList<Candidate> row)
    {
        if (LineOf(row) is not { } line)
        {
            return [.. row.Select(_ => ((Sighting, double)?)null)];
        }

        _taken.Add(line);
        _previous = line;
        int anchors = row.Count(cell => InBand(cell, line) is { } sighting && !cell.IsCommon(sighting));
        return [.. row.Select(cell => Choose(cell, line, anchors))];
    }

    private static (Sighting, double)? Choose(Candidate cell, int line, int anchors)
    {
        if (InBand(cell, line) is { } inBand)
        {
            // A lone digit counts where its row is known by something else.
            return (inBand, cell.IsCommon(inBand) && anchors == 0 ? Math.Min(Support.Anywhere, inBand.Quality) : inBand.Quality);
        }

        // A rate is often printed once for all rows.
        double outside = cell.Kind == FieldKind.Rate ? Support.OtherLabel : Support.OutsideRow;
        return cell.Sightings.Count == 0 ? null
            : cell.Sightings.MaxBy(sighting => sighting.Quality) is var best && cell.IsCommon(best!)
                ? (best!, Math.Min(Support.Anywhere, best!.Quality))
                : (best!, best!.Quality * outside);
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

    private double Score(IReadOnlyList<Candidate> row, int line) =>
        row.Sum(cell => InBand(cell, line) is { } sighting ? Weight(cell, sighting) * Proximity(sighting.Line - line) * sighting.Quality : 0)
        + (line > _previous ? 0.3 : 0)
        - (_taken.Contains(line) ? 1.5 : 0);

    private static double Weight(Candidate cell, Sighting sighting) =>
        cell.IsCommon(sighting) ? 0.3 : cell.Kind == FieldKind.Rate ? 0.5 : cell.Kind == FieldKind.Text ? 1.5 : 1;

    private static double Proximity(int distance) => distance == 0 ? 1 : Math.Abs(distance) == 1 ? 0.7 : 0.4;

    private static Sighting? InBand(Candidate cell, int line)
    {
        Sighting? best = null;
        double bestWorth = 0;
        for (int i = LowerBound(cell.Sightings, line - LinesAbove); i < cell.Sightings.Count; i++)
        {
            var sighting = cell.Sightings[i];
            if (sighting.Line > line + LinesBelow)
            {
                break;
            }

            double worth = Proximity(sighting.Line - line) * sighting.Quality;
            if (worth > bestWorth)
            {
                (best, bestWorth) = (sighting, worth);
            }
        }

        return best;
    }

    /// <summary>Index of the first sighting on or after a line.</summary>
    private static int LowerBound(IReadOnlyList<Sighting> sightings, int line)
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
