using System.Globalization;

namespace DocExtract.Values;

/// <summary>The digits of an amount cut at their separators, and the numbers they can stand for.</summary>
internal sealed class DigitGroups
{
    private const int LongestInteger = 15;
    private const int LongestFraction = 6;

    private readonly decimal? _grouped;
    private readonly decimal? _fractional;
    private readonly char _last;

    private DigitGroups(decimal? grouped, decimal? fractional, char last) => (_grouped, _fractional, _last) = (grouped, fractional, last);

    /// <summary>The separator that must be the decimal one; null when both readings stand or none is printed.</summary>
    internal char? ProvenSeparator => (_grouped, _fractional, _last) switch
    {
        (null, not null, '.' or ',') => _last,
        (not null, null, '.') => ',',
        (not null, null, ',') => '.',
        _ => null,
    };

    /// <summary>Cuts and weighs; null when the digits are grouped as no number is.</summary>
    internal static DigitGroups? Of(AmountFrame frame)
    {
        string text = frame.Digits;
        int lastAt = text.LastIndexOfAny(['.', ',', '\'', ' ']);
        if (lastAt < 0)
        {
            // Telephone numbers begin with a plus, amounts that do have decimals.
            return frame.HasPlus ? null : From(Integer(text, '\0'), null, '\0');
        }

        char last = text[lastAt];
        bool mayBeFraction = last is '.' or ',' && !frame.Whole && text.IndexOf(last) == lastAt;
        return From(
            frame.HasPlus ? null : Integer(text, last),
            mayBeFraction ? Fraction(text.AsSpan(0, lastAt), text.AsSpan(lastAt + 1)) : null,
            last);
    }

    /// <summary>The numbers, most plausible first.</summary>
    internal IReadOnlyList<decimal> Meanings(char? decimalSeparator) => (_grouped, _fractional) switch
    {
        ({ } grouped, { } fractional) when decimalSeparator is { } known => [known == _last ? fractional : grouped],
        ({ } grouped, { } fractional) => [grouped, fractional],
        _ => [(_grouped ?? _fractional)!.Value],
    };

    private static DigitGroups? From(decimal? grouped, decimal? fractional, char last) =>
        grouped is null && fractional is null ? null : new DigitGroups(grouped, fractional, last);

    private static decimal? Fraction(ReadOnlySpan<char> integer, ReadOnlySpan<char> digits)
    {
        if (digits.Length > LongestFraction)
        {
            return null;
        }

        char group = integer.IndexOfAny(".,' ") is var at and >= 0 ? integer[at] : '\0';
        return integer.Length == 0 ? Parse("0", digits) : Integer(integer, group) is { } whole ? Parse(Digits(whole), digits) : null;
    }

    /// <summary>A whole number, its digits in groups of three, or in the Indian way 12,34,567.</summary>
    private static decimal? Integer(ReadOnlySpan<char> text, char separator)
    {
        if (text.Length == 0 || (text[0] == '0' && text.Length > 1))
        {
            return null;
        }

        if (separator != '\0' && !IsGrouped(text, separator))
        {
            return null;
        }

        string digits = text.ToString().Replace(separator.ToString(), "", StringComparison.Ordinal);
        return digits.Length <= LongestInteger && digits.All(char.IsAsciiDigit) ? Parse(digits, []) : null;
    }

    private static bool IsGrouped(ReadOnlySpan<char> text, char separator)
    {
        int[] lengths = [.. text.ToString().Split(separator).Select(group => group.Length)];
        bool byThree = lengths[0] is >= 1 and <= 3 && lengths.Skip(1).All(length => length == 3);
        bool indian = separator == ',' && lengths.Length > 2 && lengths[0] is 1 or 2 && lengths[^1] == 3
            && lengths[1..^1].All(length => length == 2);
        return byThree || indian;
    }

    private static string Digits(decimal whole) => whole.ToString(CultureInfo.InvariantCulture);

    private static decimal Parse(ReadOnlySpan<char> integer, ReadOnlySpan<char> fraction) =>
        decimal.Parse(string.Concat(integer, ".", fraction).TrimEnd('.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
