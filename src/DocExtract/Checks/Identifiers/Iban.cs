using DocExtract.Pages;

namespace DocExtract.Checks.Identifiers;

/// <summary>International bank account numbers, ISO 13616.</summary>
internal static class Iban
{
    /// <summary>Whether the check digits hold; spaces do not count.</summary>
    public static bool IsValid(string text)
    {
        string iban = Compact(text);
        if (iban.Length is < 15 or > 34 || !iban.All(char.IsAsciiLetterOrDigit) || !char.IsAsciiLetter(iban[0]) || !char.IsAsciiLetter(iban[1]))
        {
            return false;
        }

        // Country and check digits to the end.
        return CheckDigits.Mod97(iban[4..] + iban[..4]) == 1;
    }

    /// <summary>Whether this looks like an IBAN, right or wrong: two letters, two digits, and the account.</summary>
    public static bool HasShape(string text) => Compact(text) is { Length: >= 15 and <= 34 } iban
        && char.IsAsciiLetterUpper(iban[0]) && char.IsAsciiLetterUpper(iban[1]) && char.IsAsciiDigit(iban[2]) && char.IsAsciiDigit(iban[3])
        && iban.All(char.IsAsciiLetterOrDigit);

    private static string Compact(string text) => Folding.Squeeze(text).ToUpperInvariant();
}
