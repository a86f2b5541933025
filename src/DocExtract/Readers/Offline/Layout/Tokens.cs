using System.Buffers;
using System.Text.RegularExpressions;
using DocExtract.Pages;
using DocExtract.Values;

namespace DocExtract.Readers.Offline.Layout;

/// <summary>Makes tokens of words: takes labels and values apart that were printed or read without a space between.</summary>
internal static partial class Tokens
{
    /// <summary>Letters of a turned word seem narrower than this share of the page's usual ones, whatever the shape of the page.</summary>
    private const double TurnedShare = 0.3;

    private static readonly SearchValues<char> AmountSigns = SearchValues.Create("0123456789.,");

    /// <summary>What is measured rather than taxed: "1.50L" stays one word.</summary>
    private static readonly HashSet<string> Units = ["G", "L", "M", "K", "X", "g", "l", "m", "k", "x", "KG", "ML", "CL", "CM", "MM", "KM", "PC", "PCS", "LT", "LTR", "GM", "OZ", "LB", "EA", "PK", "CT", "MB", "GB", "TB", "HP", "V", "W", "A"];

    public static IEnumerable<Token> Of(IEnumerable<Word> words)
    {
        List<Word> all = [.. words];
        var shapes = all.Where(word => word.Text.Length > 2).Select(Shape).Order().ToList();
        double usual = shapes.Count > 0 ? shapes[shapes.Count / 2] : 0;
        return all.Where(word => !IsTurned(word, usual)).SelectMany(Split);
    }

    /// <summary>Words that run up or down the margin would tear the rows they cross.</summary>
    private static bool IsTurned(Word word, double usual) =>
        word.Text.Length > 2 && Shape(word) < TurnedShare * usual && word.Text.Any(c => !"1lIi!|.,:;'".Contains(c));

    /// <summary>Width of a letter by its height, in shares of the page.</summary>
    private static double Shape(Word word) => word.Level.Width / word.Text.Length / Math.Max(word.Level.Height, 1e-6);

    private static IEnumerable<Token> Split(Word word)
    {
        string text = word.Text;
        int start = 0;
        foreach (int end in Cuts(text).Append(text.Length))
        {
            double from = word.Level.X0 + (word.Level.Width * start / text.Length);
            double to = word.Level.X0 + (word.Level.Width * end / text.Length);
            yield return Token.Of(text[start..end], word.Level with { X0 = from, X1 = to });
            start = end;
        }
    }

    private static IEnumerable<int> Cuts(string text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            bool afterLabel = text[i - 1] is ':' or '：' && char.IsLetter(text[..(i - 1)].LastOrDefault(c => !".)#".Contains(c))) && text[i] != '/';
            bool beforeAmount = char.IsLetter(text[i - 1]) && IsAmount(text.AsSpan(i)) && !text[..i].Any(char.IsDigit) && !HidesDigit(text[..i]);
            bool afterAmount = TaxCode().IsMatch(text.AsSpan(i)) && IsAmount(text[..i].TrimStart('$', '€', '£', '-', 'R', 'M')) && !Units.Contains(text[i..]);
            bool colonAmount = text[i - 1] == ':' && Currencies.AtStart(text.AsSpan(i)).Length is var currency and > 0 && IsAmount(text.AsSpan(i + currency));
            bool bracket = (text[i] == '(' && char.IsLetter(text[i - 1])) || (text[i - 1] == ')' && char.IsLetter(text[i]));
            bool rate = text[i] == '@' && char.IsLetter(text[i - 1]) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]);
            if (afterLabel || beforeAmount || afterAmount || colonAmount || bracket || rate)
            {
                yield return i;
            }
        }
    }

    /// <summary>A letter after a currency that OCR may have made of a digit ("RMI11.90"): what follows is not the whole number.</summary>
    private static bool HidesDigit(string letters) =>
        letters.Length > 1 && letters[^1] is 'I' or 'l' or 'O' or 'o' or 'i' && Currencies.Read(letters[..^1]).Count > 0;

    /// <summary>Tills print the letters of a tax rate right behind an amount: "71.60S", "5.50.SR".</summary>
    [GeneratedRegex(@"^\.?(?:[A-Z]{1,3}|[a-z])$", RegexOptions.CultureInvariant)]
    private static partial Regex TaxCode();

    /// <summary>Digits and separators that end in two decimals.</summary>
    private static bool IsAmount(ReadOnlySpan<char> text) =>
        text.Length >= 4 && text[^3] is '.' or ',' && char.IsAsciiDigit(text[^1]) && char.IsAsciiDigit(text[^2])
        && !text.ContainsAnyExcept(AmountSigns);
}
