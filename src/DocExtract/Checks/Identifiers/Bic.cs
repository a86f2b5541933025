using System.Text.RegularExpressions;
using DocExtract.Pages;

namespace DocExtract.Checks.Identifiers;

/// <summary>Codes of banks, ISO 9362: bank, country, place, and the branch or nothing.</summary>
internal static partial class Bic
{
    /// <summary>Territories whose banks are addressed by the country of another, as it stands in their IBANs: the French overseas, and the Crown dependencies.</summary>
    private static readonly Dictionary<string, string> Territories =
        "GP:FR MQ:FR GF:FR RE:FR YT:FR PM:FR BL:FR MF:FR NC:FR PF:FR WF:FR TF:FR GG:GB JE:GB IM:GB AX:FI".Split(' ').ToDictionary(pair => pair[..2], pair => pair[3..]);

    /// <summary>What is wrong, to end a sentence; null when nothing is.</summary>
    /// <param name="text">The BIC; spaces do not count.</param>
    /// <param name="iban">The account at that bank; null where it is not known.</param>
    public static string? Fault(string text, string? iban)
    {
        string bic = Folding.Squeeze(text).ToUpperInvariant();
        return !Form().IsMatch(bic) ? "it has not the form of a BIC (8 or 11 letters and digits, the fifth and sixth a country)"
            : !Countries.IsCode(bic[4..6]) ? $"{bic[4..6]} in it is no country"
            : iban is not null && Iban.IsValid(iban) && Iban.CountryOf(iban) is var country && country != bic[4..6] && country != Territories.GetValueOrDefault(bic[4..6])
                ? $"its bank is in {bic[4..6]}, and the account {iban} in {country}"
            : null;
    }

    [GeneratedRegex(@"\A[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?\z")]
    private static partial Regex Form();
}
