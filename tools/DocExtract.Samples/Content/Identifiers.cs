using System.Globalization;
using System.Numerics;

namespace DocExtract.Samples.Content;

/// <summary>Makes identifiers whose check digits are right from bodies nobody owns (banks 9999..., rows of zeros and nines).</summary>
internal static class Identifiers
{
    /// <summary>ISO 13616: remainder 1 modulo 97.</summary>
    public static string Iban(string country, string account)
    {
        string digits = string.Concat((account + country + "00").Select(c => char.IsLetter(c) ? (c - 'A' + 10).ToString(CultureInfo.InvariantCulture) : c.ToString()));
        int check = 98 - (int)(BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97);
        return $"{country}{check:D2}{account}";
    }

    /// <summary>VAT number of a country from its digits without the check digits.</summary>
    public static string Vat(string country, string body) => country switch
    {
        "DE" => $"DE{body}{Iso7064(body)}",
        "FR" => FrenchVat(body),
        "ES" => $"ESB{body}{Luhn(body)}",
        "IT" => $"IT{body}{Luhn(body)}",
        "NL" => $"NL{body}{OneDigit(Weighted(body, 9, 8, 7, 6, 5, 4, 3, 2) % 11)}B01",
        "PT" => $"PT{body}{AtMostNine(11 - (Weighted(body, 9, 8, 7, 6, 5, 4, 3, 2) % 11))}",
        "PL" => $"PL{body}{OneDigit(Weighted(body, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11)}",
        "GB" => $"GB{body}{97 - (Weighted(body, 8, 7, 6, 5, 4, 3, 2) % 97):D2}",
        "IE" => $"IE{body}{"WABCDEFGHIJKLMNOPQRSTUV"[Weighted(body, 8, 7, 6, 5, 4, 3, 2) % 23]}",
        "CH" => SwissVat(body),
        _ => throw new ArgumentException($"No rule for {country}."),
    };

    /// <summary>French register number of a company's seat: nine digits and five more, both with Luhn's digit.</summary>
    public static string Siret(string body)
    {
        string seat = $"{body}{Luhn(body)}0001";
        return seat + Luhn(seat);
    }

    private static string FrenchVat(string body)
    {
        string siren = body + Luhn(body);
        int key = (12 + (3 * (int.Parse(siren, CultureInfo.InvariantCulture) % 97))) % 97;
        return $"FR{key:D2}{siren}";
    }

    private static string SwissVat(string body)
    {
        int check = OneDigit((11 - (Weighted(body, 5, 4, 3, 2, 7, 6, 5, 4) % 11)) % 11);
        string number = $"{body}{check}";
        return $"CHE-{number[..3]}.{number[3..6]}.{number[6..]} MWST";
    }

    private static int OneDigit(int check) => check < 10 ? check : throw new ArgumentException("No number with this body is valid: choose another.");

    private static int AtMostNine(int digit) => digit > 9 ? 0 : digit;

    private static int Weighted(string digits, params int[] weights) => digits.Zip(weights, (digit, weight) => (digit - '0') * weight).Sum();

    private static int Luhn(string digits)
    {
        int sum = digits.Reverse().Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 2 : 1)).Sum(value => value > 9 ? value - 9 : value);
        return (10 - (sum % 10)) % 10;
    }

    /// <summary>ISO 7064, MOD 11,10.</summary>
    private static int Iso7064(string digits)
    {
        int product = 10;
        foreach (char digit in digits)
        {
            int sum = (digit - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (11 - product) % 10;
    }
}
