using System.Numerics;

namespace DocExtract.Pages.Ocr;

/// <summary>The outline of a set of points, and the tightest rectangle around it.</summary>
internal static class ConvexHull
{
    /// <summary>The rectangle of least area around the points; its direction is turned to within 45° of the x axis, pointing right.</summary>
    /// <param name="points">At least one; sorted in place.</param>
    public static OrientedBox TightestBox(List<Vector2> points)
    {
        var hull = Of(points);
        var best = Around(hull, Vector2.UnitX);
        for (int i = 0; i < hull.Count; i++)
        {
            var edge = hull[(i + 1) % hull.Count] - hull[i];
            if (edge.LengthSquared() > 0 && Around(hull, Vector2.Normalize(edge)) is var box && Area(box) < Area(best))
            {
                best = box;
            }
        }

        var level = MathF.Abs(best.Along.X) < MathF.Abs(best.Along.Y) ? best.Upwards() : best;
        return level.Along.X < 0 ? level.UpsideDown() : level;
    }

    private static float Area(OrientedBox box) => box.HalfLength * box.HalfHeight;

    private static OrientedBox Around(List<Vector2> hull, Vector2 along)
    {
        var down = new Vector2(-along.Y, along.X);
        Vector2 least = new(float.MaxValue), most = new(float.MinValue);
        foreach (var point in hull)
        {
            var turned = new Vector2(Vector2.Dot(point, along), Vector2.Dot(point, down));
            (least, most) = (Vector2.Min(least, turned), Vector2.Max(most, turned));
        }

        var middle = (least + most) / 2;
        return new OrientedBox(along * middle.X + down * middle.Y, along, (most.X - least.X) / 2, (most.Y - least.Y) / 2);
    }

    /// <summary>Andrew's monotone chain: the lower outline from left to right, then the upper one back.</summary>
    private static List<Vector2> Of(List<Vector2> points)
    {
        points.Sort((a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y.CompareTo(b.Y));
        List<Vector2> hull = [];
        Chain(hull, points);
        points.Reverse();
        Chain(hull, points);
        return hull.Count == 0 ? points : hull;
    }

    private static void Chain(List<Vector2> hull, List<Vector2> points)
    {
        int start = hull.Count;
        foreach (var point in points)
        {
            while (hull.Count >= start + 2 && Cross(hull[^1] - hull[^2], point - hull[^2]) <= 0)
            {
                hull.RemoveAt(hull.Count - 1);
            }

            hull.Add(point);
        }

        hull.RemoveAt(hull.Count - 1); // the next chain begins with it
    }

    private static float Cross(Vector2 a, Vector2 b) => a.X * b.Y - a.Y * b.X;
}
