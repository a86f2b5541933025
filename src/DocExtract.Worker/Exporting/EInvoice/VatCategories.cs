using DocExtract.Pages;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>Why a rate of 0 % is charged: a category of UNTDID 5305.</summary>
/// <param name="Category">Its code.</param>
/// <param name="Reason">BT-120: the words that say so; null where there are none.</param>
internal sealed record ZeroRate(string Category, string? Reason)
{
    /// <summary>BT-121: the code of the reason, where the category has only one.</summary>
    public string? Code => Category switch
    {
        "AE" => "VATEX-EU-AE",
        "K" => "VATEX-EU-IC",
        "G" => "VATEX-EU-G",
        _ => null,
    };
}

/// <summary>
/// The words by which the law of each country has an invoice say why it charges no VAT (Directive 2006/112/EC, articles 226 and 226a). Nothing
/// else tells: a rate of 0 % alone may mean any of them.
/// </summary>
internal static class VatCategories
{
    private static readonly (string Category, string[] Words)[] Reasons =
    [
        ("AE",
        [
            "reverse charge", "steuerschuldnerschaft des leistungsempfangers", "autoliquidation", "inversione contabile", "inversion del sujeto pasivo", "btw verlegd",
            "odwrotne obciazenie", "omvand betalningsskyldighet", "omvand skattskyldighet", "omvendt betalingspligt", "omvendt avgiftsplikt", "autoliquidacao", "preneseni danove povinnosti",
        ]),
        ("K",
        [
            "innergemeinschaftliche lieferung", "intra-community supply", "intra-community delivery", "livraison intracommunautaire", "cessione intracomunitaria",
            "entrega intracomunitaria", "intracommunautaire levering", "wewnatrzwspolnotowa dostawa",
        ]),
        ("G", ["steuerfreie ausfuhrlieferung", "export outside the eu", "exportation hors ue", "esportazione art. 8"]),
        ("E",
        [
            "kleinunternehmer", "tva non applicable, art. 293 b", "tva non applicable, article 293 b", "vat exempt", "exempt from vat", "umsatzsteuerfrei", "exonere de tva", "esente iva", "exento de iva",
            "vrijgesteld van btw",
        ]),
    ];

    /// <summary>What the texts of a document say; null where they say nothing, or more than one thing.</summary>
    public static ZeroRate? Of(IEnumerable<string> texts)
    {
        var told = (from text in texts
                    let folded = Folding.Fold(text)
                    from reason in Reasons
                    where reason.Words.Any(word => folded.Contains(word, StringComparison.Ordinal))
                    select new ZeroRate(reason.Category, text)).DistinctBy(reason => reason.Category).ToList();
        return told is [var only] ? only : null;
    }
}
