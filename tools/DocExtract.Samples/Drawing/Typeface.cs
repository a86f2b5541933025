using System.Text;
using UglyToad.PdfPig.Fonts;
using UglyToad.PdfPig.Fonts.AdobeFontMetrics;
using UglyToad.PdfPig.Fonts.Encodings;
using UglyToad.PdfPig.Fonts.Standard14Fonts;

namespace DocExtract.Samples.Drawing;

/// <summary>
/// Names, widths and character codes of a face. The code is WinAnsi: PDFium's own substitutes of the standard fonts have no glyphs beyond
/// it, so that Polish is written here as plain printing programs write it: in ASCII.
/// </summary>
internal sealed class Typeface
{
    private static readonly Dictionary<char, (int Code, string Glyph)> Codes = BuildCodes();

    private static readonly Typeface[] All = [.. Enum.GetValues<Face>().Select(face => new Typeface(NameOf(face)))];

    private readonly AdobeFontMetrics _metrics;

    private Typeface(string name) => (Name, _metrics) = (name, Standard14.GetAdobeFontMetrics(name));

    /// <summary>The standard font's name, such as <c>Helvetica-Bold</c>.</summary>
    public string Name { get; }

    public static Typeface Of(Face face) => All[(int)face];

    /// <summary>The font's encoding as a PDF object.</summary>
    public static string Encoding => "<< /Type /Encoding /BaseEncoding /WinAnsiEncoding >>";

    /// <summary>Width of a text in points.</summary>
    public double Width(string text, double size) =>
        text.Sum(c => _metrics.CharacterMetrics[Code(c).Glyph].Width.X) * size / 1000;

    /// <summary>A text as a PDF literal string, in ASCII.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("(");
        foreach (char c in text)
        {
            int code = Code(c).Code;
            _ = c is '(' or ')' or '\\' ? literal.Append('\\').Append(c)
                : code is >= 32 and < 127 ? literal.Append((char)code)
                : literal.Append('\\').Append(Convert.ToString(code, 8).PadLeft(3, '0'));
        }

        return literal.Append(')').ToString();
    }

    private static (int Code, string Glyph) Code(char c) =>
        Codes.TryGetValue(c, out var code) ? code : throw new ArgumentException($"The standard fonts have no '{c}' (U+{(int)c:X4}).");

    private static Dictionary<char, (int Code, string Glyph)> BuildCodes()
    {
        var codes = WinAnsiEncoding.Instance.CodeToNameMap
            .Where(pair => GlyphList.AdobeGlyphList.NameToUnicode(pair.Value) is { Length: 1 } && pair.Key is not (0xA0 or 0xAD))
            .GroupBy(pair => GlyphList.AdobeGlyphList.NameToUnicode(pair.Value)![0])
            .ToDictionary(group => group.Key, group => (group.First().Key, group.First().Value));
        codes[' '] = (32, "space");
        codes['\u00a0'] = (0xA0, "space");
        return codes;
    }

    private static string NameOf(Face face) => face switch
    {
        Face.Sans => "Helvetica",
        Face.SansBold => "Helvetica-Bold",
        Face.Serif => "Times-Roman",
        Face.SerifBold => "Times-Bold",
        Face.Mono => "Courier",
        Face.MonoBold => "Courier-Bold",
        _ => throw new ArgumentOutOfRangeException(nameof(face)),
    };
}
