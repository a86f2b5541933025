namespace DocExtract.Worker.Evaluation.Scores;

/// <summary>So many of so many, with what can be said of it from a sample of that size.</summary>
internal readonly record struct Rate(int Right, int Of)
{
    /// <summary>97.5 % point of the normal distribution: both tails together are the 5 % outside of the interval.</summary>
    private const double Z = 1.959964;

    /// <summary>0 to 1; null of nothing.</summary>
    public double? Value => Of == 0 ? null : (double)Right / Of;

    /// <summary>Lower end of the 95 % interval (Wilson 1927), which stays sound for few documents and for shares near 1.</summary>
    public double Low => Wilson(-1);

    /// <summary>Upper end of the 95 % interval.</summary>
    public double High => Wilson(1);

    private double Wilson(int side)
    {
        if (Of == 0)
        {
            return side < 0 ? 0 : 1;
        }

        double share = (double)Right / Of, z2 = Z * Z / Of;
        double spread = Z * Math.Sqrt((share * (1 - share) / Of) + (z2 / (4 * Of)));
        return Math.Clamp((share + (z2 / 2) + (side * spread)) / (1 + z2), 0, 1);
    }
}
