using DocExtract.Pages;
using DocExtract.Pages.Ocr;
using DocExtract.Sources;
using NetVips;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace DocExtract.Tests;

internal static partial class Some
{
    private static readonly Lazy<OcrEngine> SharedOcr = new(() => new OcrEngine(Path.Combine(AppContext.BaseDirectory, "native", "ocr")));

    private static readonly Lazy<PixelImage> DrawnReceipt = new(() => Drawing(
        (20, 20, "GREENFIELD CORNER SHOP"), (20, 45, "12 Orchard Lane, Mapleton"), (20, 70, "Date: 24/03/2024"), (20, 105, "Ground coffee"),
        (210, 105, "8.45"), (20, 130, "Whole milk"), (210, 130, "1.90"), (20, 155, "Rye bread"), (210, 155, "3.27"),
        (20, 190, "TOTAL"), (205, 190, "13.62"), (20, 215, "Cash"), (205, 215, "20.00"), (20, 240, "Change"), (210, 240, "6.38")));

    /// <summary>The OCR engine with the models beside the tests; loaded once, used by all.</summary>
    public static OcrEngine Ocr => SharedOcr.Value;

    /// <summary>A small receipt at 200 dpi: items in two columns, a total of 13.62.</summary>
    public static PixelImage ReceiptPicture => DrawnReceipt.Value;

    /// <summary>An empty sheet.</summary>
    public static PixelImage BlankPicture(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        Array.Fill<byte>(rgb, 255);
        return new PixelImage(width, height, rgb, null);
    }

    /// <summary>Text in Helvetica of 12 points on a sheet of 270 × 270 points, at 200 dpi; places are the left end of the baseline from the top.</summary>
    public static PixelImage Drawing(params (double X, double Y, string Text)[] texts)
    {
        using var builder = new PdfDocumentBuilder();
        var page = builder.AddPage(270, 270);
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var (x, y, text) in texts)
        {
            page.AddText(text, 12, new PdfPoint(x, 270 - y), font);
        }

        using var opener = new DocumentOpener(new PageOptions(), new SourceLimits());
        var source = SourceFile.Open("drawing.pdf", builder.Build(), new SourceLimits());
        return opener.Open(source, CancellationToken.None).Pages[0].Render(200, CancellationToken.None);
    }

    /// <summary>The picture turned clockwise, on white.</summary>
    public static PixelImage Turned(PixelImage picture, double degrees)
    {
        using var image = Image.NewFromMemory(picture.Rgb, picture.Width, picture.Height, 3, Enums.BandFormat.Uchar);
        using var turned = degrees % 90 == 0 ? image.Rot((Enums.Angle)(int)(degrees / 90)) : image.Rotate(degrees, background: [255, 255, 255]);
        return new PixelImage(turned.Width, turned.Height, turned.WriteToMemory<byte>(), picture.Dpi);
    }
}
