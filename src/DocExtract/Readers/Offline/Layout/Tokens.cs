using System.Buffers;
using DocExtract.Pages;

namespace DocExtract.Readers.Offline.Layout;

/// <summary>Makes tokens of words: takes labels and values apart that were printed or read without a space between.</summary>
internal static class Tokens
{
    /// <summary>An A4 page is this much higher than wide; only used to tell upright words from turned ones.</summary>
    private const double PageShape = 1.41;

    private static readonly SearchValues<char> AmountSigns = SearchValues.Create("0123456789.,");

    public static IEnumerable<Token> Of(IEnumerable<Word> words) =>
        words.Where(word => !IsTurned(word)).SelectMany(Split);

    /// <summary>Words that run up or down the margin would tear the rows they cross.</summary>
    private static bool IsTurned(Word word) =>
        word.Text.Length > 2 && word.Level.Height * PageShape > word.Level.Width * 1.6 && word.Text.Any(c => !"1lIi!|.,:;'".Contains(c));

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
            bool beforeAmount = i >= 3 && char.IsLetter(text[i - 1]) && IsAmount(text.AsSpan(i)) && !text[..i].Any(char.IsDigit);
            bool bracket = (text[i] == '(' && char.IsLetter(text[i - 1])) || (text[i - 1] == ')' && char.IsLetter(text[i]));
            bool rate = text[i] == '@' && char.IsLetter(text[i - 1]) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]);
            if (afterLabel || beforeAmount || bracket || rate)
            {
                yield return i;
            }
        }
    }

    /// <summary>Digits and separators that end in two decimals.</summary>
    private static bool IsAmount(ReadOnlySpan<char> text) =>
        text.Length >= 4 && text[^3] is '.' or ',' && char.IsAsciiDigit(text[^1]) && char.IsAsciiDigit(text[^2])
        && !text.ContainsAnyExcept(AmountSigns);
}
