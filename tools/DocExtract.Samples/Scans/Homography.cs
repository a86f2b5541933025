namespace DocExtract.Samples.Scans;

/// <summary>Maps points of a picture back to the unit square that is seen in perspective as four given corners (clockwise from top left).</summary>
internal sealed class Homography
{
    private readonly double[] _inverse;

    /// <summary>Square to quadrilateral as in P. Heckbert, "Fundamentals of Texture Mapping and Image Warping" (1989), 2.2.3, then its adjugate.</summary>
    public Homography((double X, double Y) p0, (double X, double Y) p1, (double X, double Y) p2, (double X, double Y) p3)
    {
        double sx = p0.X - p1.X + p2.X - p3.X, sy = p0.Y - p1.Y + p2.Y - p3.Y;
        double dx1 = p1.X - p2.X, dx2 = p3.X - p2.X, dy1 = p1.Y - p2.Y, dy2 = p3.Y - p2.Y;
        double scale = (dx1 * dy2) - (dx2 * dy1);
        double g = ((sx * dy2) - (dx2 * sy)) / scale, h = ((dx1 * sy) - (sx * dy1)) / scale;
        double a = p1.X - p0.X + (g * p1.X), b = p3.X - p0.X + (h * p3.X), c = p0.X;
        double d = p1.Y - p0.Y + (g * p1.Y), e = p3.Y - p0.Y + (h * p3.Y), f = p0.Y;
        _inverse =
        [
            e - (f * h), (c * h) - b, (b * f) - (c * e),
            (f * g) - d, a - (c * g), (c * d) - (a * f),
            (d * h) - (e * g), (b * g) - (a * h), (a * e) - (b * d),
        ];
    }

    public (double U, double V) Back(double x, double y)
    {
        double w = (_inverse[6] * x) + (_inverse[7] * y) + _inverse[8];
        return (((_inverse[0] * x) + (_inverse[1] * y) + _inverse[2]) / w, ((_inverse[3] * x) + (_inverse[4] * y) + _inverse[5]) / w);
    }
}
