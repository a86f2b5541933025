namespace DocExtract.Checks;

/// <summary>ISO 4217: which codes there are, and how many decimals their amounts have.</summary>
public static class Currencies
{
    private static readonly HashSet<string> TwoDecimals = Codes(
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC
        CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW
        KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP
        PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN
        UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
        """);

    private static readonly HashSet<string> NoDecimals = Codes("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF");

    private static readonly HashSet<string> ThreeDecimals = Codes("BHD IQD JOD KWD LYD OMR TND");

    private static readonly HashSet<string> FourDecimals = Codes("CLF UYW");

    /// <summary>Withdrawn codes that older documents still carry.</summary>
    private static readonly HashSet<string> Withdrawn = Codes(
        "ATS BEF BGN CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE SIT SKK SLL STD VEF ZMK ZWL");

    /// <summary>Whether this is a code of the standard, in capitals.</summary>
    public static bool IsCode(string code) =>
        TwoDecimals.Contains(code) || NoDecimals.Contains(code) || ThreeDecimals.Contains(code) || FourDecimals.Contains(code) || Withdrawn.Contains(code);

    /// <summary>Decimals of an amount; 2 where the currency is not known.</summary>
    public static int DecimalsOf(string? code) => code switch
    {
        null => 2,
        _ when NoDecimals.Contains(code) => 0,
        _ when ThreeDecimals.Contains(code) => 3,
        _ when FourDecimals.Contains(code) => 4,
        _ => 2,
    };

    private static HashSet<string> Codes(string list) => [.. list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
}
