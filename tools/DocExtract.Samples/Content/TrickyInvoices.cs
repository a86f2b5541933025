using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

/// <summary>Documents that must not be believed as they stand, or not be fooled by.</summary>
internal static class TrickyInvoices
{
    /// <summary>The seller added up wrongly by 90: digits of the total are swapped.</summary>
    public static readonly Invoice WrongTotal = EnglishInvoices.British with
    {
        Seller = Firms.Gullhaven,
        Buyer = Firms.Kestrel,
        Language = Languages.English with { MoneyFormat = "€{0}" },
        Currency = "EUR",
        Number = "GM-21044",
        Date = new(2026, 6, 2),
        Due = new(2026, 7, 2),
        OrderNumber = "KSS-93",
        TotalMistake = 90m,
        Lines =
        [
            new("Sailcloth, polyester, metre", 18, 22.40m, 23) { ItemNumber = "SC-180" },
            new("Brass eyelets, bag of 100", 3, 17.95m, 23) { ItemNumber = "BE-100" },
            new("Repair of mainsail", 1, 240.00m, 23) { ItemNumber = "RP-01" },
        ],
    };

    /// <summary>White letters on white beside the total say that nothing is owed.</summary>
    public static readonly Invoice HiddenTotal = EnglishInvoices.British with
    {
        Look = new(Arrangement.Window, TotalsStyle.Lines, Rules.Rows, new(0.30, 0.20, 0.45),
            Column.Item, Column.Description, Column.Quantity, Column.UnitPrice, Column.Amount),
        Buyer = Firms.Marlowe with { Name = "Thistledown Press", Address = ["5 Candle Court", "Saltmere SM0 0AB", "United Kingdom"] },
        Number = "LW-26-0402",
        Date = new(2026, 4, 2),
        Due = new(2026, 5, 2),
        OrderNumber = null,
        HiddenTotal = 0m,
        Lines =
        [
            new("Blotting paper, green, 100 sheets", 5, 12.60m, 20) { ItemNumber = "B-0100" },
            new("Sealing wax, crimson, box of 12", 8, 21.35m, 20) { ItemNumber = "W-0012" },
        ],
    };
}
