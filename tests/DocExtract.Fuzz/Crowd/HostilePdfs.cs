using System.IO.Compression;
using System.Text;
using DocExtract.Fuzz.Inputs;
using DocExtract.Worker.Evaluation.LongTables;

namespace DocExtract.Fuzz.Crowd;

/// <summary>PDFs that are made to do harm, by name.</summary>
internal static class HostilePdfs
{
    private const int Pages = 200;
    private const int Files = 20;

    public static IReadOnlyList<(string Name, Func<byte[]> Make)> All { get; } =
    [
        ("forms that draw each other without end", Endless),
        ("200 pages none of which ends", EndlessPages),
        ("a stream that unpacks to a gigabyte", () => PlainPdfs.Of("", "/XObject << /X 6 0 R >>", "/X Do", Packed(1 << 30, (byte)' ', "/Type /XObject /Subtype /Form /BBox [0 0 200 100]"))),
        ("a stream packed twice", PackedTwice),
        ("a picture of 60,000 by 60,000 pixels", () => PlainPdfs.Of("", "/XObject << /X 6 0 R >>", "q 200 0 0 100 0 0 cm /X Do Q", Packed(60_000 * 7_500, 0x55, "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray"))),
        ("an attached XML of a gigabyte", Attachment),
        ("20 attached XMLs that are one stream of 900,000 elements", () => SharedXml(900_000)),
        ("20 attached XMLs that are one stream of 100,000 elements", () => SharedXml(100_000)),
        ("10,000 pages", () => Catalogue(10_000, "")),
        ("a page of 100,000 by 100,000 points", () => Catalogue(1, "/MediaBox [0 0 100000 100000]")),
        ("names in a circle", () => PlainPdf.OfObjects(["<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 4 0 R >> >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>", "<< /Kids [4 0 R 4 0 R] >>"])),
        ("pages in a circle", () => PlainPdf.OfObjects(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 5 >>", "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 3 >>"])),
        ("brackets a million deep", () => PlainPdfs.Of("", "", new string('[', 1_000_000))),
        ("200 pages full of numbers", Dense),
        ("a page of 90,000 letters", () => PlainPdfs.Of("", "", Letters(90_000))),
        ("200 pages that show one stream of 90,000 words", SharedWords),
        ("the same page and a ZIP file", () => [.. PlainPdfs.All[0], .. Encoding.Latin1.GetBytes("PK\x03\x04"), .. new byte[64]]),
        ("HTML before the PDF", () => [.. "<html><script>1</script>\n"u8, .. PlainPdfs.All[0]]),
        ("broken off", () => PlainPdfs.All[0][..300]),
        ("nothing but a header", () => [.. "%PDF-1.7\n"u8]),
    ];

    private static byte[] Endless() => PlainPdfs.Of("", "/XObject << /X 6 0 R >>", "/X Do", PlainPdfs.Form("/X Do /X Do", "/X 7 0 R"), PlainPdfs.Form("/X Do /X Do", "/X 6 0 R"));

    private static byte[] EndlessPages() => PlainPdf.OfObjects(
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        $"<< /Type /Pages /Kids [{string.Join(' ', Enumerable.Range(0, Pages).Select(i => $"{i + 6} 0 R"))}] /Count {Pages} /MediaBox [0 0 200 100] /Resources << /XObject << /X 4 0 R >> >> >>",
        PlainPdfs.Stream("/X Do"),
        PlainPdfs.Form("/X Do /X Do", "/X 5 0 R"),
        PlainPdfs.Form("/X Do /X Do", "/X 4 0 R"),
        .. Enumerable.Repeat("<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>", Pages),
    ]);

    private static byte[] Catalogue(int pages, string entries) => PlainPdf.OfObjects(
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        $"<< /Type /Pages /Kids [{string.Join(' ', Enumerable.Range(3, pages).Select(i => $"{i} 0 R"))}] /Count {pages} /MediaBox [0 0 200 100] >>",
        .. Enumerable.Repeat($"<< /Type /Page /Parent 2 0 R {entries} >>", pages),
    ]);

    private static byte[] Attachment() => PlainPdf.OfObjects(
    [
        "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.xml) 4 0 R] >> >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>",
        "<< /Type /Filespec /F (a.xml) /UF (a.xml) /EF << /F 5 0 R >> >>",
        Packed(1 << 30, (byte)' ', "/Type /EmbeddedFile"),
    ]);

    /// <summary>Each of them is an e-invoice by its root, and small in the file.</summary>
    private static byte[] SharedXml(int elements)
    {
        string rows = string.Concat(Enumerable.Repeat("<a b=\"\"/>", elements));
        byte[] xml = Encoding.UTF8.GetBytes(
            $"<CrossIndustryInvoice xmlns=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\">{rows}</CrossIndustryInvoice>");
        return PlainPdf.OfObjects(
        [
            $"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [{string.Join(' ', Enumerable.Range(5, Files).Select(i => $"(a{i + 5}.xml) {i} 0 R"))}] >> >> >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>",
            PlainPdfs.Stream(Zip(xml.Length, xml), "/Type /EmbeddedFile /Filter /FlateDecode"),
            .. Enumerable.Range(5, Files).Select(i => $"<< /Type /Filespec /F (a{i + 5}.xml) /UF (a{i + 5}.xml) /EF << /F 4 0 R >> >>"),
        ]);
    }

    /// <summary>Letters so far apart that each is a word.</summary>
    private static byte[] SharedWords() => PlainPdf.OfObjects(
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        $"<< /Type /Pages /Kids [{string.Join(' ', Enumerable.Range(5, Pages).Select(i => $"{i} 0 R"))}] /Count {Pages} /MediaBox [0 0 200 100] /Resources << /Font << /F 4 0 R >> >> >>",
        PlainPdfs.Stream($"1 Tc {Letters(90_000)}"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        .. Enumerable.Repeat("<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>", Pages),
    ]);

    /// <summary>Everywhere an amount that could be any of the others.</summary>
    private static byte[] Dense()
    {
        var pdf = new PlainPdf();
        for (int page = 0; page < Pages; page++)
        {
            pdf.NewPage();
            for (int row = 0; row < 100; row++)
            {
                pdf.Write(20, 830 - (8 * row), string.Join("   ", Enumerable.Range(0, 20).Select(i => $"{(page * 37) + (row * 11) + i},{(row + i) % 100:00}")), 6);
            }
        }

        return pdf.ToBytes();
    }

    private static string Letters(int count) =>
        $"BT /F 1 Tf 1 TL 0 99 Td {string.Concat(Enumerable.Repeat($"({string.Concat(Enumerable.Range(0, 90).Select(i => (char)('0' + (i % 10))))}) Tj T*\n", count / 90))} ET";

    private static byte[] PackedTwice()
    {
        string once = Packed(1 << 30, (byte)' ', "");
        byte[] inner = Encoding.Latin1.GetBytes(once[(once.IndexOf("stream\n", StringComparison.Ordinal) + 7)..once.LastIndexOf("\nendstream", StringComparison.Ordinal)]);
        return PlainPdfs.Of("", "/XObject << /X 6 0 R >>", "/X Do", PlainPdfs.Stream(Zip(inner.Length, inner), "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Filter [/FlateDecode /FlateDecode]"));
    }

    private static string Packed(long length, byte value, string entries)
    {
        byte[] block = new byte[1 << 20];
        Array.Fill(block, value);
        return PlainPdfs.Stream(Zip(length, block), $"{entries} /Filter /FlateDecode");
    }

    private static string Zip(long length, byte[] block)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (long written = 0; written < length; written += block.Length)
            {
                deflate.Write(block, 0, (int)Math.Min(block.Length, length - written));
            }
        }

        return Encoding.Latin1.GetString(packed.ToArray());
    }
}
