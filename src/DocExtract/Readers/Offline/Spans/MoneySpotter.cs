using System.Text.RegularExpressions;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Values;

namespace DocExtract.Readers.Offline.Spans;

/// <summary>Finds the numbers of a row: one token or several ("USD 40.25", "1 234,56", "$ 42.00", "12,50 -").</summary>
internal static partial class MoneySpotter
{
    private const int LongestRun = 4;

    /// <summary>A thousands space is narrower than the gap between two columns.</summary>
    private const double ThousandsGap = 1.1;

    /// <summary>OCR parts a number at its point or comma ("7. 80", "44 .90"): the gap it leaves is little more than that sign.</summary>
    private const double BrokenGap = 1.8;

    public static IEnumerable<Money> Find(Row row, IReadOnlyList<DateSpan> dates, char? separator)
    {
        for (int start = 0; start < row.Tokens.Count; start++)
        {
            if (dates.FirstOrDefault(date => start >= date.Start && start < date.End) is { } date)
            {
                start = date.End - 1;
            }
            else if (At(row, start, separator) is { } money)
            {
                yield return money;
                start = money.End - 1;
            }
        }
    }

    private static Money? At(Row row, int start, char? separator)
    {
        for (int length = Math.Min(LongestRun, row.Tokens.Count - start); length > 0; length--)
        {
            string text = WithZero(Closed(Bare(row.Text(start, start + length)), start));
            if (Joins(row, start, length) && text.Any(char.IsDigit) && Amounts.Read(text, separator) is [var value, ..])
            {
                return IsPercent(row, start + length) || IsReference(text) ? null : Make(row, start, length, text, value);
            }
        }

        return null;
    }

    private static Money Make(Row row, int start, int length, string text, decimal value)
    {
        string digits = text.TrimEnd(')', '-', ' ').TrimEnd(c => !char.IsDigit(c));
        bool decimals = digits.Length > 2 && digits[^3] is '.' or ',' && char.IsDigit(digits[^2]);
        return new Money(row, start, start + length, value, decimals, Currencies.Read(text));
    }

    private static string TrimEnd(this string text, Func<char, bool> unwanted)
    {
        int end = text.Length;
        while (end > 0 && unwanted(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    /// <summary>Digits join digits only over a narrow space; signs and currencies also stand further off.</summary>
    private static bool Joins(Row row, int start, int length)
    {
        for (int i = start + 1; i < start + length; i++)
        {
            bool digits = row.Tokens[i].HasDigit && row.Tokens[i - 1].HasDigit;
            bool parted = digits && BrokenDecimals().IsMatch(row.Text(i - 1, i + 1));
            if (row.Gap(i) > (digits ? Math.Max(parted ? BrokenGap : 0, ThousandsGap * Size(row, i)) : 4) || row.Tokens[i - 1].EndsInColon)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How much larger than the page's text two neighbours are printed: a total in large type has wider spaces.</summary>
    private static double Size(Row row, int index) => Math.Clamp(Math.Min(WidthOf(row.Tokens[index]), WidthOf(row.Tokens[index - 1])) / row.Em, 1, 2);

    private static double WidthOf(Token token) => token.Box.Width / token.Text.Length;

    /// <summary>Letters glued to many digits are an identifier, even where the letters are also a currency's.</summary>
    private static bool IsReference(string text) =>
        char.IsLetter(text[0]) && !text.Contains(' ') && text.Count(char.IsDigit) > 6 && text.All(char.IsLetterOrDigit);

    /// <summary>A number that OCR parted at its decimal sign as one; at the head of a row "1. 20" may also be a count and a number.</summary>
    private static string Closed(string text, int start) => start == 0 ? text : BrokenDecimals().Replace(text, "${whole}${sign}${cents}");

    /// <summary>A letter O between a currency and the decimal sign is a nought: "RMO.55".</summary>
    private static string WithZero(string text)
    {
        int letter = text.Length - 4;
        bool misread = letter > 0 && text[letter] is 'O' or 'o' && text[letter + 1] is '.' or ',' && Currencies.Read(text[..letter]).Count > 0;
        return misread ? $"{text[..letter]}0{text[(letter + 1)..]}" : text;
    }

    [GeneratedRegex(@"(?<whole>(?<![\d.,])\d+)(?:(?<sign>[.,]) | (?<sign>[.,]))(?<cents>\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex BrokenDecimals();

    private static bool IsPercent(Row row, int next) => next < row.Tokens.Count && row.Tokens[next].Text.StartsWith('%');

    /// <summary>Without the marks that stand around numbers in text and tables; a leading '(' stays only with its partner.</summary>
    private static string Bare(string text)
    {
        string bare = text.Trim('*', '|', ':', ';', '=', '#', '"').TrimEnd(',', '.');
        return bare.StartsWith('(') && !bare.EndsWith(')') ? bare[1..] : bare.EndsWith(')') && !bare.StartsWith('(') ? bare[..^1] : bare;
    }
}
