using DocExtract.Samples.Drawing;
using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

internal static class RomanceInvoices
{
    /// <summary>Two rates, a discount on the whole order, the sums in a row across the page.</summary>
    public static readonly Invoice French = new()
    {
        Language = Languages.French,
        Look = new(Arrangement.Band, TotalsStyle.Across, Rules.Stripes, new(0.22, 0.24, 0.45),
            Column.Item, Column.Description, Column.Quantity, Column.UnitPrice, Column.Rate, Column.Amount),
        Seller = Firms.Hirondelle,
        Buyer = Firms.Belormeau,
        Number = "FA-2026-0092",
        Date = new(2026, 4, 17),
        Due = new(2026, 5, 17),
        OrderNumber = "CMD 1180",
        Currency = "EUR",
        PaymentTerms = "30 jours, par virement",
        Adjustments = [new("Remise fidélité", -60.00m, 20)],
        Lines =
        [
            new("Carnets reliés main, format A5, papier vergé", 40, 11.90m, 20) { ItemNumber = "CR-A5" },
            new("Encre violette, flacon 50 ml", 24, 8.45m, 20) { ItemNumber = "EN-V50" },
            new("Précis de calligraphie (livre)", 15, 18.00m, 5.5m) { ItemNumber = "LV-CAL" },
            new("Présentoir en hêtre", 2, 449.50m, 20) { ItemNumber = "PR-02" },
        ],
        Notes = ["Pas d'escompte pour paiement anticipé. Indemnité forfaitaire pour frais de recouvrement : 40 €."],
    };

    public static readonly Invoice Spanish = new()
    {
        Language = Languages.Spanish,
        Look = new(Arrangement.Plain, TotalsStyle.Across, Rules.Header, new(0.60, 0.25, 0.05),
            Column.Quantity, Column.Description, Column.UnitPrice, Column.Amount)
        { Regular = Face.Serif, Bold = Face.SerifBold },
        Seller = Firms.Brisamar,
        Buyer = Firms.Almendro,
        Number = "2026/0153",
        Date = new(2026, 9, 8),
        Currency = "EUR",
        PaymentTerms = "transferencia bancaria a 15 días",
        Lines =
        [
            new("Reparación de persianas, planta primera", 1, 385.00m, 21),
            new("Cinta de persiana, metro", 46, 1.75m, 21),
            new("Mano de obra, horas", 7.5m, 32.00m, 21),
        ],
    };

    /// <summary>Between firms of two member states: no tax, the buyer owes it.</summary>
    public static readonly Invoice ItalianReverseCharge = new()
    {
        Language = Languages.Italian,
        Look = new(Arrangement.Strip, TotalsStyle.Box, Rules.Grid, new(0.07, 0.38, 0.22),
            Column.Item, Column.Description, Column.Unit, Column.Quantity, Column.UnitPrice, Column.Rate, Column.Amount),
        ReverseCharge = true,
        Seller = Firms.Fontechiara,
        Buyer = Firms.Wolkenstein,
        Number = "184/E",
        Date = new(2026, 7, 22),
        Due = new(2026, 9, 30),
        OrderNumber = "45-00871",
        Currency = "EUR",
        PaymentTerms = "bonifico bancario 60 giorni fine mese",
        Lines =
        [
            new("Albero di trasmissione, acciaio, lunghezza 1.200 mm", 4, 612.40m, 0) { ItemNumber = "AT-1200", Unit = "pz" },
            new("Giunto elastico", 8, 88.75m, 0) { ItemNumber = "GE-045", Unit = "pz" },
            new("Imballo e trasporto", 1, 140.00m, 0) { ItemNumber = "TRASP", Unit = "a corpo" },
        ],
        Notes = ["Inversione contabile (reverse charge): operazione non imponibile ai sensi dell'art. 41 D.L. 331/93."],
    };

    /// <summary>A description that runs over five lines, and two rates.</summary>
    public static readonly Invoice Portuguese = new()
    {
        Language = Languages.Portuguese,
        Look = new(Arrangement.Window, TotalsStyle.Box, Rules.Rows, new(0.02, 0.30, 0.55),
            Column.Description, Column.Quantity, Column.Unit, Column.UnitPrice, Column.Rate, Column.Amount),
        Seller = Firms.Azulejar,
        Buyer = Firms.Pinhal,
        Number = "FT A/2210",
        Date = new(2026, 10, 12),
        Delivered = new(2026, 10, 9),
        Due = new(2026, 11, 11),
        Currency = "EUR",
        PaymentTerms = "30 dias",
        Lines =
        [
            new("Azulejo pintado à mão, motivo de gaivotas, 14 x 14 cm, vidrado brilhante, para o átrio do edifício B, "
                + "segundo o desenho aprovado em 18 de setembro, incluindo cinco por cento de peças de reserva e embalagem em caixas de madeira reutilizáveis", 860, 3.85m, 23) { Unit = "un" },
            new("Argamassa de assentamento, saco de 25 kg", 34, 11.20m, 23) { Unit = "saco" },
            new("Manual de conservação, brochura", 10, 6.60m, 6) { Unit = "un" },
        ],
    };
}
