using System.Text.Json.Nodes;
using DocExtract.Samples.Drawing;
using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;
using DocExtract.Samples.Scans;

namespace DocExtract.Samples.Content;

/// <summary>Files that hold several documents.</summary>
internal static class Several
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        new("batch-en-three-invoices.pdf", "en", "digital",
            "A batch: cover sheet, an invoice, an invoice of two pages with terms of business behind it, a blank page, and a third invoice.",
            "accepted", null, Parts(Truth.Of(Paper), Truth.Of(Chandlery), Truth.Of(Rigging)), Batch),
        new("receipts-en-two-in-one-picture.png", "en", "scan", "Two receipts that lay on the scanner's glass together.",
            "accepted", null, Parts(Truth.Of(Receipts.Hardware), Truth.Of(Stationery)), Glass),
    ];

    private static Invoice Paper => EnglishInvoices.British with { Number = "LW-26-0455", Date = new(2026, 4, 20), Due = new(2026, 5, 20), OrderNumber = "MF/7803" };

    /// <summary>On two pages, whose second says so.</summary>
    private static Invoice Chandlery => Scanned.TwoPages with { Number = "GM-20931", Date = new(2026, 5, 4), Due = new(2026, 6, 3), OrderNumber = "KSS-84" };

    private static Invoice Rigging => TrickyInvoices.WrongTotal with { Number = "GM-20940", Date = new(2026, 5, 6), Due = new(2026, 6, 5), OrderNumber = "KSS-85", TotalMistake = 0m };

    private static Receipt Stationery => Receipts.Hardware with
    {
        Seller = new("SEALING WAX & SONS", "9 Quillmakers Row", "Wexhollow WX9 9ZX") { Phone = "01632 960018", VatId = Identifiers.Vat("GB", "0009861") },
        Number = "A-1093",
        At = new(2026, 2, 23, 16, 8, 0),
        PaymentMethod = "CASH",
        Discount = null,
        Lines =
        [
            new("SEALING WAX RED", 2, 3.40m),
            new("QUILL GOOSE", 1, 5.95m),
            new("INK POWDER 50G", 1, 4.10m),
            new("BLOTTING SAND 1KG", 2, 2.75m),
        ],
        Closing = ["Call again"],
    };

    private static JsonObject Parts(params JsonObject[] parts) => new() { ["parts"] = new JsonArray([.. parts]) };

    private static byte[] Batch() => new PdfFile("Batch",
    [
        Cover(),
        .. InvoiceLayout.Of(Paper).Draw(),
        .. InvoiceLayout.Of(Chandlery).Draw(),
        Terms(),
        Sheet.A4(),
        .. InvoiceLayout.Of(Rigging).Draw(),
    ]).ToBytes();

    private static Sheet Cover()
    {
        var sheet = Sheet.A4();
        sheet.Text(60, 120, "BATCH COVER SHEET", 24, Face.SansBold);
        sheet.Block(60, 170, ["Marlowe & Finch Studio, post room", "Scanned on 10 June 2026", "Documents: 3"], 12, leading: 1.6);
        return sheet;
    }

    private static Sheet Terms()
    {
        string[] clauses =
        [
            "1. These terms apply to all sales by the seller; terms of the buyer apply only where the seller has agreed to them in writing.",
            "2. Offers are open for two weeks. A contract is made when the seller confirms an order or sends the goods.",
            "3. Goods travel at the risk of the buyer once they have been handed to the carrier. Damage is to be noted on the carrier's papers.",
            "4. Goods stay the property of the seller until everything that is owed for them has been paid.",
            "5. Faults are to be told within eight days of receipt, hidden ones as soon as they are found. The seller mends or replaces.",
            "6. Where a payment is late the seller may ask for interest at the rate that the law allows, and for the cost of reminders.",
            "7. The seller is not liable for what neither party could foresee, such as storms, strikes and closed harbours.",
            "8. The law of the seller's seat applies, and its courts decide.",
        ];
        var sheet = Sheet.A4();
        sheet.Text(60, 80, "Terms and conditions of sale", 14, Face.SansBold);
        sheet.Block(60, 110, clauses.SelectMany(clause => Wrapping.Wrap(clause, 470, 9, Face.Sans)), 9, leading: 1.5);
        return sheet;
    }

    /// <summary>Both on white, a hand's breadth apart, the second a little lower.</summary>
    private static byte[] Glass()
    {
        const int Gap = 160;
        var one = Scanned.Draw(Receipts.Hardware, 200);
        var other = Scanned.Draw(Stationery, 200);
        var glass = new Grey(one.Width + Gap + other.Width, Math.Max(one.Height, other.Height + Gap));
        glass.Fill((x, y) => x < one.Width ? At(one, x, y) : At(other, x - one.Width - Gap, y - Gap));
        return Encoder.Png(glass);

        static double At(Grey paper, int x, int y) => paper.Holds(x, y) ? paper[x, y] : 255;
    }
}
