namespace DocExtract.Evidence;

/// <summary>The lines around a row's own line, between the rows above and below.</summary>
internal readonly record struct RowBand(int Line, int RowAbove, int RowBelow)
{
    /// <summary>Lines above and below the row's own line where a text may begin, since descriptions wrap.</summary>
    private const int TextReach = 5;

    /// <summary>Lines above the row's own line that may hold a number of it.</summary>
    private const int NumbersAbove = 1;

    /// <summary>Lines below that may.</summary>
    private const int NumbersBelow = 2;

    internal double Proximity(Sighting sighting) => Math.Abs(sighting.Line - Line) switch { 0 => 1, 1 => 0.7, _ => 0.4 };

    /// <summary>The place of a value that stands nearest to the row's own line, if any stands in the band.</summary>
    internal Sighting? Best(Candidate cell) => Best(cell, []);

    /// <summary>
    /// The best place of each value. A number within the description counts only if it stands nowhere else, and little: of
    /// <c>Juice 500ml</c> nobody bought 500. A lone digit counts beside something better known of its row.
    /// </summary>
    internal IReadOnlyList<Placement?> Place(IReadOnlyList<Candidate> row)
    {
        var band = this;
        var described = row.Where(cell => cell.Kind == FieldKind.Text).SelectMany(cell => band.Best(cell)?.Places ?? []).ToHashSet();
        var places = row.Select(cell => cell.IsNumber ? band.Best(cell, described) ?? band.Best(cell) : band.Best(cell)).ToList();
        var anchored = row.Zip(places)
            .Where(pair => pair.Second is { } place && !pair.First.IsCommon(place))
            .SelectMany(pair => pair.Second!.Lines)
            .ToHashSet();
        return [.. row.Zip(places, (cell, place) => place is null ? Outside(cell) : Inside(cell, place, anchored, described))];
    }

    private static Placement Inside(Candidate cell, Sighting place, HashSet<int> anchored, HashSet<(PageText, int)> described) =>
        cell.IsCommon(place) && (!anchored.Contains(place.Line) || cell.IsZeroQuantity) ? new Placement(place, Math.Min(Support.Anywhere, place.Quality))
        : cell.IsNumber && place.Places.All(described.Contains) ? new Placement(place, place.Quality * Support.InDescription)
        : new Placement(place, place.Quality);

    private static Placement? Outside(Candidate cell)
    {
        // A rate is often printed once for all rows.
        double outside = cell.Kind == FieldKind.Rate ? Support.OtherLabel : Support.OutsideRow;
        return cell.Sightings.MaxBy(sighting => sighting.Quality) is not { } best ? null
            : new Placement(best, cell.IsCommon(best) ? Math.Min(Support.Anywhere, best.Quality) : best.Quality * outside);
    }

    /// <summary>The same, where something else than some words stands.</summary>
    internal Sighting? Best(Candidate cell, HashSet<(PageText, int)> excluded)
    {
        int from = Math.Max(Line - (cell.IsNumber ? NumbersAbove : TextReach), RowAbove + 1);
        int to = Math.Min(Line + (cell.IsNumber ? NumbersBelow : TextReach), RowBelow - 1);
        Sighting? best = null;
        for (int i = RowBands.LowerBound(cell.Sightings, from); i < cell.Sightings.Count && cell.Sightings[i].Line <= to; i++)
        {
            var sighting = cell.Sightings[i];
            bool isBetter = best is null || Worth(sighting) > Worth(best);
            best = isBetter && (excluded.Count == 0 || !sighting.Places.All(excluded.Contains)) ? sighting : best;
        }

        return best;
    }

    private double Worth(Sighting sighting) => Proximity(sighting) * sighting.Quality;
}
