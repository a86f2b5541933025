using System.Text.RegularExpressions;

namespace DocExtract.Pages.Pdf;

/// <summary>Chooses the amounts of a text layer by which it is held against the pixels.</summary>
internal static partial class PrintedAmounts
{
    private const int Largest = 2;
    private const int Lowest = 1;
    private const int FewestDigits = 3;

    /// <summary>Between the groups of "1 000,00", in heights of the word; columns stand farther apart.</summary>
    private const double WidestSpace = 0.5;

    /// <summary>The two largest amounts and the lowest on the page, where the total is likeliest: each one more costs time on every page.</summary>
    public static IReadOnlyList<Word> Choose(IReadOnlyList<Word> words)
    {
        List<Word> amounts =
        [
            .. words.Where(word => Amount().IsMatch(word.Text) && word.Box.Width > word.Box.Height && Digits(word.Text).Length >= FewestDigits)
                .Select(word => WithThousands(word, words))
                .OrderByDescending(word => word.Box.Y1)
                .DistinctBy(word => Digits(word.Text)),
        ];
        return
        [
            .. amounts.OrderByDescending(word => Digits(word.Text).Length).ThenByDescending(word => Digits(word.Text), StringComparer.Ordinal)
                .Take(Largest).Concat(amounts.Take(Lowest)).Distinct(),
        ];
    }

    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    /// <summary>Spaces between thousands part an amount into several words of the text layer.</summary>
    private static Word WithThousands(Word word, IReadOnlyList<Word> words)
    {
        while (Group().IsMatch(word.Text) && words.FirstOrDefault(other => IsBefore(other, word)) is { } before)
        {
            word = word with { Text = before.Text + word.Text, Box = before.Box.Union(word.Box) };
        }

        return word;
    }

    private static bool IsBefore(Word before, Word word) => before.Text.Length <= 3 && before.Text.All(char.IsAsciiDigit)
        && word.Box.CenterY > before.Box.Y0 && word.Box.CenterY < before.Box.Y1
        && before.Box.X1 <= word.Box.X0 && word.Box.X0 - before.Box.X1 < WidestSpace * word.Box.Height;

    [GeneratedRegex(@"^[^\d]{0,4}\d[\d.,'’]*[.,]\d{2,3}[^\d]{0,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();

    [GeneratedRegex(@"^\d{3}[^\d]", RegexOptions.CultureInvariant)]
    private static partial Regex Group();
}
