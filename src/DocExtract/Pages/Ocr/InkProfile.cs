using System.Numerics.Tensors;

namespace DocExtract.Pages.Ocr;

/// <summary>Which columns of a sampled line have ink; fractions are of the line's length.</summary>
internal sealed class InkProfile
{
    private const float InkShare = 0.35f;
    private const int Margin = LineSampler.Height / 8;

    private readonly bool[] _inked;

    private InkProfile(bool[] inked) => _inked = inked;

    /// <summary>Looks at one plane of a sampled line; its top and bottom rows, where neighbours reach in, do not count.</summary>
    public static InkProfile Of(ReadOnlySpan<float> plane, int width, int stride)
    {
        Span<float> darkest = new float[width], brightest = new float[width];
        darkest.Fill(float.MaxValue);
        brightest.Fill(float.MinValue);
        for (int y = Margin; y < LineSampler.Height - Margin; y++)
        {
            var row = plane.Slice(y * stride, width);
            TensorPrimitives.Min(darkest, row, darkest);
            TensorPrimitives.Max(brightest, row, brightest);
        }

        float contrast = TensorPrimitives.Max<float>(brightest) - TensorPrimitives.Min<float>(darkest);
        var inked = new bool[width];
        for (int x = 0; x < width; x++)
        {
            inked[x] = brightest[x] - darkest[x] > InkShare * contrast;
        }

        return new InkProfile(inked);
    }

    /// <summary>The longest stretch without ink between two places, in heights of the line.</summary>
    public double WidestGap(float from, float to)
    {
        int widest = 0, current = 0;
        foreach (bool inked in Between(from, to))
        {
            current = inked ? 0 : current + 1;
            widest = Math.Max(widest, current);
        }

        return (double)widest / LineSampler.Height;
    }

    /// <summary>Draws both ends in to the first ink; leaves them where there is none.</summary>
    public (float From, float To) Trim(float from, float to)
    {
        var columns = Between(from, to);
        int first = columns.IndexOf(true), last = columns.LastIndexOf(true);
        return first < 0 ? (from, to) : (from + (float)first / _inked.Length, to - (columns.Length - 1f - last) / _inked.Length);
    }

    private ReadOnlySpan<bool> Between(float from, float to)
    {
        int start = Math.Clamp((int)(from * _inked.Length), 0, _inked.Length);
        return _inked.AsSpan(start, Math.Clamp((int)(to * _inked.Length), start, _inked.Length) - start);
    }
}
