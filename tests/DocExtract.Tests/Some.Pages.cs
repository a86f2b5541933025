using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DocExtract.Pages;
using DocExtract.Sources;
using NetVips;

namespace DocExtract.Tests;

internal static partial class Some
{
    /// <summary>Compiles PDFium once for all tests; without it every one that runs at the same time would.</summary>
    private static readonly Lazy<PageOptions> WarmOptions = new(() =>
    {
        var options = new PageOptions
        {
            CacheDirectory = Path.Combine(AppContext.BaseDirectory, "cache"),
            Parallelism = 2,
            PictureDecoder = RepositoryPath(["src", "DocExtract.Worker", .. AppContext.BaseDirectory.Split('/', StringSplitOptions.RemoveEmptyEntries)[^3..], "docextract"]),
        };
        using var opener = new DocumentOpener(options, new SourceLimits());
        opener.Open(Source(Pdf("")), CancellationToken.None);
        return options;
    });

    public static PageOptions PageOptions => WarmOptions.Value;

    public static DocumentOpener Opener(TimeSpan? renderTimeout = null) =>
        new(renderTimeout is { } timeout ? PageOptions with { RenderTimeout = timeout } : PageOptions, new SourceLimits());

    public static SourceFile Source(byte[] content) => SourceFile.Open("document", content, new SourceLimits());

    /// <summary>A PDF of one page of 200 x 100 points with font /F (Helvetica); further objects count from 6.</summary>
    public static byte[] Pdf(string content, string page = "/MediaBox [0 0 200 100]", string resources = "", params string[] objects) => PdfOf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            $"<< /Type /Page /Parent 2 0 R {page} /Contents 4 0 R /Resources << /Font << /F 5 0 R >> {resources} >> >>",
            Stream(content),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            .. objects,
        ]);

    /// <summary>A PDF of empty pages.</summary>
    public static byte[] PdfOfPages(int pages) => PdfOf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Kids [{string.Join(' ', Enumerable.Range(3, pages).Select(number => $"{number} 0 R"))}] /Count {pages} >>",
            .. Enumerable.Repeat("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>", pages),
        ]);

    public static string Stream(string content, string entries = "") => $"<< {entries} /Length {content.Length} >>\nstream\n{content}\nendstream";

    /// <summary>Text operators that show <paramref name="text"/> at a place.</summary>
    public static string Text(string text, int x = 20, int y = 40, string state = "", int size = 20) =>
        string.Create(CultureInfo.InvariantCulture, $"q BT /F {size} Tf {state} {x} {y} Td ({text}) Tj ET Q\n");

    /// <summary>Objects numbered from 1, the first being the catalogue, with a true cross-reference table.</summary>
    public static byte[] PdfOf(IReadOnlyList<string> objects, string trailer = "")
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
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    /// <summary>A PDF protected with the standard security handler, revision 2 (ISO 32000-1, 7.6.3): RC4 with 40 bits.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "What the format of old protected PDFs asks for; nothing is kept secret here.")]
    public static byte[] EncryptedPdf(string userPassword, string content)
    {
        byte[] padding =
        [
            0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
            0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
        ];
        byte[] id = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
        byte[] user = [.. Encoding.Latin1.GetBytes(userPassword).Concat(padding).Take(32)];
        byte[] owner = Rc4(MD5.HashData([.. "owner"u8, .. padding[..27]])[..5], user);
        byte[] permissions = [0xFC, 0xFF, 0xFF, 0xFF];
        byte[] key = MD5.HashData([.. user, .. owner, .. permissions, .. id])[..5];
        byte[] streamKey = MD5.HashData([.. key, 4, 0, 0, 0, 0])[..10];
        string encrypted = Encoding.Latin1.GetString(Rc4(streamKey, Encoding.Latin1.GetBytes(content)));
        return PdfOf(
            [
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
                Stream(encrypted),
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
                $"<< /Filter /Standard /V 1 /R 2 /O <{Convert.ToHexString(owner)}> /U <{Convert.ToHexString(Rc4(key, padding))}> /P -4 >>",
            ],
            $"/Encrypt 6 0 R /ID [<{Convert.ToHexString(id)}> <{Convert.ToHexString(id)}>]");
    }

    /// <summary>A white picture, black in its upper left quarter.</summary>
    public static Image Picture(int width = 80, int height = 40)
    {
        using var paper = Image.Black(width, height, bands: 3) + 255;
        return paper.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb)
            .Mutate(picture => picture.DrawRect([0.0], 0, 0, width / 2, height / 2, fill: true));
    }

    /// <summary>Share of dark pixels within a box of a page.</summary>
    public static double Darkness(PixelImage image, Box box)
    {
        int dark = 0, all = 0;
        for (int y = (int)(box.Y0 * image.Height); y < (int)(box.Y1 * image.Height); y++)
        {
            for (int x = (int)(box.X0 * image.Width); x < (int)(box.X1 * image.Width); x++, all++)
            {
                dark += image.Rgb[((y * image.Width) + x) * 3] < 128 ? 1 : 0;
            }
        }

        return (double)dark / Math.Max(1, all);
    }

    private static byte[] Rc4(byte[] key, byte[] input)
    {
        byte[] state = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
        }

        byte[] output = new byte[input.Length];
        for (int n = 0, i = 0, j = 0; n < input.Length; n++)
        {
            i = (i + 1) & 255;
            j = (j + state[i]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
            output[n] = (byte)(input[n] ^ state[(state[i] + state[j]) & 255]);
        }

        return output;
    }
}
