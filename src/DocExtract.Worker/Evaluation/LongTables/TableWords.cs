using System.Globalization;

namespace DocExtract.Worker.Evaluation.LongTables;

/// <summary>The words and the numbers of one language, as a generated invoice prints them.</summary>
internal sealed record TableWords
{
    public required string Currency { get; init; }

    public required string Seller { get; init; }

    public required string Title { get; init; }

    public required string Number { get; init; }

    public required string Date { get; init; }

    /// <summary>Titles of the columns: position, description, quantity, price, amount.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required string Carried { get; init; }

    public required string Brought { get; init; }

    public required string Subtotal { get; init; }

    /// <summary>Without the rate.</summary>
    public required string Tax { get; init; }

    public required string Total { get; init; }

    public required string Count { get; init; }

    /// <summary>Before the page's number, and between it and the count.</summary>
    public required (string Page, string Of) Pages { get; init; }

    public required IReadOnlyList<string> Articles { get; init; }

    /// <summary>What goes on in a second line.</summary>
    public required string More { get; init; }

    public required NumberFormatInfo Format { get; init; }

    public string Show(decimal amount) => amount.ToString("N2", Format);

    public static TableWords English { get; } = new()
    {
        Currency = "GBP",
        Seller = "Brackwater Fittings Ltd",
        Title = "INVOICE",
        Number = "Invoice number",
        Date = "Invoice date",
        Columns = ["No.", "Description", "Qty", "Unit price", "Amount"],
        Carried = "Carried forward",
        Brought = "Brought forward",
        Subtotal = "Subtotal",
        Tax = "VAT",
        Total = "Total",
        Count = "Number of items",
        Pages = ("Page", "of"),
        Articles = ["hinge", "bracket", "clamp", "washer", "latch", "hook", "rail", "bolt"],
        More = "galvanised, in a box",
        Format = FormatOf(".", ","),
    };

    public static TableWords German { get; } = new()
    {
        Currency = "EUR",
        Seller = "Nordhagen Beschläge GmbH",
        Title = "RECHNUNG",
        Number = "Rechnungsnummer",
        Date = "Rechnungsdatum",
        Columns = ["Pos.", "Bezeichnung", "Menge", "Einzelpreis", "Betrag"],
        Carried = "Übertrag",
        Brought = "Übertrag",
        Subtotal = "Zwischensumme",
        Tax = "MwSt.",
        Total = "Gesamtbetrag",
        Count = "Anzahl Positionen",
        Pages = ("Seite", "von"),
        Articles = ["Winkel", "Schraube", "Riegel", "Haken", "Schiene", "Dübel", "Bolzen", "Scharnier"],
        More = "verzinkt, in der Schachtel",
        Format = FormatOf(",", "."),
    };

    public static TableWords French { get; } = new()
    {
        Currency = "EUR",
        Seller = "Quincaillerie Vallombreuse SARL",
        Title = "FACTURE",
        Number = "Numéro de facture",
        Date = "Date de facture",
        Columns = ["N°", "Désignation", "Quantité", "Prix unitaire", "Montant"],
        Carried = "À reporter",
        Brought = "Report",
        Subtotal = "Total HT",
        Tax = "TVA",
        Total = "Total TTC",
        Count = "Nombre de lignes",
        Pages = ("Page", "sur"),
        Articles = ["équerre", "vis", "verrou", "crochet", "rail", "cheville", "boulon", "charnière"],
        More = "galvanisé, en boîte",
        Format = FormatOf(",", " "),
    };

    /// <summary>A language that the product has no labels for: no other reader can vouch for the rows.</summary>
    public static TableWords Icelandic { get; } = new()
    {
        Currency = "EUR",
        Seller = "Norðurvík Járnvörur ehf.",
        Title = "REIKNINGUR",
        Number = "Reikningsnúmer",
        Date = "Dagsetning",
        Columns = ["Nr.", "Lýsing", "Magn", "Verð", "Upphæð"],
        Carried = "Flutt á næstu síðu",
        Brought = "Flutt af fyrri síðu",
        Subtotal = "Samtals án skatts",
        Tax = "VSK",
        Total = "Til greiðslu",
        Count = "Fjöldi lína",
        Pages = ("Síða", "af"),
        Articles = ["löm", "krókur", "skrúfa", "bolti", "skinna", "lás", "rör", "nagli"],
        More = "galvaniserað, í kassa",
        Format = FormatOf(",", "."),
    };

    private static NumberFormatInfo FormatOf(string point, string thousands) =>
        new() { NumberDecimalSeparator = point, NumberGroupSeparator = thousands, NegativeSign = "-" };
}
