using System.Numerics.Tensors;

namespace DocExtract.Pages.Ocr;

/// <summary>
/// Turns the recogniser's output (for each step along the line a probability of each character) into characters:
/// the likeliest of each step, repetitions joined, blanks dropped.
/// </summary>
internal static class CtcDecoder
{
    /// <param name="probabilities">Steps × classes.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="characters">What the classes stand for.</param>
    /// <param name="used">The share of the steps that covers the line; the rest is padding.</param>
    public static List<Glyph> Decode(ReadOnlySpan<float> probabilities, int classes, CharacterSet characters, float used)
    {
        List<Glyph> glyphs = [];
        int steps = probabilities.Length / classes, previous = CharacterSet.Blank;
        for (int step = 0; step < steps; step++)
        {
            var row = probabilities.Slice(step * classes, classes);
            int best = TensorPrimitives.IndexOfMax(row);
            if (best != CharacterSet.Blank && best != previous)
            {
                glyphs.Add(new Glyph(characters[best], Math.Min(1, (step + 0.5f) / steps / used), row[best]));
            }

            previous = best;
        }

        return glyphs;
    }
}
