using System.Buffers;
using System.Numerics;

namespace DocExtract.Pages.Ocr;

/// <summary>
/// Finds where text stands (PP-OCR's DB detector): the model gives each pixel a probability of being the core of a text line;
/// connected pixels become boxes, grown to the size of the letters.
/// </summary>
internal sealed class TextDetector(OnnxModel model)
{
    private const float TextProbability = 0.3f;
    private const float BoxProbability = 0.5f;
    private const float Growth = 1.6f;
    private const float LeastCore = 3;
    private const float LeastBox = 5;
    private const int Grid = 32;

    /// <summary>The boxes of text in a picture of detection size, each read within 45° of left to right, in no useful order.</summary>
    public List<OrientedBox> Find(PixelImage picture, CancellationToken cancellationToken)
    {
        int width = RoundUp(picture.Width), height = RoundUp(picture.Height);
        var input = ArrayPool<float>.Shared.Rent(3 * width * height);
        try
        {
            DetectionInput.Fill(picture, input, width, height);
            return model.Run(
                input.AsMemory(0, 3 * width * height), [1, 3, height, width], (probabilities, _) => Boxes(probabilities, width), cancellationToken);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(input);
        }
    }

    /// <summary>The model wants multiples of its grid.</summary>
    private static int RoundUp(int size) => (size + Grid - 1) / Grid * Grid;

    private static List<OrientedBox> Boxes(ReadOnlySpan<float> probabilities, int width)
    {
        var mask = ArrayPool<bool>.Shared.Rent(probabilities.Length);
        try
        {
            FillMask(probabilities, width, mask.AsSpan(0, probabilities.Length));
            List<OrientedBox> boxes = [];
            foreach (var outline in MaskRegions.Outlines(mask.AsSpan(0, probabilities.Length), width))
            {
                var core = ConvexHull.TightestBox(outline);
                if (Shorter(core) >= LeastCore && Mean(probabilities, width, core) >= BoxProbability
                    && Grow(core) is var box && Shorter(box) >= LeastBox)
                {
                    boxes.Add(box);
                }
            }

            return boxes;
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(mask);
        }
    }

    /// <summary>Sets each likely pixel and its neighbours to the right and below, which closes the gaps inside thin lines.</summary>
    private static void FillMask(ReadOnlySpan<float> probabilities, int width, Span<bool> mask)
    {
        mask.Clear();
        for (int y = 0; y < probabilities.Length / width; y++)
        {
            var row = probabilities.Slice(y * width, width);
            var target = mask.Slice(y * width, width);
            var below = (y + 1) * width < mask.Length ? mask.Slice((y + 1) * width, width) : default;
            for (int x = 0; x < width; x++)
            {
                if (row[x] > TextProbability)
                {
                    int end = Math.Min(x + 2, width);
                    target[x..end].Fill(true);
                    (below.IsEmpty ? below : below[x..end]).Fill(true);
                }
            }
        }
    }

    private static float Mean(ReadOnlySpan<float> probabilities, int width, OrientedBox box)
    {
        var (from, to) = box.Extent();
        int left = Math.Max(0, (int)from.X), right = Math.Min(width - 1, (int)to.X);
        int top = Math.Max(0, (int)from.Y), bottom = Math.Min(probabilities.Length / width - 1, (int)to.Y);
        double sum = 0;
        int count = 0;
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                if (box.Contains(new Vector2(x + 0.5f, y + 0.5f)))
                {
                    sum += probabilities[y * width + x];
                    count++;
                }
            }
        }

        return count == 0 ? 0 : (float)(sum / count);
    }

    private static float Shorter(OrientedBox box) => 2 * Math.Min(box.HalfLength, box.HalfHeight);

    /// <summary>The model is trained on shrunken boxes; this is the inverse of the shrinking (area × ratio / perimeter).</summary>
    private static OrientedBox Grow(OrientedBox core) =>
        core.Grow(core.HalfLength * core.HalfHeight * Growth / (core.HalfLength + core.HalfHeight));
}
