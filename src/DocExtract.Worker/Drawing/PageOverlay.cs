using System.Globalization;
using System.Net;
using System.Text;

namespace DocExtract.Worker.Drawing;

/// <summary>A page with boxes drawn on it, as SVG: sharp at any size, and the text of the labels can be searched.</summary>
internal static class PageOverlay
{
    private const string Style = """
        .mark rect { fill-opacity: .12; stroke-width: 1.5; vector-effect: non-scaling-stroke }
        .mark text { font-family: sans-serif; paint-order: stroke; stroke: #fff; stroke-width: 3; stroke-linejoin: round }
        .word rect { fill: none; stroke: #8aa4c8; stroke-width: 1 }
        .ocr rect { fill: none; stroke: #c8a04a; stroke-width: 1 }
        .row rect { fill: none; stroke: #8a4fbf; stroke-dasharray: 5 3 } .row text { fill: #8a4fbf }
        .value rect { fill: #1565c0; stroke: #1565c0 } .value text { fill: #0d47a1 }
        .right rect { fill: #2e7d32; stroke: #2e7d32 } .right text { fill: #1b5e20 }
        .wrong rect { fill: #c62828; stroke: #c62828 } .wrong text { fill: #b71c1c }
        """;

    /// <summary>The page and its marks as one SVG element that needs no other file but the picture.</summary>
    /// <param name="picture">The page.</param>
    /// <param name="source">Address of the picture; <see cref="DataUrl"/> to hold it in the SVG itself.</param>
    /// <param name="marks">In the order in which they are drawn.</param>
    public static string Svg(PagePicture picture, string source, IEnumerable<Mark> marks)
    {
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {picture.Width} {picture.Height}\" width=\"{picture.Width}\">\n");
        svg.Append("<style>\n").Append(Style).Append("\n</style>\n");
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<image href=\"{Escape(source)}\" width=\"{picture.Width}\" height=\"{picture.Height}\"/>\n");
        foreach (var mark in marks)
        {
            Append(svg, picture, mark);
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>An address that holds the picture itself.</summary>
    public static string DataUrl(PagePicture picture) => "data:image/jpeg;base64," + Convert.ToBase64String(picture.Jpeg);

    private static void Append(StringBuilder svg, PagePicture picture, Mark mark)
    {
        double x = mark.Box.X0 * picture.Width, y = mark.Box.Y0 * picture.Height;
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"mark {Class(mark.Kind)}\"><title>{Escape(mark.Title)}</title>");
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{mark.Box.Width * picture.Width:0.#}\" height=\"{mark.Box.Height * picture.Height:0.#}\"/>");
        if (mark.Label.Length > 0)
        {
            // Above the box; of a row to the left of it, where the labels of its values do not stand.
            double size = Math.Clamp(picture.Width / 85.0, 9, 24);
            var (left, below, anchor) = mark.Kind == MarkKind.Row ? (x - 3, y + size, " text-anchor=\"end\"") : (x, Math.Max(size, y - 2), "");
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{left:0.#}\" y=\"{below:0.#}\" font-size=\"{size:0.#}\"{anchor}>{Escape(mark.Label)}</text>");
        }

        svg.Append("</g>\n");
    }

    private static string Class(MarkKind kind) => kind == MarkKind.OcrWord ? "ocr" : kind.ToString().ToLowerInvariant();

    /// <summary>Characters that XML does not know would make the whole file unreadable.</summary>
    private static string Escape(string text) => WebUtility.HtmlEncode(string.Concat(text.Where(IsKnownToXml)));

    private static bool IsKnownToXml(char c) => (!char.IsControl(c) || c == '\n') && c is not ('\uFFFE' or '\uFFFF');
}
