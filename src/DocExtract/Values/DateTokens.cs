using System.Buffers;
using System.Globalization;

namespace DocExtract.Values;

/// <summary>A part of a date: a number with its digits, or a month.</summary>
/// <param name="Number">The number, or the month's.</param>
/// <param name="Digits">How many digits were printed; 0 for a month's name.</param>
/// <param name="Separator">What stands before it: <c>. / - space</c>, <c>c</c> for the Chinese signs, NUL for nothing.</param>
internal readonly record struct DatePart(int Number, int Digits, char Separator)
{
    internal bool IsName => Digits == 0;
}

/// <summary>Cuts a folded text into numbers and month names, letting go of ordinals, small words and a time.</summary>
internal static class DateTokens
{
    private static readonly string[] SmallWords =
        ["st", "nd", "rd", "th", "er", "of", "de", "del", "di", "den", "the", "le", "il", "am", "al", "do", "e", "ste", "r"];

    private static readonly SearchValues<char> TimeSigns = SearchValues.Create("0123456789:. apmzuhr+-");

    /// <summary>The three parts; null when the text holds anything that no date has.</summary>
    internal static IReadOnlyList<DatePart>? Of(string text)
    {
        string date = WithoutTime(text.AsSpan().Trim()).ToString();
        List<DatePart> parts = [];
        char separator = '\0';
        for (int at = 0; at < date.Length;)
        {
            int end = EndOfRun(date, at);
            var run = date.AsSpan(at, end - at);
            if (char.IsAsciiDigit(run[0]))
            {
                if (run.Length > 8)
                {
                    return null;
                }

                parts.Add(new DatePart(int.Parse(run, CultureInfo.InvariantCulture), run.Length, separator));
                separator = '\0';
            }
            else if (char.IsAsciiLetter(run[0]))
            {
                if (MonthNames.NumberOf(run) is var month and > 0)
                {
                    parts.Add(new DatePart(month, 0, separator));
                    separator = '\0';
                }
                else if (parts.Count == 0 || !SmallWords.Contains(run.ToString()))
                {
                    return null;
                }
            }
            else if (Merge(separator, run[0]) is { } merged)
            {
                separator = merged;
            }
            else
            {
                return null;
            }

            at = end;
        }

        return parts.Count is 1 or 3 ? parts : null;
    }

    private static int EndOfRun(string text, int start)
    {
        int end = start + 1;
        if (char.IsAsciiLetterOrDigit(text[start]))
        {
            bool digits = char.IsAsciiDigit(text[start]);
            while (end < text.Length && (digits ? char.IsAsciiDigit(text[end]) : char.IsAsciiLetter(text[end])))
            {
                end++;
            }
        }

        return end;
    }

    /// <summary>The separator so far and one more sign: a sign outweighs spaces, two different signs are no date's.</summary>
    private static char? Merge(char before, char sign)
    {
        char kind = sign switch
        {
            '.' or '/' or '-' => sign,
            '\\' => '/',
            '年' or '月' or '日' or '년' or '월' or '일' => 'c',
            ' ' or ',' or '\'' or 'º' or 'ª' or '°' => ' ',
            _ => '\0',
        };
        return kind == '\0' ? null
            : before is '\0' or ' ' ? kind
            : kind == ' ' || kind == before ? before
            : before == '.' ? kind
            : null;
    }

    /// <summary>Cuts off a time of day: from the hour before the first colon, also where OCR lost the space after the year.</summary>
    private static ReadOnlySpan<char> WithoutTime(ReadOnlySpan<char> text)
    {
        int colon = text.IndexOf(':');
        if (colon < 1 || text[colon..].ContainsAnyExcept(TimeSigns))
        {
            return text;
        }

        int hour = text[..colon].LastIndexOfAnyExceptInRange('0', '9') + 1;
        return (colon - hour) switch
        {
            1 or 2 when hour > 0 && text[hour - 1] is ' ' or 't' or ',' => text[..hour].TrimEnd(" t,-"),
            5 or 6 when text[hour..].StartsWith("19") || text[hour..].StartsWith("20") => text[..(hour + 4)],
            _ => text,
        };
    }
}
