using System.Numerics;

namespace DocExtract.Pages.Ocr;

/// <summary>
/// Where things of a picture stand once its page lies upright and level before the reader: turned by quarters, turned by the
/// angle of its lines, and, for a photograph taken from aside, the fanned lines brought parallel. The pixels stay as they are.
/// </summary>
internal sealed class Levelling
{
    private const int FewestForFan = 6;
    private const float LeastFan = 0.015f;
    private const float MostFan = 0.8f;
    private const int Refinements = 3;

    private static readonly Vector2[] Quarters = [Vector2.UnitX, Vector2.UnitY, -Vector2.UnitX, -Vector2.UnitY];

    private readonly Vector2 _middle;
    private readonly Vector2 _along;
    private readonly float _fan;
    private readonly Vector2 _least;
    private readonly Vector2 _size;

    private Levelling(Vector2 page, Vector2 along, float fan)
    {
        (_middle, _along, _fan) = (page / 2, along, fan);
        Vector2[] corners = [.. new Vector2[] { new(0, 0), new(page.X, 0), new(0, page.Y), page }.Select(Turn)];
        _least = corners.Aggregate(Vector2.Min);
        _size = Vector2.Max(corners.Aggregate(Vector2.Max) - _least, Vector2.One);
    }

    private Vector2 Down => new(-_along.Y, _along.X);

    /// <summary>Estimates it from the lines of a picture of this size.</summary>
    public static Levelling Of(IReadOnlyCollection<OrientedBox> lines, int width, int height)
    {
        var page = new Vector2(width, height);
        var level = new Levelling(page, Direction(lines), 0);
        for (int i = 0; i < Refinements && lines.Count >= FewestForFan; i++)
        {
            var (tilt, fan) = Fan(lines, level);
            level = new Levelling(page, Vector2.Normalize(level._along + (level.Down * tilt)), fan / (page.Length() / 2));
        }

        return level;
    }

    /// <summary>Whether a line is read in the direction of the page; notes in the margin are not.</summary>
    public bool IsAlong(OrientedBox line) => Vector2.Dot(line.Along, _along) > 0.7f;

    /// <summary>A place on the levelled page, in pixels of the picture, from its middle.</summary>
    public Vector2 Apply(Vector2 point)
    {
        var turned = Turn(point);
        return turned with { Y = turned.Y / Stretch(turned.X) };
    }

    /// <summary>Where a box stands on the levelled page, in fractions of it.</summary>
    public Box Place(OrientedBox box)
    {
        var middle = Apply(box.Center);
        float stretch = Stretch(Turn(box.Center).X);
        var reach = IsAlong(box) ? new Vector2(box.HalfLength, box.HalfHeight)
            : (Vector2.Abs(new(Vector2.Dot(box.Along, _along), Vector2.Dot(box.Along, Down))) * box.HalfLength)
            + (Vector2.Abs(new(Vector2.Dot(box.Down, _along), Vector2.Dot(box.Down, Down))) * box.HalfHeight);
        reach.Y /= stretch;
        var (from, to) = ((middle - reach - _least) / _size, (middle + reach - _least) / _size);
        return new Box(from.X, from.Y, to.X, to.Y).Clamp();
    }

    private Vector2 Turn(Vector2 point) => new(Vector2.Dot(point - _middle, _along), Vector2.Dot(point - _middle, Down));

    private float Stretch(float x) => 1 + (_fan * x);

    /// <summary>The direction of reading that half of the text, by length, leans left of and half right of.</summary>
    private static Vector2 Direction(IReadOnlyCollection<OrientedBox> lines)
    {
        if (lines.Count == 0)
        {
            return Vector2.UnitX;
        }

        // Angles are taken from the direction of most text, so that the jump from +180° to -180° is far away.
        var main = Vector2.Normalize(Quarters.MaxBy(quarter => lines.Sum(line => line.HalfLength * Math.Max(0, Vector2.Dot(line.Along, quarter)))));
        var across = new Vector2(-main.Y, main.X);
        var angles = lines.Where(line => Vector2.Dot(line.Along, main) > 0.7f)
            .Select(line => (Angle: MathF.Atan2(Vector2.Dot(line.Along, across), Vector2.Dot(line.Along, main)), Weight: line.HalfLength))
            .OrderBy(line => line.Angle)
            .ToList();
        float half = angles.Sum(line => line.Weight) / 2;
        float median = angles.Find(line => (half -= line.Weight) <= 0).Angle;
        return (main * MathF.Cos(median)) + (across * MathF.Sin(median));
    }

    /// <summary>
    /// Lines that are parallel on paper meet in one point of a photograph, so their slope grows evenly from the top to the bottom:
    /// a straight line through the slopes of the long ones, those that disagree left out. Heights are in half diagonals, and taken
    /// from the estimate before, since a line of a fan is not as high at its middle as in the middle of the page.
    /// </summary>
    private static (float Tilt, float Fan) Fan(IReadOnlyCollection<OrientedBox> lines, Levelling level)
    {
        float unit = level._middle.Length();
        var slopes = lines.Where(line => level.IsAlong(line) && line.HalfLength > 2 * line.HalfHeight)
            .Select(line => (
                Y: level.Apply(line.Center).Y / unit,
                Slope: Vector2.Dot(line.Along, level.Down) / Vector2.Dot(line.Along, level._along),
                Weight: line.HalfLength * line.HalfLength))
            .ToList();
        var (tilt, fan, kept) = (0f, 0f, slopes);
        for (int i = 0; i < Refinements && kept.Count >= FewestForFan; i++)
        {
            (tilt, fan) = Fit(kept);
            float usual = slopes.Select(line => MathF.Abs(line.Slope - tilt - (fan * line.Y))).Order().ElementAt(slopes.Count / 2);
            kept = [.. slopes.Where(line => MathF.Abs(line.Slope - tilt - (fan * line.Y)) <= (2.5f * usual) + 0.002f)];
        }

        if (kept.Count < Math.Max(FewestForFan, 0.6 * slopes.Count))
        {
            return (0, 0);
        }

        float spread = kept.Max(line => line.Y) - kept.Min(line => line.Y);
        float rest = kept.Sum(line => line.Weight * MathF.Abs(line.Slope - tilt - (fan * line.Y))) / kept.Sum(line => line.Weight);
        bool stands = MathF.Abs(fan) * spread >= Math.Max(LeastFan, 4 * rest) && MathF.Abs(fan) <= MostFan;
        return stands ? (tilt, fan) : (0, 0);
    }

    private static (float Offset, float Rise) Fit(List<(float Y, float Slope, float Weight)> points)
    {
        float weight = points.Sum(point => point.Weight);
        float y = points.Sum(point => point.Y * point.Weight) / weight, slope = points.Sum(point => point.Slope * point.Weight) / weight;
        float spread = points.Sum(point => point.Weight * (point.Y - y) * (point.Y - y));
        float rise = spread > 0 ? points.Sum(point => point.Weight * (point.Y - y) * (point.Slope - slope)) / spread : 0;
        return (slope - (rise * y), rise);
    }
}
