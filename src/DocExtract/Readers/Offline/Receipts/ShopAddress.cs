using System.Text.RegularExpressions;
using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>The address beneath a shop's name, or else above it, from its first line with a street, house or postcode to the telephone or title.</summary>
internal static partial class ShopAddress
{
    private const int MostLines = 6;

    /// <summary>The least letters of a word that is cut off a longer one.</summary>
    private const int Shortest = 4;

    private static readonly char[] Digits = [.. "0123456789"];

    public static IReadOnlyList<string> Beneath(ShopLines lines, List<Segment> head, Segment name)
    {
        var beneath = Block(lines, head.Skip(head.IndexOf(name) + 1));
        var block = beneath.Exists(line => line.Text.Any(char.IsDigit)) ? beneath : Block(lines, head.Skip(1).Where(line => line != name));
        return [.. block.Select(line => Spaced(line.Text, lines.Parted))];
    }

    private static List<Segment> Block(ShopLines lines, IEnumerable<Segment> candidates) =>
        [.. candidates.SkipWhile(line => !lines.IsAddress(line)).Take(MostLines).TakeWhile(line => !lines.EndsAddress(line))];

    /// <summary>The line with spaces where OCR lost them: "40300ShahAlam", "Lot3,JalanPelabur", "TAMANSEJATI".</summary>
    internal static string Spaced(string line, IReadOnlySet<string> words)
    {
        string open = Borders().Replace(line, " ");
        return string.Join(' ', open.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Apart(word, words)));
    }

    /// <summary>Known words at the head and the end of a word become words of their own, as long as a word is left.</summary>
    private static string Apart(string word, IReadOnlySet<string> words)
    {
        string letters = word.TrimEnd(',', '.', ';', ':');
        string tail = word[letters.Length..];
        string key = Folding.Squeeze(letters);
        int digits = letters.IndexOfAny(Digits);
        if (digits > 1 && words.Contains(key[..Math.Min(digits, key.Length)]))
        {
            return $"{letters[..digits]} {letters[digits..]}{tail}";
        }

        if (key.Length != letters.Length || words.Contains(key))
        {
            return word;
        }

        for (int length = key.Length - Shortest; length >= Shortest; length--)
        {
            if (words.Contains(key[..length]))
            {
                return $"{letters[..length]} {Apart(letters[length..], words)}{tail}";
            }

            if (words.Contains(key[^length..]))
            {
                return $"{Apart(letters[..^length], words)} {letters[^length..]}{tail}";
            }
        }

        return word;
    }

    /// <summary>
    /// Borders that print keeps open: after a comma or full stop before a word, small before capital letters, words before
    /// numbers of more than one digit, numbers before words of three letters, a postcode before its town.
    /// </summary>
    [GeneratedRegex(@"(?<=\p{Ll})(?=\p{Lu}\p{Ll})|(?<=\p{L}{3})(?=\d[\d/])|(?<=\d)(?=\p{L}{4})|(?<=(?<!\d)\d{5})(?=\p{L}{3})|(?<=\p{L}{2}[,.;])(?=\p{L}{2}|\d)|(?<=[\p{L}\d][,;])(?=\p{L}{2})|(?<=,)(?=\d{5})", RegexOptions.CultureInvariant)]
    private static partial Regex Borders();
}
