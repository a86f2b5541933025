namespace DocExtract.Samples.Scans;

/// <summary>An office scanner: the page lies a little askew, the glass is not clean, the lamp is uneven.</summary>
internal sealed record Scanner(double Degrees, double Noise, ulong Seed)
{
    public Grey Scan(Grey page)
    {
        var dice = new Dice(Seed);
        var soft = page.Blur(1);
        var scan = new Grey(page.Width, page.Height);
        var (sin, cos) = Math.SinCos(Degrees * Math.PI / 180);
        double centreX = page.Width / 2.0, centreY = page.Height / 2.0;
        scan.Fill((x, y) =>
        {
            double dx = x - centreX, dy = y - centreY;
            double ink = soft.Sample(centreX + (dx * cos) + (dy * sin), centreY - (dx * sin) + (dy * cos));
            double lamp = 243 - (14.0 * x / page.Width);
            return 38 + (ink / 255 * (lamp - 38)) + dice.Noise(Noise);
        });
        Dust(scan, dice);
        return scan;
    }

    private static void Dust(Grey scan, Dice dice)
    {
        int grains = scan.Width * scan.Height / 40_000;
        for (int grain = 0; grain < grains; grain++)
        {
            int x = (int)(dice.Next() * (scan.Width - 2)), y = (int)(dice.Next() * (scan.Height - 2));
            scan[x, y] = scan[x + 1, y] = scan[x, y + 1] = 90;
        }
    }
}
