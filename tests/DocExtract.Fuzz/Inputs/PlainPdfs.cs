using System.Globalization;
using DocExtract.Worker.Evaluation.LongTables;

namespace DocExtract.Fuzz.Inputs;

/// <summary>Small PDFs in plain letters, one for each part of the format that documents use.</summary>
internal static class PlainPdfs
{
    private const string Text = "BT /F 12 Tf 10 70 Td (INVOICE 17) Tj 0 -20 Td (Date 14.03.2026) Tj 0 -20 Td (Total 12.50 EUR) Tj ET";

    public static IReadOnlyList<byte[]> All { get; } =
    [
        Of("", "", Text),
        Of("/Annots [6 0 R]", "", Text, "<< /Type /Annot /Subtype /FreeText /Rect [10 10 90 30] /DA (/F 8 Tf) /Contents (Paid) /AP << /N 7 0 R >> >>", Form("BT /F 8 Tf (Paid) Tj ET")),
        Of("", "/XObject << /X 6 0 R >>", $"{Text} /X Do", Form("q 1 0 0 1 5 5 cm BT /F 9 Tf (12.50) Tj ET Q")),
        Of("", "/XObject << /X 6 0 R >>", "q 100 0 0 50 20 20 cm /X Do Q", Stream("FF00FF00FF00FF00>", "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /ASCIIHexDecode")),
        Of("", "", $"{Text} q 50 0 0 50 100 20 cm BI /W 4 /H 4 /BPC 8 /CS /G /F /AHx ID 00FF00FF00FF00FF00FF00FF00FF00FF> EI Q"),
        Of("", "/Shading << /S 6 0 R >> /Pattern << /P 7 0 R >>", $"/Pattern cs /P scn 0 0 50 50 re f /S sh {Text}", "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 100 100] /Function << /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 0 0] /N 1 >> >>",
            Stream("0 0 5 5 re f", "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10 /Resources << >>")),
        PlainPdf.OfObjects(
        [
            "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.xml) 4 0 R] >> >> /AcroForm << /Fields [6 0 R] /DR << >> >> >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 200 100] >>",
            "<< /Type /Page /Parent 2 0 R /Annots [6 0 R] >>",
            "<< /Type /Filespec /F (a.xml) /UF (a.xml) /EF << /F 5 0 R >> >>",
            Stream("<rsm:CrossIndustryInvoice/>", "/Type /EmbeddedFile"),
            "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (12.50) /Rect [10 10 90 30] /DA (/Helv 8 Tf) >>",
        ]),
        Of("", "/Font << /F 5 0 R /T 6 0 R >>", "BT /T 12 Tf 10 40 Td (aab) Tj ET", "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /CharProcs << /a 7 0 R >> /Encoding << /Type /Encoding /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [9] >>", Stream("9 0 d0 0 0 5 5 re f")),
    ];

    /// <summary>One page of 200 x 100 points; further objects count from 6.</summary>
    public static byte[] Of(string page, string resources, string content, params ReadOnlySpan<string> objects) => PlainPdf.OfObjects(
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] {page} /Contents 4 0 R /Resources << {(resources.Contains("/Font", StringComparison.Ordinal) ? "" : "/Font << /F 5 0 R >>")} {resources} >> >>",
        Stream(content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        .. objects,
    ]);

    public static string Stream(string content, string entries = "") =>
        string.Create(CultureInfo.InvariantCulture, $"<< {entries} /Length {content.Length} >>\nstream\n{content}\nendstream");

    public static string Form(string content, string xobjects = "") => Stream(
        content, $"/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /Font << /F 5 0 R >> /XObject << {xobjects} >> >>");
}
