using System.Buffers;

namespace DocExtract.Pages.Ocr;

/// <summary>Tells whether lines stand on their heads.</summary>
internal sealed class DirectionClassifier(OnnxModel model)
{
    private const int Width = 192;
    private const int LeastWidth = 16;
    private const int LineFloats = 3 * LineSampler.Height * Width;
    private const float Sure = 0.9f;

    /// <summary>For each line, whether it reads better from its other end. Meant for a handful of lines: they run as one batch.</summary>
    public bool[] AreUpsideDown(PixelImage picture, IReadOnlyList<OrientedBox> lines, CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
        {
            return [];
        }

        var input = ArrayPool<float>.Shared.Rent(lines.Count * LineFloats);
        try
        {
            var used = input.AsMemory(0, lines.Count * LineFloats);
            used.Span.Clear();
            for (int i = 0; i < lines.Count; i++)
            {
                int width = LineSampler.WidthOf(lines[i], LeastWidth, Width);
                LineSampler.Sample(picture, lines[i], width, used.Span.Slice(i * LineFloats, LineFloats), Width);
            }

            return model.Run(used, [lines.Count, 3, LineSampler.Height, Width], (output, _) => Decide(output), cancellationToken);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(input);
        }
    }

    /// <summary>The model gives each line two probabilities: upright, upside down.</summary>
    private static bool[] Decide(ReadOnlySpan<float> output)
    {
        var upsideDown = new bool[output.Length / 2];
        for (int i = 0; i < upsideDown.Length; i++)
        {
            upsideDown[i] = output[2 * i + 1] > Sure;
        }

        return upsideDown;
    }
}
