using DocExtract.Pages;

namespace DocExtract.Evidence;

/// <summary>Signs that OCR and models take for each other; what is only equal up to these is shown, but not found.</summary>
internal static class Confusions
{
    /// <summary>A text as digits where letters look like them: <c>l2.5O</c> becomes <c>12.50</c>.</summary>
    internal static string AsDigits(string text) => string.Create(text.Length, text, static (digits, source) =>
    {
        for (int i = 0; i < source.Length; i++)
        {
            digits[i] = Digit(source[i]);
        }
    });

    /// <summary>
    /// What an amount may have been before OCR misread it: letters for digits, a point among thousands for the decimal one, a dash
    /// for the decimal point, or the currency before it for other letters: <c>l2.5O</c>, <c>1.234.56</c>, <c>14-10</c>, <c>RH20.80</c>.
    /// </summary>
    internal static IEnumerable<string> AsAmounts(string text) =>
        new[] { AsDigits(text), OneDecimalSeparator(text), DashAsPoint(text), WithoutCurrency(text) }.Distinct();

    /// <summary>The squeezed form in which confusable identifiers are equal.</summary>
    internal static string Squeeze(string text) => AsDigits(Folding.Squeeze(text));

    /// <summary>A folded word as letters, where it is at least half letters and its digits look like some: <c>s0on</c> becomes <c>soon</c>.</summary>
    internal static string AsLetters(string folded) => folded.Count(char.IsLetter) < folded.Count(char.IsDigit) ? folded : string.Create(
        folded.Length, folded, static (letters, source) =>
        {
            for (int i = 0; i < source.Length; i++)
            {
                letters[i] = source[i] switch { '0' => 'o', '1' => 'i', '5' => 's', '8' => 'b', var c => c };
            }
        });

    /// <summary>Takes every separator but the last for one of thousands.</summary>
    private static string OneDecimalSeparator(string text)
    {
        int last = text.LastIndexOfAny(['.', ',']);
        return last < 0 ? text : string.Concat(text[..last].Replace(".", "").Replace(",", ""), ".", text.AsSpan(last + 1));
    }

    private static string DashAsPoint(string text) => text is [.., >= '0' and <= '9', '-', >= '0' and <= '9', >= '0' and <= '9']
        ? string.Concat(text.AsSpan(0, text.Length - 3), ".", text.AsSpan(text.Length - 2))
        : text;

    private static string WithoutCurrency(string text) => text.TakeWhile(char.IsLetter).Count() is > 0 and <= 3 and var letters
        && text is [.., '.' or ',', >= '0' and <= '9', >= '0' and <= '9'] ? text[letters..] : text;

    private static char Digit(char c) => c switch
    {
        'O' or 'o' or 'Q' or 'D' => '0',
        'l' or 'I' or 'i' or '|' or '!' => '1',
        'Z' or 'z' => '2',
        'S' or 's' => '5',
        'G' => '6',
        'B' or 'b' => '8',
        _ => c,
    };
}
