namespace DocExtract.Pages.Ocr;

/// <summary>Puts boxes in reading order on a page of any angle: rows from the top, within a row from where reading begins.</summary>
internal static class ReadingOrder
{
    /// <summary>Lines that run across the page's direction (notes in the margin) come last.</summary>
    public static List<OrientedBox> Sort(IReadOnlyCollection<OrientedBox> lines, Levelling level)
    {
        var along = lines.ToLookup(level.IsAlong);
        return [.. InRows(along[true], level), .. InRows(along[false], level)];
    }

    private static IEnumerable<OrientedBox> InRows(IEnumerable<OrientedBox> lines, Levelling level)
    {
        List<List<OrientedBox>> rows = [];
        foreach (var line in lines.OrderBy(line => level.Apply(line.Center).Y))
        {
            if (rows.Count > 0 && rows[^1].Average(other => level.Apply(other.Center).Y) is var row
                && level.Apply(line.Center).Y - row < Math.Min(line.HalfHeight, rows[^1].Max(other => other.HalfHeight)))
            {
                rows[^1].Add(line);
            }
            else
            {
                rows.Add([line]);
            }
        }

        return rows.SelectMany(row => row.OrderBy(line => level.Apply(line.Center).X));
    }
}
