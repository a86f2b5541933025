using System.Buffers;

namespace DocExtract.Pages.Ocr;

/// <summary>Reads text lines (PP-OCR's CTC recogniser).</summary>
internal sealed class LineRecogniser(OnnxModel model, CharacterSet characters)
{
    private const int LeastWidth = 16;
    private const int MostWidth = 3200;
    private const int MostLines = 6;
    private const double LeastConfidence = 0.5;

    /// <summary>The lines that could be read, in the order given.</summary>
    public List<TextLine> Read(PixelImage picture, IReadOnlyList<OrientedBox> boxes, CancellationToken cancellationToken)
    {
        // Lines of nearly the same width go together, so that little padding is computed.
        int[] order = [.. Enumerable.Range(0, boxes.Count).OrderBy(i => WidthOf(boxes[i]))];
        var lines = new TextLine[boxes.Count];
        for (int at = 0; at < order.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = BatchSize([.. order.Skip(at).Take(MostLines).Select(i => WidthOf(boxes[i]))]);
            var batch = order.AsMemory(at, count);
            ReadBatch(picture, boxes, batch, lines);
            at += count;
        }

        return [.. lines.Where(line => line.Confidence >= LeastConfidence)];
    }

    private static int WidthOf(OrientedBox box) => LineSampler.WidthOf(box, LeastWidth, MostWidth);

    /// <summary>How many of the next lines run together: of similar width, and together no wider than the widest line may be.</summary>
    private static int BatchSize(int[] widths)
    {
        int count = 1;
        while (count < widths.Length && widths[count] <= widths[0] * 1.25 + 16 && widths[count] * (count + 1) <= MostWidth)
        {
            count++;
        }

        return count;
    }

    private void ReadBatch(PixelImage picture, IReadOnlyList<OrientedBox> boxes, ReadOnlyMemory<int> batch, TextLine[] lines)
    {
        int count = batch.Length, stride = (Math.Max(LineSampler.Height, WidthOf(boxes[batch.Span[^1]])) + 7) / 8 * 8;
        int plane = LineSampler.Height * stride;
        var inks = new InkProfile[count];
        var input = ArrayPool<float>.Shared.Rent(count * 3 * plane);
        try
        {
            var used = input.AsMemory(0, count * 3 * plane);
            used.Span.Clear();
            for (int i = 0; i < count; i++)
            {
                var box = boxes[batch.Span[i]];
                var planes = used.Span.Slice(i * 3 * plane, 3 * plane);
                LineSampler.Sample(picture, box, WidthOf(box), planes, stride);
                inks[i] = InkProfile.Of(planes.Slice(plane, plane), WidthOf(box), stride);
            }

            model.Run(used, [count, 3, LineSampler.Height, stride], (output, shape) =>
            {
                int classes = (int)shape[2], size = (int)shape[1] * classes;
                for (int i = 0; i < count; i++)
                {
                    var box = boxes[batch.Span[i]];
                    var glyphs = CtcDecoder.Decode(output.Slice(i * size, size), classes, characters, (float)WidthOf(box) / stride);
                    lines[batch.Span[i]] = new TextLine(box, glyphs, inks[i]);
                }

                return count;
            });
        }
        finally
        {
            ArrayPool<float>.Shared.Return(input);
        }
    }
}
