using System.Globalization;
using DocExtract.Pages;

namespace DocExtract.Checks.Identifiers;

/// <summary>International bank account numbers, ISO 13616.</summary>
internal static class Iban
{
    /// <summary>How long an account is in each country, by the register that SWIFT keeps for ISO 13616.</summary>
    private static readonly Dictionary<string, int> Lengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 " +
        "GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 " +
        "MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 " +
        "TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30").Split(' ').ToDictionary(entry => entry[..2], entry => int.Parse(entry[2..], CultureInfo.InvariantCulture));

    /// <summary>Whether it has its country's length and its check digits hold; spaces do not count.</summary>
    public static bool IsValid(string text) => Fault(text) is null;

    /// <summary>What is wrong, to end a sentence; null when nothing is. Of countries that give out no IBANs only the check digits are known.</summary>
    public static string? Fault(string text)
    {
        string iban = Compact(text);
        return iban.Length is < 15 or > 34 || !iban.All(char.IsAsciiLetterOrDigit) || !char.IsAsciiLetter(iban[0]) || !char.IsAsciiLetter(iban[1])
                ? "it has not the form of an IBAN"
            : Lengths.TryGetValue(iban[..2], out int length) && length != iban.Length
                ? $"one of {iban[..2]} has {length} letters and digits, not {iban.Length}"
            // Country and check digits to the end.
            : CheckDigits.Mod97(iban[4..] + iban[..4]) == 1 ? null
            : "its check digits do not hold";
    }

    /// <summary>The two letters that it begins with.</summary>
    public static string CountryOf(string text) => Compact(text)[..2];

    /// <summary>Whether this looks like an IBAN, right or wrong: two letters, two digits, and the account.</summary>
    public static bool HasShape(string text) => Compact(text) is { Length: >= 15 and <= 34 } iban
        && char.IsAsciiLetterUpper(iban[0]) && char.IsAsciiLetterUpper(iban[1]) && char.IsAsciiDigit(iban[2]) && char.IsAsciiDigit(iban[3])
        && iban.All(char.IsAsciiLetterOrDigit);

    private static string Compact(string text) => Folding.Squeeze(text).ToUpperInvariant();
}
