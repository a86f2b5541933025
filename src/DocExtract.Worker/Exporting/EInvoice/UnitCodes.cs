using System.Collections.Frozen;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>Units as they are printed and their codes by UN/ECE Recommendation 20, packages by 21 (an X in front).</summary>
internal static class UnitCodes
{
    private static readonly FrozenDictionary<string, string> Words = Table(
        ("H87", "pc pcs piece pieces pce stk stck stück stueck stuck st stuks pz pezzo pezzi pza pieza piezas pièce pièces peça peças szt sztuka sztuki sztuk ks kus kusů db styck buc kpl nos"),
        ("C62", "unit units unité unités ud uds unidad unidades un unid unidade unidades einheit einheiten unità eenheid"),
        ("EA", "ea each"),
        ("HUR", "h hr hrs hour hours std stunde stunden heure heures ora ore hora horas uur uren godz godzina godziny tim timme timmar time timer"),
        ("MIN", "min minute minutes minuten minuti minuto minutos"),
        ("DAY", "day days tag tage jour jours giorno giorni día días dia dias dag dagen dage dagar dzień dni"),
        ("WEE", "week weeks woche wochen semaine semaines settimana settimane semana semanas weken"),
        ("MON", "month months monat monate mois mese mesi mes meses mês maand maanden miesiąc"),
        ("ANN", "year years jahr jahre an ans année années anno anni año años ano anos jaar"),
        ("KGM", "kg kgs kilo kilos kilogram kilogramm"), ("GRM", "g gr gramm gram"), ("MGM", "mg"), ("TNE", "t to tonne tonnes tonnen ton"), ("LBR", "lb lbs"), ("ONZ", "oz"),
        ("MTR", "m meter metre metres mètre mètres metro metri metros lfm lfdm"), ("CMT", "cm"), ("MMT", "mm"), ("KMT", "km"), ("FOT", "ft"), ("INH", "inch inches"),
        ("MTK", "m2 m² qm mq"), ("MTQ", "m3 m³ cbm mc"), ("FTK", "ft2 ft² sqft"),
        ("LTR", "l ltr liter litre litres litro litri litros"), ("MLT", "ml"), ("CLT", "cl"), ("HLT", "hl"),
        ("KWH", "kwh"), ("MWH", "mwh"), ("SET", "set sets satz jeu"), ("PR", "pair pairs paar paire paires paio paia"), ("DZN", "dozen dutzend douzaine"),
        ("LS", "pauschal pauschale psch lumpsum forfait ff forfettario flat"), ("P1", "%"),
        ("XPK", "pk pack packs package packages packung packungen pkg paket paquet paquets"), ("XBX", "box boxes schachtel boîte"), ("XCT", "carton cartons karton kartons cartone"),
        ("XBO", "bottle bottles flasche flaschen bouteille bottiglia"), ("XBG", "bag bags beutel"), ("XRO", "roll rolls rolle rollen rouleau rotolo"), ("XPX", "pallet pallets palette paletten"));

    /// <summary>What e-invoices hold beside the codes of <see cref="Words"/>.</summary>
    private static readonly FrozenSet<string> Codes = Words.Values.Concat(
        ("SEC QAN SAN CMK MMK SMI YRD YDK INK CMQ FTQ GLI GLL OZA STN LTN DTN 4L E34 AD D63 E48 E49 E50 E51 E54 NAR NPR MIL WTT KWT MAW JOU KJO AMP HTZ BAR CEL ZZ "
            + "XAM XBA XBE XBH XBR XCA XCI XCR XCS XCX XDR XEN XJG XJR XKG XLT XNE XNT XPA XPP XPU XRL XSA XST XSW XTB XTU XVA XVI XVP").Split(' ')).ToFrozenSet();

    /// <summary>The code of a unit that is printed, or is a code already; null where it is none that is known.</summary>
    public static string? Of(string printed) => Codes.Contains(printed) ? printed : Words.GetValueOrDefault(Fold(printed));

    /// <summary>Whether it may be a code.</summary>
    public static bool HasShape(string code) => code.Length is 2 or 3 && code.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));

    /// <summary>The form in which printed units are compared.</summary>
    public static string Fold(string printed) => printed.Trim().TrimEnd('.').ToLowerInvariant();

    private static FrozenDictionary<string, string> Table(params (string Code, string Words)[] units) => units
        .SelectMany(unit => unit.Words.Split(' '), (unit, word) => (word, unit.Code)).DistinctBy(unit => unit.word).ToFrozenDictionary(unit => unit.word, unit => unit.Code);
}
