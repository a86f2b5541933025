using System.Buffers.Binary;
using DocExtract.Pages;
using DocExtract.Sources;
using DocExtract.Worker.Drawing;
using DocExtract.Worker.Evaluation.LongTables;

namespace DocExtract.Worker.Diagnosis;

/// <summary>Whether the native parts work: each is given the smallest piece of the work that it does.</summary>
internal sealed class NativeLook(DocumentOpener opener, SourceLimits limits)
{
    public const string Remedy = "Run npm ci in the repository's root and build again; images have all of it.";

    /// <summary>Digits that no two letters can be taken for.</summary>
    private const string Number = "4827";

    private const int BitmapSide = 16;
    private const int BitmapHead = 54;

    /// <summary>A page of text is opened, drawn, turned into a picture, and read again.</summary>
    public async Task<IReadOnlyList<PartState>> LookAsync(CancellationToken cancellationToken)
    {
        Page? page = null;
        PagePicture? picture = null;
        return
        [
            .. await TryAsync("PDFium", () =>
            {
                page = Open("page.pdf", PageOfText(), cancellationToken).Pages[0];
                return page.TextLayer.Any(word => word.Text == Number) ? "a PDF is opened and its text read" : null;
            }, cancellationToken),
            .. await TryAsync("fonts", () => page is null ? null
                : page.Render(dpi: 72, cancellationToken).Rgb.Any(value => value < byte.MaxValue / 2) ? "text of a PDF without fonts of its own is drawn" : null, cancellationToken),
            .. await TryAsync("libvips", () =>
            {
                picture = page is null ? null : PagePicture.Of(page, cancellationToken);
                return picture is not null && Open("page.jpg", picture.Jpeg, cancellationToken).Pages[0].Render(dpi: 72, cancellationToken).Width == picture.Width
                    ? "a JPEG is written, and decoded in a process of its own" : null;
            }, cancellationToken),
            .. await TryAsync("ImageMagick", () =>
                Open("square.bmp", Bitmap(), cancellationToken).Pages[0].Render(dpi: 72, cancellationToken).Width == BitmapSide
                    ? "a BMP is decoded in a process of its own" : null, cancellationToken),
            .. await TryAsync("OCR", () => picture is not null
                && Open("page.jpg", picture.Jpeg, cancellationToken).Pages[0].ReadWords(cancellationToken).Any(word => word.Text.Contains(Number, StringComparison.Ordinal))
                    ? "ONNX Runtime and its models read a picture" : null, cancellationToken),
        ];
    }

    /// <summary>How it is; null where it did its work and did it wrong, or what it needs is missing.</summary>
    private static Task<IReadOnlyList<PartState>> TryAsync(string part, Func<string?> work, CancellationToken cancellationToken) => Examination.OfAsync(
        part,
        Remedy,
        token => Task.Run<IReadOnlyList<PartState>>(
            () => [work() is { } told ? PartState.Well(part, told) : PartState.Wrong(part, $"It did not do its work, or a part before it did not. {Remedy}")], token),
        cancellationToken);

    private Document Open(string name, byte[] content, CancellationToken cancellationToken) =>
        opener.Open(SourceFile.Open(name, content, limits), cancellationToken);

    private static byte[] PageOfText()
    {
        var pdf = new PlainPdf();
        pdf.NewPage();
        pdf.Write(100, PlainPdf.Height / 2, $"Invoice {Number}", size: 40);
        return pdf.ToBytes();
    }

    /// <summary>A grey square of 24 bits a pixel (BITMAPFILEHEADER, BITMAPINFOHEADER).</summary>
    private static byte[] Bitmap()
    {
        byte[] file = new byte[BitmapHead + (BitmapSide * BitmapSide * 3)];
        Array.Fill(file, (byte)0x80, BitmapHead, file.Length - BitmapHead);
        (file[0], file[1]) = ((byte)'B', (byte)'M');
        foreach (var (at, value) in new[] { (2, file.Length), (10, BitmapHead), (14, 40), (18, BitmapSide), (22, BitmapSide), (34, file.Length - BitmapHead) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        }

        (file[26], file[28]) = (1, 24);
        return file;
    }
}
