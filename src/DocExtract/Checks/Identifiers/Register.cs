using System.Text.RegularExpressions;
using DocExtract.Pages;

namespace DocExtract.Checks.Identifiers;

/// <summary>Numbers of business registers: the French SIREN and SIRET by their check digits, the American EIN by its form.</summary>
internal static partial class Register
{
    /// <summary>The SIREN of La Poste: its many places could not all be given numbers after Luhn, so their digits add up to a multiple of five.</summary>
    private const string LaPoste = "356000000";

    /// <summary>The first two digits that the American tax office does not give out.</summary>
    private const string NoCampus = "00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97";

    /// <summary>What is wrong, to end a sentence; null when nothing is, and where nothing is known about its kind.</summary>
    /// <param name="text">The number; spaces and dots do not count.</param>
    /// <param name="country">The country of its firm; null where it is not known.</param>
    public static string? Fault(string text, string? country)
    {
        string number = Folding.Squeeze(text);
        bool areDigits = number.All(char.IsAsciiDigit);
        return (country, number.Length) switch
        {
            ("FR", 9) when areDigits && !CheckDigits.Luhn(number) => "its check digit does not hold (SIREN)",
            ("FR", 14) when areDigits && !IsSiret(number) => "its check digits do not hold (SIRET)",
            (null, 9) when Ein().IsMatch(text.Trim()) && NoCampus.Split(' ').Contains(number[..2]) => $"no EIN begins with {number[..2]}",
            _ => null,
        };
    }

    private static bool IsSiret(string number) => CheckDigits.Luhn(number[..9])
        && (CheckDigits.Luhn(number) || (number.StartsWith(LaPoste, StringComparison.Ordinal) && number.Sum(digit => digit - '0') % 5 == 0));

    [GeneratedRegex(@"\A[0-9]{2}-[0-9]{7}\z")]
    private static partial Regex Ein();
}
