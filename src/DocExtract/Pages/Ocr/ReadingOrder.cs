using System.Numerics;

namespace DocExtract.Pages.Ocr;

/// <summary>Puts boxes in reading order on a page of any angle: rows from the top, within a row from where reading begins.</summary>
internal static class ReadingOrder
{
    /// <summary>Lines that run across the page's direction (notes in the margin) come last.</summary>
    public static List<OrientedBox> Sort(IReadOnlyCollection<OrientedBox> lines)
    {
        if (lines.Count == 0)
        {
            return [];
        }

        var along = Direction(lines);
        var down = new Vector2(-along.Y, along.X);
        var level = lines.ToLookup(line => Vector2.Dot(line.Along, along) > 0.7f);
        return [.. InRows(level[true], along, down), .. InRows(level[false], along, down)];
    }

    /// <summary>The direction of reading that half of the text, by length, leans left of and half right of.</summary>
    private static Vector2 Direction(IReadOnlyCollection<OrientedBox> lines)
    {
        // Angles are taken from the direction of most text, so that the jump from +180° to -180° is far away.
        var main = Vector2.Normalize(Quarters.MaxBy(quarter => lines.Sum(line => line.HalfLength * Math.Max(0, Vector2.Dot(line.Along, quarter)))));
        var across = new Vector2(-main.Y, main.X);
        var angles = lines.Where(line => Vector2.Dot(line.Along, main) > 0.7f)
            .Select(line => (Angle: MathF.Atan2(Vector2.Dot(line.Along, across), Vector2.Dot(line.Along, main)), Weight: line.HalfLength))
            .OrderBy(line => line.Angle)
            .ToList();
        float half = angles.Sum(line => line.Weight) / 2;
        float median = angles.Find(line => (half -= line.Weight) <= 0).Angle;
        return main * MathF.Cos(median) + across * MathF.Sin(median);
    }

    private static readonly Vector2[] Quarters = [Vector2.UnitX, Vector2.UnitY, -Vector2.UnitX, -Vector2.UnitY];

    private static IEnumerable<OrientedBox> InRows(IEnumerable<OrientedBox> lines, Vector2 along, Vector2 down)
    {
        List<List<OrientedBox>> rows = [];
        foreach (var line in lines.OrderBy(line => Vector2.Dot(line.Center, down)))
        {
            if (rows.Count > 0 && rows[^1].Average(other => Vector2.Dot(other.Center, down)) is var row
                && Vector2.Dot(line.Center, down) - row < Math.Min(line.HalfHeight, rows[^1].Max(other => other.HalfHeight)))
            {
                rows[^1].Add(line);
            }
            else
            {
                rows.Add([line]);
            }
        }

        return rows.SelectMany(row => row.OrderBy(line => Vector2.Dot(line.Center, along)));
    }
}
