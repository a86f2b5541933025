using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

/// <summary>Invoices that are sent as XML; units are UN/ECE codes there.</summary>
internal static class ElectronicInvoices
{
    public static readonly Invoice French = RomanceInvoices.French with
    {
        Look = new(Arrangement.Strip, TotalsStyle.Lines, Rules.Rows, new(0.40, 0.08, 0.30),
            Column.Item, Column.Description, Column.Quantity, Column.UnitPrice, Column.Rate, Column.Amount),
        Number = "FA-2026-0107",
        Date = new(2026, 5, 4),
        Due = new(2026, 6, 3),
        Delivered = new(2026, 4, 30),
        OrderNumber = "CMD 1204",
        Adjustments = [new("Remise de fin de saison", -25.00m, 20), new("Frais de port", 14.90m, 20)],
        Lines =
        [
            new("Buvards assortis, paquet de 20", 30, 3.20m, 20) { ItemNumber = "BV-20" },
            new("Porte-plume en olivier", 12, 14.75m, 20) { ItemNumber = "PP-OL" },
            new("Atlas des alphabets (livre)", 6, 32.50m, 5.5m) { ItemNumber = "LV-ALP" },
        ],
    };

    public static readonly Invoice German = GermanInvoices.TwoRates with
    {
        Look = GermanInvoices.TwoRates.Look with
        {
            Columns = [Column.Item, Column.Description, Column.Quantity, Column.Unit, Column.UnitPrice, Column.Rate, Column.Amount],
        },
        Number = "RE-2026-00502",
        Date = new(2026, 4, 9),
        Delivered = new(2026, 4, 7),
        Due = new(2026, 5, 9),
        OrderNumber = "B-60377",
        Notes = [],
        Lines =
        [
            new("Biegevorrichtung, zweistufig", 2, 936.00m, 19) { ItemNumber = "BG-118", Unit = "C62" },
            new("Wartung vor Ort", 6.25m, 72.00m, 19) { ItemNumber = "WA-001", Unit = "HUR" },
            new("Tabellenbuch Umformtechnik", 3, 38.32m, 7) { ItemNumber = "FB-011", Unit = "C62" },
        ],
    };
}
