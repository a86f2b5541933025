namespace DocExtract.Values;

/// <summary>The data behind <see cref="Country"/>: the countries of the shared currency symbols, and those whose date order is sure.</summary>
internal static class CountryTable
{
    // States that look like words of other documents (Customer ID 12345, Acme CO 12345, DE 24103) count only with their own ZIP codes.
    private const string StateAndZip =
        @"\p{L}(?:[,.] ?| )(?:(?:A[KRZ]|C[AT]|DC|FL|GA|I[AL]|K[SY]|M[ADINOST]|N[CDEHJMVY]|OH|RI|SC|T[NX]|UT|V[AT]|W[AIVY])[ ,]+\d{5}|"
        + @"AL[ ,]+3[56]\d{3}|CO[ ,]+8[01]\d{3}|DE[ ,]+19[789]\d\d|HI[ ,]+96[78]\d\d|ID[ ,]+83[2-8]\d\d|IN[ ,]+4[67]\d{3}|LA[ ,]+7[01]\d{3}|"
        + @"ME[ ,]+0[34]\d{3}|OK[ ,]+7[34]\d{3}|OR[ ,]+97\d{3}|PA[ ,]+1[5-9]\d{3}|SD[ ,]+57\d{3})(?:-\d{4})?(?!\d)";

    private const string CanadianPostcode = @"(?<![\w-])[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d(?![\w-])";

    private const string BritishPostcode = @"(?<![\w-])[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w-])";

    private const string AustralianPostcode = @"(?<!\w)(?:NSW|VIC|QLD|WA|SA|TAS|ACT)[ ,]+\d{4}(?!\d)|(?<!\w)A\.?B\.?N\.?:? ?\d\d ?\d{3} ?\d{3} ?\d{3}(?!\d)";

    internal static readonly Country[] All =
    [
        new("USD", DateOrder.MonthFirst, "united states|united states of america|usa|u s a|us dollar|us dollars", "", StateAndZip),
        new("CAD", DateOrder.Unknown, "canada|canadian dollar|canadian dollars", "", CanadianPostcode),
        new("AUD", DateOrder.DayFirst, "australia|australian dollars", "61", AustralianPostcode),
        new("NZD", DateOrder.DayFirst, "new zealand|aotearoa", "64"),
        new("SGD", DateOrder.DayFirst, "singapore", "65"),
        new("HKD", DateOrder.DayFirst, "hong kong", "852"),
        new("TWD", DateOrder.Unknown, "taiwan", "886"),
        new("MXN", DateOrder.DayFirst, "mexico", "52"),
        new("CLP", DateOrder.DayFirst, "chile", "56"),
        new("COP", DateOrder.DayFirst, "colombia", "57"),
        new("ARS", DateOrder.DayFirst, "argentina", "54"),
        new("SEK", DateOrder.Unknown, "sverige|sweden|schweden", "46", @"(?<!\w)SE ?\d{12}(?!\d)|(?<!\w)SE\d\d(?: ?\d{4}){5}(?!\d)"),
        new("NOK", DateOrder.DayFirst, "norge|norway|norwegen", "47", @"(?<!\w)NO ?\d{9} ?MVA|(?<!\w)NO\d\d(?: ?\d{4}){2} ?\d{3}(?!\d)"),
        new("DKK", DateOrder.DayFirst, "danmark|denmark", "45", @"(?<!\w)DK ?\d{8}(?!\d)|(?<!\w)DK\d\d(?: ?\d{4}){3} ?\d\d(?!\d)"),
        new("ISK", DateOrder.DayFirst, "iceland", "354", @"(?<!\w)IS\d\d(?: ?\d{4}){5} ?\d\d(?!\d)"),
        new("JPY", DateOrder.Unknown, "japan", "81"),
        new("CNY", DateOrder.Unknown, "china|p r china", "86"),
        new("INR", DateOrder.DayFirst, "india", "91"),
        new("PKR", DateOrder.DayFirst, "pakistan", "92"),
        new("LKR", DateOrder.DayFirst, "sri lanka", "94"),
        new("NPR", DateOrder.DayFirst, "nepal", "977"),
        new("MUR", DateOrder.DayFirst, "mauritius", "230"),
        new("MYR", DateOrder.DayFirst, "malaysia|kuala lumpur|selangor|johor|johor bahru|sdn bhd", "60"),
        new("AED", DateOrder.DayFirst, "united arab emirates|uae|dubai", "971"),
        new("MAD", DateOrder.DayFirst, "morocco|maroc", "212"),
        new("GBP", DateOrder.DayFirst, "united kingdom|england|scotland|great britain", "44", BritishPostcode),
        new("CHF", DateOrder.DayFirst, "switzerland|schweiz|suisse|svizzera", "41"),
        new("PLN", DateOrder.DayFirst, "poland|polska", "48"),
        new(
            "EUR", DateOrder.DayFirst,
            "germany|deutschland|france|spain|espana|italy|italia|netherlands|nederland|belgium|belgique|belgie|portugal|austria|osterreich|ireland|luxembourg|finland|suomi",
            "49 33 34 39 31 32 351 43 353 352 358"),
    ];

    /// <summary>The order of dates in countries that use a currency; also of some currencies without a country above.</summary>
    internal static DateOrder OrderOf(string currency) =>
        All.FirstOrDefault(country => country.Currency == currency)?.Order ?? (DayFirst.Contains(currency) ? DateOrder.DayFirst : DateOrder.Unknown);

    /// <summary>Whether a currency's code is trusted to be one also where its letters could be a word: ALL and TOP are not.</summary>
    internal static bool Knows(string code) => All.Any(country => country.Currency == code) || DayFirst.Contains(code);

    /// <summary>The currency that a country's businesses charge in, by the two letters that begin its VAT ids and IBANs; null where unknown.</summary>
    internal static string? CurrencyOf(string country) => country switch
    {
        "AT" or "BE" or "CY" or "DE" or "EE" or "EL" or "ES" or "FI" or "FR" or "GR" or "HR" or "IE" or "IT" or "LT" or "LU" or "LV"
            or "MC" or "MT" or "NL" or "PT" or "SI" or "SK" or "SM" => "EUR",
        "GB" or "XI" => "GBP",
        "CH" or "LI" => "CHF",
        "PL" => "PLN",
        "DK" => "DKK",
        "SE" => "SEK",
        "NO" => "NOK",
        "CZ" => "CZK",
        "HU" => "HUF",
        "RO" => "RON",
        _ => null,
    };

    private static readonly string[] DayFirst = ["CZK", "RON", "BGN", "RUB", "UAH", "ILS", "THB", "VND", "IDR", "BRL", "NGN", "EGP", "GIP", "SAR"];
}
