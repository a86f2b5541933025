using System.Globalization;
using System.Text;

namespace DocExtract.Worker.Evaluation.LongTables;

/// <summary>
/// Writes pages of A4 with words in Helvetica, one of the fonts that every PDF program has (ISO 32000-1, 9.6.2.2): all that a
/// generated invoice needs, so that no library for writing PDFs is shipped.
/// </summary>
internal sealed class PlainPdf
{
    public const double Height = 842;

    private const double Width = 595;

    /// <summary>The catalogue, the list of pages and the font; two objects a page follow.</summary>
    private const int FirstPage = 4;

    private readonly List<StringBuilder> _pages = [];

    public int Pages => _pages.Count;

    public void NewPage() => _pages.Add(new StringBuilder());

    /// <summary>Text on the last page.</summary>
    /// <param name="x">Left edge in points.</param>
    /// <param name="y">Baseline in points from the bottom.</param>
    /// <param name="text">Letters of Latin 1.</param>
    /// <param name="size">In points.</param>
    public void Write(double x, double y, string text, double size = 9) => _pages[^1].Append(
        CultureInfo.InvariantCulture, $"BT /F {size} Tf {x:0.##} {y:0.##} Td ({Escape(text)}) Tj ET\n");

    /// <summary>The same, ending at a right edge: how columns of numbers are set.</summary>
    public void WriteTo(double right, double y, string text, double size = 9) => Write(right - (Helvetica.WidthOf(text) * size), y, text, size);

    public byte[] ToBytes()
    {
        List<string> objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Kids [{string.Join(' ', _pages.Select((_, i) => $"{FirstPage + (2 * i)} 0 R"))}] /Count {_pages.Count} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            .. _pages.SelectMany((page, i) => new[]
            {
                $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Width} {Height}] /Contents {FirstPage + (2 * i) + 1} 0 R /Resources << /Font << /F 3 0 R >> >> >>",
                $"<< /Length {page.Length} >>\nstream\n{page}\nendstream",
            }),
        ];
        return OfObjects(objects);
    }

    /// <summary>Objects numbered from 1, the first of them the catalogue, with a true cross-reference table; letters of Latin 1.</summary>
    public static byte[] OfObjects(IReadOnlyList<string> objects)
    {
        var file = new StringBuilder("%PDF-1.7\n");
        List<int> offsets = [];
        foreach (var (index, body) in objects.Index())
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{body}\nendobj\n");
        }

        int start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static string Escape(string text) => text.Replace(@"\", @"\\").Replace("(", @"\(").Replace(")", @"\)");
}
