using System.Globalization;
using System.Text;

namespace DocExtract.Samples.Drawing;

/// <summary>One page to draw on, in points from the top left corner; text stands on its baseline.</summary>
internal sealed class Sheet(double width, double height)
{
    public static readonly Colour Black = new(0, 0, 0);

    private readonly StringBuilder _content = new();

    public double Width => width;

    public double Height => height;

    /// <summary>The page's drawing operators (ISO 32000-1, Annex A).</summary>
    public string Content => _content.ToString();

    public static Sheet A4() => new(595, 842);

    public void Text(double x, double y, string text, double size = 9, Face face = Face.Sans, Colour? colour = null)
    {
        if (text.Length > 0)
        {
            Append($"{Paint(colour, "rg")} BT /F{(int)face} {N(size)} Tf {N(x)} {N(height - y)} Td {Typeface.Literal(text)} Tj ET");
        }
    }

    /// <summary>Text that ends at <paramref name="right"/>.</summary>
    public void TextRight(double right, double y, string text, double size = 9, Face face = Face.Sans, Colour? colour = null) =>
        Text(right - Typeface.Of(face).Width(text, size), y, text, size, face, colour);

    public void TextCentred(double centre, double y, string text, double size = 9, Face face = Face.Sans, Colour? colour = null) =>
        Text(centre - (Typeface.Of(face).Width(text, size) / 2), y, text, size, face, colour);

    /// <summary>Lines of text below each other; gives the baseline after the last.</summary>
    public double Block(double x, double y, IEnumerable<string> lines, double size = 9, Face face = Face.Sans, Colour? colour = null, double leading = 1.3)
    {
        foreach (string line in lines)
        {
            Text(x, y, line, size, face, colour);
            y += size * leading;
        }

        return y;
    }

    public void Line(double x0, double y0, double x1, double y1, double weight = 0.5, Colour? colour = null) =>
        Append($"{Paint(colour, "RG")} {N(weight)} w {N(x0)} {N(height - y0)} m {N(x1)} {N(height - y1)} l S");

    public void Fill(double x, double y, double w, double h, Colour colour) =>
        Append($"{Paint(colour, "rg")} {N(x)} {N(height - y - h)} {N(w)} {N(h)} re f");

    public void Frame(double x, double y, double w, double h, double weight = 0.5, Colour? colour = null) =>
        Append($"{Paint(colour, "RG")} {N(weight)} w {N(x)} {N(height - y - h)} {N(w)} {N(h)} re S");

    /// <summary>Draws the page's picture over the whole page (see <see cref="PdfFile.AddPicture"/>).</summary>
    public void Picture() => Append($"q {N(width)} 0 0 {N(height)} 0 0 cm /Im0 Do Q");

    private static string Paint(Colour? colour, string op)
    {
        var c = colour ?? Black;
        return $"{N(c.Red)} {N(c.Green)} {N(c.Blue)} {op}";
    }

    private static string N(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private void Append(string operators) => _content.Append(operators).Append('\n');
}

/// <summary>Red, green and blue from 0 to 1.</summary>
internal readonly record struct Colour(double Red, double Green, double Blue)
{
    public static readonly Colour White = new(1, 1, 1);

    public static readonly Colour Grey = new(0.4, 0.4, 0.4);

    public static readonly Colour Pale = new(0.93, 0.93, 0.93);
}
