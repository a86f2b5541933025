using DocExtract.Samples.Drawing;
using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

internal static class EnglishInvoices
{
    public static readonly Invoice British = new()
    {
        Language = Languages.English,
        Look = new(Arrangement.Strip, TotalsStyle.Box, Rules.Rows, new(0.13, 0.29, 0.53),
            Column.Item, Column.Description, Column.Quantity, Column.UnitPrice, Column.Rate, Column.Amount),
        Seller = Firms.Lanternwick,
        Buyer = Firms.Marlowe,
        Number = "LW-26-0381",
        Date = new(2026, 3, 14),
        Due = new(2026, 4, 13),
        OrderNumber = "MF/7719",
        Currency = "GBP",
        PaymentTerms = "30 days net, by bank transfer",
        Lines =
        [
            new("Laid writing paper, ivory, A4, ream", 12, 14.25m, 20) { ItemNumber = "P-1040" },
            new("Envelopes C5, tissue lined, box of 250", 4, 31.80m, 20) { ItemNumber = "E-0525" },
            new("Letterpress calling cards, two colours, 500", 1, 168.00m, 20) { ItemNumber = "C-2500" },
            new("Delivery by carrier", 1, 9.50m, 20) { ItemNumber = "D-0001" },
        ],
    };

    /// <summary>Sales tax, a trade discount and freight; no VAT id, month names written out.</summary>
    public static readonly Invoice American = new()
    {
        Language = Languages.English with
        {
            MoneyFormat = "${0}",
            DatePattern = "MMMM d, yyyy",
            Words = Languages.English.Words with
            {
                Number = "Invoice No.",
                Order = "P.O. Number",
                Delivered = "Ship date",
                Tax = "Sales tax",
                Rate = "Tax",
                LineSum = "Merchandise",
                Subtotal = "Net amount",
                Total = "Invoice total",
                Unit = "UOM",
            },
        },
        Look = new(Arrangement.Plain, TotalsStyle.Lines, Rules.Grid, new(0.36, 0.13, 0.13),
            Column.Position, Column.Description, Column.Quantity, Column.Unit, Column.UnitPrice, Column.Amount)
        { Regular = Face.Serif, Bold = Face.SerifBold },
        Seller = Firms.Copperleaf,
        Buyer = Firms.Tidewater,
        Number = "100482",
        Date = new(2026, 1, 9),
        Due = new(2026, 2, 8),
        Delivered = new(2026, 1, 7),
        OrderNumber = "TOT-5516",
        Currency = "USD",
        PaymentTerms = "Net 30",
        Adjustments = [new("Trade discount", -142.50m, 6.25m), new("Freight", 64.00m, 6.25m)],
        Lines =
        [
            new("Brass barometer, wall mounted, 8 inch dial", 3, 415.00m, 6.25m) { Unit = "EA" },
            new("Calibration certificate", 3, 55.00m, 6.25m) { Unit = "EA" },
            new("Thermograph paper, weekly charts", 12, 18.75m, 6.25m) { Unit = "PK" },
        ],
        Notes = ["Please make checks payable to Copperleaf Instruments Inc."],
    };

    public static readonly Invoice CreditNote = new()
    {
        Language = Languages.English with
        {
            MoneyFormat = "€{0}",
            DatePattern = "dd/MM/yyyy",
            Words = Languages.English.Words with { Number = "Credit note no.", Date = "Date", Order = "Your order", Total = "Total credit" },
        },
        Look = new(Arrangement.Band, TotalsStyle.Lines, Rules.Stripes, new(0.05, 0.35, 0.38),
            Column.Item, Column.Description, Column.Quantity, Column.UnitPrice, Column.Rate, Column.Amount),
        IsCreditNote = true,
        Seller = Firms.Gullhaven,
        Buyer = Firms.Kestrel,
        Number = "CN-1207",
        Date = new(2026, 5, 21),
        OrderNumber = "KSS-88",
        Currency = "EUR",
        Lines =
        [
            new("Mooring line 14 mm, returned unopened", 2, 74.90m, 23) { ItemNumber = "ML14-20" },
            new("Fender F4, damaged in transit", 1, 58.35m, 23) { ItemNumber = "FE-F4" },
        ],
        Notes = ["This credit note refers to invoice GM-20931 of 04/05/2026. The amount will be returned to your account."],
    };
}
