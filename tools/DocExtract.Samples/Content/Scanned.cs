using DocExtract.Samples.Drawing;
using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;
using DocExtract.Samples.Scans;

namespace DocExtract.Samples.Content;

/// <summary>Documents of pixels only.</summary>
internal static class Scanned
{
    private const double FaxDpi = 204;

    private static readonly int[] Sizes = [6, 8];

    public static IReadOnlyList<Sample> All { get; } =
    [
        Of("receipt-en-scan.pdf", "scan", "A till receipt from an office scanner: a picture in a PDF, turned by 1.6 degrees, noisy.", Receipts.Hardware, ScannedPdf),
        Of("receipt-de-photo.jpg", "photo", "A telephone's photograph: perspective, uneven light, lying on its side with the turn noted in EXIF.", Receipts.Bakery, Photograph),
        Of("receipt-es-image.png", "scan", "A receipt as an image without damage, as a till sends it by mail.", Receipts.Restaurant, Image),
        new("invoice-en-fax-two-pages.tif", "en", "scan", "A faxed invoice: TIFF of two black-and-white pages, slightly askew; the total is on the second.", "accepted", null,
            Truth.Of(TwoPages), Fax),
    ];

    public static Invoice TwoPages => EnglishInvoices.CreditNote with
    {
        Language = Languages.English with { MoneyFormat = "EUR {0}", DatePattern = "dd/MM/yyyy" },
        Look = new(Arrangement.Plain, TotalsStyle.Lines, Rules.Header, Sheet.Black,
            Column.Position, Column.Item, Column.Description, Column.Quantity, Column.UnitPrice, Column.Amount),
        IsCreditNote = false,
        Number = "GM-20877",
        Date = new(2026, 4, 27),
        Due = new(2026, 5, 27),
        OrderNumber = "KSS-81",
        PaymentTerms = "30 days net",
        Notes = [],
        Lines = [.. Chandlery()],
    };

    private static IEnumerable<InvoiceLine> Chandlery()
    {
        string[] goods =
        [
            "Shackle, bow, stainless", "Shackle, long", "Snap hook", "Turnbuckle", "Cleat, horn", "Cleat, jam", "Block, single", "Block, double", "Fairlead",
            "Rope clamp", "Thimble", "Swivel", "Deck plate", "Hinge, strap", "Latch, hatch", "Vent, mushroom", "Hose clip", "Drain plug",
        ];
        return goods.SelectMany((name, index) => Sizes.Select((size, step) => new InvoiceLine(
            $"{name} {size} mm", 2 + (((index * 5) + step) % 9), 2.45m + (index * 1.15m) + (step * 0.8m), 23)
        {
            ItemNumber = $"CH{index + 10}-{size}",
        }));
    }

    private static Sample Of(string file, string kind, string about, Receipt receipt, Func<Receipt, byte[]> write) =>
        new(file, receipt.Language.Code, kind, about, "accepted", null, Truth.Of(receipt), () => write(receipt));

    public static Grey Draw(Receipt receipt, double dpi) => Grey.Render([Receipts.Layout(receipt).Draw()], dpi)[0];

    private static byte[] ScannedPdf(Receipt receipt)
    {
        const double Dpi = 200;
        var scan = new Scanner(Degrees: 1.6, Noise: 7, Seed: 11).Scan(Draw(receipt, Dpi));
        var sheet = new Sheet(Math.Round(scan.Width * 72 / Dpi, 2), Math.Round(scan.Height * 72 / Dpi, 2));
        sheet.Picture();
        return new PdfFile("Scan", [sheet]) { Pictures = [(Encoder.Jpeg(scan, 70), scan.Width, scan.Height)] }.ToBytes();
    }

    private static byte[] Photograph(Receipt receipt) =>
        Encoder.Photograph(new Camera(Width: 1500, Height: 2000, Seed: 23).Shoot(Draw(receipt, 300)), 82);

    private static byte[] Image(Receipt receipt) => Encoder.Png(Draw(receipt, 200));

    private static byte[] Fax() => Encoder.FaxTiff(
        [.. Grey.Render(InvoiceLayout.Of(TwoPages).Draw(), FaxDpi).Select((page, index) => new Scanner(Degrees: index == 0 ? -0.7 : 0.5, Noise: 9, Seed: 31 + (ulong)index).Scan(page))],
        FaxDpi);
}
