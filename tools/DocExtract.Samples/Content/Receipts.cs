using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

internal static class Receipts
{
    public static readonly ReceiptWords EnglishWords = new("Receipt", "Tel", "VAT no.", "Net", "VAT", "Tip", "TOTAL", "Change");

    public static readonly ReceiptWords GermanWords = new("Bon-Nr.", "Tel.", "USt-IdNr.", "Netto", "MwSt.", "Trinkgeld", "SUMME", "Rückgeld");

    public static readonly ReceiptWords SpanishWords = new("Ticket", "Tel.", "NIF", "Base", "IVA", "Propina", "TOTAL", "Cambio");

    public static readonly Receipt Hardware = new()
    {
        Language = Languages.English with { DatePattern = "dd/MM/yyyy" },
        Seller = new("TINKERS YARD HARDWARE", "22 Anvil Street", "Wexhollow WX9 9ZY") { Phone = "01632 960077", VatId = Identifiers.Vat("GB", "0009876") },
        Number = "004417",
        At = new(2026, 2, 21, 11, 42, 0),
        Currency = "GBP",
        TaxRate = 20,
        PaymentMethod = "VISA DEBIT",
        Lines =
        [
            new("WOOD SCREWS 4X40 BOX", 2, 4.79m),
            new("CLAW HAMMER 16OZ", 1, 12.50m),
            new("SANDPAPER ASSORTED", 3, 2.25m),
            new("LINSEED OIL 500ML", 1, 8.95m),
            new("PAINT BRUSH 2IN", 2, 3.60m),
        ],
        Discount = ("LOYALTY SAVING", 2.00m),
        Closing = ["Thank you for shopping", "Returns within 28 days"],
    };

    public static readonly Receipt Bakery = new()
    {
        Language = Languages.German,
        Seller = new("Backstube Mohnhöfer", "Marktgasse 5", "00994 Kupferhain") { Phone = "030 23125 033", VatId = Identifiers.Vat("DE", "99999944") },
        Number = "20931",
        At = new(2026, 5, 9, 8, 17, 0),
        Currency = "EUR",
        TaxRate = 7,
        PaymentMethod = "Bar",
        Tendered = 30m,
        Lines =
        [
            new("Roggenbrot 750g", 1, 4.85m),
            new("Laugenbrezel", 6, 0.95m),
            new("Mohnschnecke", 3, 2.40m),
            new("Dinkelbrötchen", 4, 0.85m),
        ],
        Closing = ["Vielen Dank für Ihren Einkauf"],
    };

    public static readonly Receipt Restaurant = new()
    {
        Language = Languages.Spanish with { DatePattern = "dd/MM/yyyy", Months = [] },
        Seller = new("CASA LUCERNARIO", "Calle del Muelle 14", "00982 Puertoviento") { Phone = "900 000 456", VatId = Identifiers.Vat("ES", "0009974") },
        Number = "A-10356",
        At = new(2026, 7, 18, 22, 5, 0),
        Currency = "EUR",
        TaxRate = 10,
        PaymentMethod = "TARJETA",
        Tip = 4.00m,
        Lines =
        [
            new("Croquetas caseras", 2, 7.50m),
            new("Pulpo a la brasa", 1, 18.90m),
            new("Ensalada de tomate", 1, 8.40m),
            new("Agua mineral 1L", 2, 2.60m),
            new("Tarta de almendra", 2, 5.25m),
        ],
        Closing = ["Gracias por su visita"],
    };

    public static ReceiptLayout Layout(Receipt receipt) => new(receipt, receipt.Language.Code switch
    {
        "de" => GermanWords,
        "es" => SpanishWords,
        _ => EnglishWords,
    });
}
