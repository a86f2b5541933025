using System.Buffers;

namespace DocExtract.Pages.Ocr;

/// <summary>Reads text lines (PP-OCR's CTC recogniser).</summary>
internal sealed class LineRecogniser(OnnxModel model, CharacterSet characters)
{
    private const int LeastWidth = 16;
    private const int MostWidth = 3200;
    private const double LeastConfidence = 0.5;

    /// <summary>
    /// The lines that could be read, in the order given. Each is read by itself: several at once would need padding to the same
    /// width, and more memory than the processor's cache holds.
    /// </summary>
    public List<TextLine> Read(PixelImage picture, IReadOnlyList<OrientedBox> boxes, CancellationToken cancellationToken)
    {
        List<TextLine> lines = [];
        foreach (var box in boxes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(picture, box, cancellationToken) is { Confidence: >= LeastConfidence } line)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private TextLine Read(PixelImage picture, OrientedBox box, CancellationToken cancellationToken)
    {
        int width = LineSampler.WidthOf(box, LeastWidth, MostWidth), stride = (Math.Max(LineSampler.Height, width) + 7) / 8 * 8;
        int plane = LineSampler.Height * stride;
        var input = ArrayPool<float>.Shared.Rent(3 * plane);
        try
        {
            var used = input.AsMemory(0, 3 * plane);
            used.Span.Clear();
            LineSampler.Sample(picture, box, width, used.Span, stride);
            var ink = InkProfile.Of(used.Span.Slice(plane, plane), width, stride);
            return model.Run(used, [1, 3, LineSampler.Height, stride], (output, shape) => new TextLine(
                box, CtcDecoder.Decode(output, Fitting((int)shape[^1]), characters, (float)width / stride), ink), cancellationToken);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(input);
        }
    }

    /// <summary>A dictionary of another model would turn every character into another, amounts included.</summary>
    private int Fitting(int classes) => classes == characters.Classes
        ? classes
        : throw new InvalidDataException(
            $"The recognition model tells {classes} characters apart, its dictionary lists {characters.Classes - 2} and needs {classes - 2} "
            + "(one a line, without blank and space). Put the dictionary that belongs to the model beside it.");
}
