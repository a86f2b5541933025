using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

internal static class DutchAndPolishInvoices
{
    /// <summary>A shop's invoice to a person: prices include tax, part is already paid.</summary>
    public static readonly Invoice DutchPricesWithTax = new()
    {
        Language = Languages.Dutch with { Words = Languages.Dutch.Words with { UnitPrice = "Prijs incl. btw", Amount = "Bedrag incl. btw" } },
        Look = new(Arrangement.Band, TotalsStyle.Box, Rules.Rows, new(0.85, 0.36, 0.05),
            Column.Description, Column.Quantity, Column.UnitPrice, Column.Amount),
        TaxIncluded = true,
        Seller = Firms.Zeevonk,
        Buyer = Firms.VanDerLinde,
        Number = "F2026-3307",
        Date = new(2026, 8, 19),
        Currency = "EUR",
        Prepaid = 250m,
        PaymentTerms = "binnen 14 dagen",
        Lines =
        [
            new("Stadsfiets Duinroos, 7 versnellingen", 1, 749.00m, 21),
            new("Fietstas dubbel, waterdicht", 1, 64.95m, 21),
            new("Slot met ketting, klasse 3", 2, 39.50m, 21),
            new("Rijklaar maken", 1, 45.00m, 21),
        ],
        Notes = ["Twee jaar garantie op frame en voorvork."],
    };

    public static readonly Invoice Polish = new()
    {
        Language = Languages.Polish,
        Look = new(Arrangement.Strip, TotalsStyle.Lines, Rules.Grid, new(0.55, 0.35, 0.05),
            Column.Position, Column.Description, Column.Unit, Column.Quantity, Column.UnitPrice, Column.Rate, Column.Amount),
        Seller = Firms.Bursztyn,
        Buyer = Firms.Sowa,
        Number = "FV 88/03/2026",
        Date = new(2026, 3, 27),
        Delivered = new(2026, 3, 25),
        Due = new(2026, 4, 10),
        Currency = "PLN",
        PaymentTerms = "przelew 14 dni",
        Lines =
        [
            new("Korale bursztynowe, sznur 45 cm", 14, 128.00m, 23) { Unit = "szt." },
            new("Broszka srebrna, motyw sowy", 6, 212.50m, 23) { Unit = "szt." },
            new("Grawerowanie", 20, 15.90m, 23) { Unit = "szt." },
            new("Album o bursztynie", 5, 84.00m, 5) { Unit = "szt." },
        ],
    };
}
