using System.Text;

namespace DocExtract.Fuzz.Inputs;

/// <summary>Words that mean something in files of each kind.</summary>
internal static class Tokens
{
    public static IReadOnlyList<byte[]> Pdf { get; } = Of(
        "endobj", "endstream", "stream\n", "xref", "trailer", "startxref", "%%EOF", "obj", "1 0 R", "2 0 R", "3 0 R", "4 0 R", "/Kids [2 0 R 2 0 R]", "/Count 100000",
        "/Length 99999999", "/Filter /FlateDecode", "/Filter [/ASCIIHexDecode /ASCII85Decode /LZWDecode /RunLengthDecode]", "/DecodeParms << /Predictor 15 /Columns 2147483647 >>",
        "/MediaBox [0 0 1e9 1e9]", "/MediaBox [0 0 -5 -5]", "/Rotate 45", "/Type /ObjStm", "/Encrypt 1 0 R", "/XFA", "/JS", "/AcroForm", "/Annots [3 0 R]", "/Names",
        "/EmbeddedFiles", "/ToUnicode 4 0 R", "/Subtype /Type3", "/Subtype /Type0", "/XObject << /X 4 0 R >>", "/X Do", "BT", "ET", "Tj", "TJ", "q", "Q", "cm", "0 0 0 0 0 0 cm",
        "1e38 0 0 1e38 0 0 cm", "BI /W 65535 /H 65535 /BPC 8 /CS /RGB ID", "EI", "<<", ">>", "[", "]", "(", ")", "<", ">", "\\377", "\0", "%PDF-1.7\n", "PK\x03\x04", "<html>");

    public static IReadOnlyList<byte[]> Picture { get; } =
    [
        .. Of("IHDR", "IDAT", "IEND", "PLTE", "tRNS", "iCCP", "acTL", "fcTL", "eXIf", "RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "GIF89a", "II*\0", "MM\0*", "BM", "ftyp", "meta", "iloc", "Exif\0\0", "ICC_PROFILE\0"),
        [0xFF, 0xD8], [0xFF, 0xD9], [0xFF, 0xC0], [0xFF, 0xC2], [0xFF, 0xC4], [0xFF, 0xDA], [0xFF, 0xDB], [0xFF, 0xDD, 0, 4, 0, 1], [0xFF, 0xE1, 0xFF, 0xFF], [0xFF, 0xE2], [0x78, 0x9C], [0x2C], [0x3B],
    ];

    public static IReadOnlyList<byte[]> Xml { get; } = Of(
        "<", ">", "</", "/>", "&amp;", "&#0;", "&#xD800;", "&#1114112;", "&x;", "<![CDATA[", "]]>", "<!--", "-->", "<?x ?>", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "xmlns=\"\"",
        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\"/>", "xsi:schemaLocation=\"a http://nowhere.example/a.xsd\"", "\0", "\uFEFF", "1e999", "NaN", "-", "0000-00-00", "9999-99-99",
        "<ram:GrandTotalAmount>", "<cbc:PayableAmount currencyID=\"EUR\">", "currencyID=\"\"", "format=\"102\"", "encoding=\"utf-7\"", "encoding=\"utf-16\"", "standalone=\"no\"");

    public static IReadOnlyList<byte[]> Json { get; } = Of(
        "{", "}", "[", "]", ":", ",", "\"", "\\", "null", "true", "1e999", "-0", "123456789012345678901234567890", "0.1e-400", "NaN", "\\u0000", "\\ud800", "\\udc00", "\\ud83d\\ude00", "\"url\":", "\"data\":", "\"eventType\":",
        "\"Microsoft.Storage.BlobDeleted\"", "\"api\":\"CreateFile\"", "http://", "https://a.blob.core.windows.net/inbox/%00", "/../", "%2e%2e/", "\u202E", "\"choices\":", "\"message\":", "\"content\":", "\"lines\":", "\"total\":", "\"finish_reason\":\"length\"",
        "```json\n", "```", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\uFEFF", "\0");

    private static byte[][] Of(params string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];
}
