using System.Collections.Frozen;

namespace DocExtract.Values;

/// <summary>The data behind <see cref="Currencies"/>: ISO 4217, also what was withdrawn from it, and what is printed for its codes.</summary>
internal static class CurrencyTable
{
    private const string TwoDigits =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP " +
        "CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR " +
        "KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN " +
        "PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD " +
        "TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG BOV CHE CHW COU MXV USN";

    private const string NoDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private const string ThreeDigits = "BHD IQD JOD KWD LYD OMR TND";

    private const string FourDigits = "CLF UYW";

    /// <summary>Codes that older documents still carry.</summary>
    private const string Withdrawn =
        "ATS BEF CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE SIT SKK SLL STD VEF ZMK ZWL";

    /// <summary>Codes so common that they are also believed in small letters; others could be words (all, top, try).</summary>
    private const string BelievedInSmallLetters = "EUR USD GBP CHF SEK NOK DKK PLN CZK HUF CAD AUD NZD SGD MYR JPY CNY INR";

    /// <summary>Printed forms, as they are written (capitals count), and their codes, most plausible first.</summary>
    private static readonly (string Forms, string Codes)[] Symbols =
    [
        ("€ euro euros Euro Euros EURO EUROS €uro", "EUR"),
        ("£ ￡", "GBP EGP GIP"),
        ("$ ＄", "USD CAD AUD SGD NZD HKD MXN TWD CLP COP ARS"),
        ("US$ U$S USD$ $US", "USD"), ("C$ CA$ CAD$ $CA", "CAD"), ("A$ AU$ AUD$", "AUD"), ("S$ SG$ SGD$", "SGD"), ("NZ$", "NZD"),
        ("HK$", "HKD"), ("NT$", "TWD"), ("MX$", "MXN"), ("R$", "BRL"),
        ("kr Kr KR kr. Kr. KR.", "SEK NOK DKK ISK"), ("Skr SKr", "SEK"), ("Nkr NKr", "NOK"), ("Dkr DKr", "DKK"),
        ("¥ ￥", "JPY CNY"), ("円 JP¥", "JPY"), ("元 RMB CN¥ 人民币", "CNY"),
        ("RM Rm", "MYR"), ("zł Zł ZŁ zl Zl ZL", "PLN"), ("Kč Kc KČ kč", "CZK"), ("Ft FT Ft.", "HUF"), ("lei Lei LEI", "RON MDL"),
        ("лв лв.", "BGN"), ("₽ руб руб. р.", "RUB"), ("₴ грн грн.", "UAH"), ("₺ TL", "TRY"), ("₩ 원", "KRW"), ("₪", "ILS"),
        ("฿ บาท", "THB"), ("₫ đ VNĐ", "VND"), ("₱", "PHP"), ("₦", "NGN"), ("₹ INR.", "INR"), ("Rs Rs. RS RS. Re.", "INR PKR LKR NPR MUR"),
        ("Fr Fr. SFr SFr. sFr sFr. Fr.-", "CHF"), ("Rp Rp.", "IDR"), ("R", "ZAR"), ("DH Dh dh Dhs DHS", "AED MAD"), ("SR", "SAR"),
        ("KSh Ksh KES.", "KES"), ("S/ S/.", "PEN"), ("₡", "CRC"), ("₸", "KZT"), ("CFA FCFA", "XOF XAF"), ("₾", "GEL"), ("₼", "AZN"),
    ];

    internal static bool IsWithdrawn(string code) => Split(Withdrawn).Contains(code);

    internal static FrozenDictionary<string, int> MinorUnits() =>
        Codes(TwoDigits, 2).Concat(Codes(NoDigits, 0)).Concat(Codes(ThreeDigits, 3)).Concat(Codes(FourDigits, 4)).Concat(Codes(Withdrawn, 2))
            .ToFrozenDictionary();

    internal static FrozenDictionary<string, IReadOnlyList<string>> Tokens()
    {
        var codes = MinorUnits().Keys.Select(code => (Form: code, Codes: code));
        var small = Split(BelievedInSmallLetters)
            .SelectMany(code => new[] { code.ToLowerInvariant(), code[0] + code[1..].ToLowerInvariant() }, (code, form) => (form, code));
        var symbols = Symbols.SelectMany(symbol => Split(symbol.Forms), (symbol, form) => (form, symbol.Codes));
        return codes.Concat(small).Concat(symbols)
            .ToFrozenDictionary(token => token.Item1, token => (IReadOnlyList<string>)Split(token.Item2), StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, int>> Codes(string codes, int digits) =>
        Split(codes).Select(code => KeyValuePair.Create(code, digits));

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
