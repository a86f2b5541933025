using DocExtract.Samples.Drawing;
using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

/// <summary>Purchase orders: of the document type that docs/add-a-document-type.md adds, and so apart from the other samples.</summary>
internal static class PurchaseOrders
{
    private static readonly Invoice Stationery = new()
    {
        Language = Languages.English with
        {
            Words = Languages.English.Words with
            {
                Invoice = "Purchase order",
                Number = "Order number",
                Date = "Order date",
                Delivered = "Deliver by",
                LineSum = "Goods",
                Total = "Order total",
            },
        },
        Look = new(Arrangement.Order, TotalsStyle.Lines, Rules.Rows, new(0.25, 0.2, 0.4),
            Column.Item, Column.Description, Column.Quantity, Column.UnitPrice, Column.Amount),
        Seller = Firms.Lanternwick,
        Buyer = Firms.Marlowe,
        Number = "PO-2026-0142",
        Date = new(2026, 5, 11),
        Delivered = new(2026, 6, 1),
        Currency = "GBP",
        PaymentTerms = "30 days net",
        Lines =
        [
            new("Laid writing paper, ivory, A4, ream", 20, 14.25m, 20) { ItemNumber = "P-1040" },
            new("Envelopes C5, tissue lined, box of 250", 6, 31.80m, 20) { ItemNumber = "E-0525" },
            new("Sealing wax, burgundy, six sticks", 10, 8.40m, 20) { ItemNumber = "W-0066" },
        ],
    };

    private static readonly Invoice Shelves = Stationery with
    {
        Number = "PO-2026-0143",
        Date = new(2026, 5, 12),
        Delivered = new(2026, 6, 15),
        Lines =
        [
            new("Oak display shelf, 120 cm", 4, 86.00m, 20) { ItemNumber = "S-1200" },
            new("Brass bracket, pair", 8, 12.50m, 20) { ItemNumber = "B-0102" },
        ],
        TotalMistake = 30m,
    };

    public static IReadOnlyList<Sample> All { get; } =
    [
        Of("order-en-stationery", Stationery, "Three items, one rate of tax.", "accepted"),
        Of("order-en-total-wrong", Shelves, "The printed total is 30.00 more than its parts: a person must look.", "needs_review"),
    ];

    private static Sample Of(string id, Invoice order, string about, string verdict) => new(
        $"{id}.pdf", order.Language.Code, "digital", about, verdict, null, Truth.OfOrder(order),
        () => new PdfFile($"{order.Language.Words.Invoice} {order.Number}", InvoiceLayout.Of(order).Draw()).ToBytes());
}
