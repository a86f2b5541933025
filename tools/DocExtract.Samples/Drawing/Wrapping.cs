namespace DocExtract.Samples.Drawing;

/// <summary>Breaks text into lines that fit a width.</summary>
internal static class Wrapping
{
    public static IReadOnlyList<string> Wrap(string text, double width, double size, Face face)
    {
        var typeface = Typeface.Of(face);
        List<string> lines = [];
        foreach (string word in text.Split(' '))
        {
            if (lines.Count > 0 && typeface.Width($"{lines[^1]} {word}", size) <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }
}
