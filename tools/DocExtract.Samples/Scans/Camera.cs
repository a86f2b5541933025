namespace DocExtract.Samples.Scans;

/// <summary>A telephone held over a slip of paper on a wooden table: perspective, a bow in the paper, a lamp from one side, a little blur.</summary>
internal sealed record Camera(int Width, int Height, ulong Seed)
{
    public Grey Shoot(Grey page)
    {
        var dice = new Dice(Seed);
        var view = new Homography(At(0.24, 0.06), At(0.78, 0.09), At(0.84, 0.93), At(0.15, 0.95));
        var photo = new Grey(Width, Height);
        photo.Fill((x, y) =>
        {
            var (u, v) = view.Back(x, y);
            v += 0.006 * Math.Sin(u * Math.PI);
            double px = u * page.Width, py = v * page.Height;
            double light = 1 - (0.38 * x / Width) - (0.18 * y / Height);
            double paper = 30 + (0.82 * page.Sample(px, py));
            return (page.Holds(px, py) ? paper : Table(x, y)) * light;
        });
        var blurred = photo.Blur(2);
        var noisy = new Grey(Width, Height);
        noisy.Fill((x, y) => blurred[x, y] + dice.Noise(3));
        return noisy;
    }

    private (double X, double Y) At(double x, double y) => (x * Width, y * Height);

    private static double Table(int x, int y) =>
        82 + (14 * Math.Sin((x * 0.035) + (2.2 * Math.Sin(y * 0.004)))) + (5 * Math.Sin((x * 0.21) + (y * 0.011)));
}
