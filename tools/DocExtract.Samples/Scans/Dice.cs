namespace DocExtract.Samples.Scans;

/// <summary>SplitMix64: the same numbers from the same seed on every machine and runtime, which <see cref="Random"/> does not promise.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Around 0, nearly normal, of about this deviation.</summary>
    public double Noise(double deviation) => (Next() + Next() + Next() + Next() - 2) * 1.732 * deviation;
}
