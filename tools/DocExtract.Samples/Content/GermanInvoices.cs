using System.Globalization;
using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

internal static class GermanInvoices
{
    public static readonly Invoice TwoRates = new()
    {
        Language = Languages.German,
        Look = new(Arrangement.Window, TotalsStyle.Lines, Rules.Header, new(0.45, 0.10, 0.12),
            Column.Position, Column.Item, Column.Description, Column.Quantity, Column.Unit, Column.UnitPrice, Column.Rate, Column.Amount),
        Seller = Firms.Nebelhorn,
        Buyer = Firms.Silberbach,
        Number = "RE-2026-00417",
        Date = new(2026, 2, 5),
        Delivered = new(2026, 2, 2),
        Due = new(2026, 3, 7),
        OrderNumber = "B-60215",
        Currency = "EUR",
        PaymentTerms = "30 Tage netto, 14 Tage 2 % Skonto",
        Lines =
        [
            new("Scharnierlehre, gehärtet", 6, 84.50m, 19) { ItemNumber = "SL-210", Unit = "Stück" },
            new("Bohrvorrichtung für Gartenstühle, verstellbar, mit vier Anschlägen", 1, 1248.00m, 19) { ItemNumber = "BV-077", Unit = "Stück" },
            new("Fachbuch Vorrichtungsbau, 3. Auflage", 4, 42.06m, 7) { ItemNumber = "FB-003", Unit = "Stück" },
            new("Montage und Einweisung", 5.5m, 68.00m, 19) { ItemNumber = "MO-001", Unit = "Std." },
        ],
        Notes = ["Wir danken für Ihren Auftrag. Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum."],
    };

    /// <summary>A wholesaler's delivery over three pages: 78 rows, sums carried forward, the total on the last page.</summary>
    public static readonly Invoice ThreePages = new()
    {
        Language = Languages.German,
        Look = new(Arrangement.Window, TotalsStyle.Lines, Rules.Header, new(0.16, 0.36, 0.20),
            Column.Position, Column.Item, Column.Description, Column.Quantity, Column.UnitPrice, Column.Discount, Column.Amount),
        Seller = Firms.Zimtstern,
        Buyer = Firms.Silberbach with { Name = "Feinkost Silberdistel e. K.", Address = ["Am Kornspeicher 3", "00995 Auenrode"], VatId = null },
        Number = "9930-1184",
        Date = new(2026, 6, 30),
        Due = new(2026, 7, 14),
        Currency = "EUR",
        PaymentTerms = "14 Tage ohne Abzug",
        Lines = [.. Spices()],
    };

    /// <summary>Swiss francs: apostrophes between thousands, the amount due rounded to five centimes, a deposit already paid.</summary>
    public static readonly Invoice Swiss = new()
    {
        Language = Languages.German with
        {
            Separators = (".", "'"),
            MoneyFormat = "CHF {0}",
            PercentFormat = "{0}%",
            Words = Languages.German.Words with { VatId = "UID", Number = "Rechnung Nr.", Date = "Datum", Due = "Zahlbar bis", Total = "Total inkl. MwSt." },
        },
        Look = new(Arrangement.Plain, TotalsStyle.Lines, Rules.Rows, new(0.10, 0.10, 0.10),
            Column.Description, Column.Quantity, Column.UnitPrice, Column.Discount, Column.Amount),
        Seller = Firms.Edelgrat,
        Buyer = Firms.Murmeli,
        Number = "26-2094",
        Date = new(2026, 11, 3),
        Due = new(2026, 12, 3),
        Currency = "CHF",
        Prepaid = 500m,
        RoundedTo = 0.05m,
        Lines =
        [
            new("Kletterseil 9.8 mm, 60 m", 8, 189.90m, 8.1m) { Discount = 151.92m },
            new("Auffanggurt Jugend", 24, 64.50m, 8.1m) { Discount = 154.80m },
            new("Karabiner mit Verschlusssicherung", 60, 13.65m, 8.1m),
        ],
    };

    private static IEnumerable<InvoiceLine> Spices()
    {
        string[] goods =
        [
            "Zimt gemahlen", "Zimtstangen 8 cm", "Sternanis ganz", "Kardamom grün", "Nelken ganz", "Muskatnuss", "Pfeffer schwarz", "Pfeffer weiß",
            "Kurkuma gemahlen", "Ingwer gemahlen", "Paprika edelsüß", "Paprika geräuchert", "Kreuzkümmel", "Koriandersaat", "Fenchelsaat", "Senfkörner gelb",
            "Wacholderbeeren", "Lorbeerblätter", "Majoran gerebelt", "Thymian gerebelt", "Oregano gerebelt", "Rosmarin geschnitten", "Dillspitzen",
            "Bockshornklee", "Piment ganz", "Vanilleschoten Gruppe A",
        ];
        (string Pack, decimal Factor)[] packs = [("Dose 250 g", 1m), ("Beutel 1 kg", 3.2m), ("Eimer 3 kg", 8.7m)];
        for (int index = 0; index < goods.Length * packs.Length; index++)
        {
            var (pack, factor) = packs[index % packs.Length];
            decimal price = Money.Round((2.35m + (index / packs.Length * 0.37m)) * factor);
            int quantity = 2 + (index * 7 % 11);
            yield return new($"{goods[index / packs.Length]}, {pack}", quantity, price, 7)
            {
                ItemNumber = (40100 + (index * 13)).ToString(CultureInfo.InvariantCulture),
                Discount = index % 6 == 4 ? Money.Round(quantity * price * 0.05m) : 0,
            };
        }
    }
}
