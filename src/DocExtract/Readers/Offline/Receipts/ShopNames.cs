using System.Text.RegularExpressions;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>The registration number that many countries print behind or beneath a company's name: found, and taken off.</summary>
internal static partial class ShopNames
{
    private const int FewestDigits = 4;

    /// <summary>The name without registration number, and without the till's own number before it.</summary>
    public static string Clean(string text)
    {
        string name = Numbered().Replace(text, "");
        int cut = RegistrationStart(name);
        name = Registration().Replace(cut < 0 ? name : name[..cut], "");
        return name.Trim(' ', '.', ',', '-', ':', '*', '[', '(').TrimStart(')', ']');
    }

    /// <summary>Whether a number in brackets follows at least a word: "NAME (123456-X)".</summary>
    public static bool EndsInRegistration(string text) => RegistrationStart(text) is var cut and > 0 && text[..cut].Count(char.IsLetter) >= 3;

    /// <summary>Where the bracket opens that holds an identifier: mostly digits, one or two letters; -1 without one.</summary>
    private static int RegistrationStart(string text)
    {
        foreach (var bracket in Bracket().EnumerateMatches(text))
        {
            var inside = text.AsSpan(bracket.Index, bracket.Length);
            int digits = 0;
            int letters = 0;
            foreach (char c in inside)
            {
                digits += char.IsDigit(c) ? 1 : 0;
                letters += char.IsLetter(c) ? 1 : 0;
            }

            if (bracket.Index > 0 && digits >= FewestDigits && letters <= 2)
            {
                return bracket.Index;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"[\[({][^\])}(]*", RegexOptions.CultureInvariant)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"^\s*#\s*\d+\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"[\[({]?\s*(?:co\.?\s*(?:reg\.?)?\s*no\.?|reg\.?\s*no\.?|company\s*no\.?|roc\s*no\.?)?\s*[:.]?\s*[A-Za-z]?\d{4,12}\s*[-—]?\s*[A-Za-z]?\s*[\])}]?\s*\.?$|\(\s*(?:co|reg|company)\b[^)]*\)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Registration();
}
