using System.Globalization;

namespace DocExtract.Tests.Values;

/// <summary>An amount as it may be printed: every way to group, to part decimals, to tell the sign, to write digits and to name the currency.</summary>
/// <param name="Amount">With as many decimals as are printed.</param>
/// <param name="Text">As it is printed.</param>
/// <param name="Separator">Between whole and decimals.</param>
public sealed record PrintedAmount(decimal Amount, string Text, char Separator)
{
    private static readonly (string Group, char Point, bool IsIndian)[] Grouping =
    [
        (",", '.', false), (".", ',', false), (" ", ',', false), ("\u00a0", ',', false), ("\u202f", ',', false), ("\u2009", ',', false), (" ", '.', false),
        ("'", '.', false), ("’", '.', false), ("'", ',', false), ("", '.', false), ("", ',', false), (",", '.', true),
    ];

    private static readonly string[] Positive = ["{0}", "+{0}", "€ {0}", "{0} EUR", "US$ {0}", "{0} kr", "CHF {0}", "RM{0}", "{0} DR", "{0}zł", "£{0}"];

    /// <summary>The last is how bills credit: a statement of account means the opposite by it.</summary>
    private static readonly string[] Negative = ["-{0}", "{0}-", "{0} -", "−{0}", "({0})", "(${0})", "-€{0}", "€ -{0}", "{0}- EUR", "（{0}）", "{0} CR", "{0}Cr"];

    /// <summary>The digits of ASCII, of full width, Arabic-Indic, its eastern form, and Devanagari.</summary>
    private static readonly char[] Zeros = ['0', '０', '٠', '۰', '०'];

    /// <summary>Sizes that FsCheck should draw numbers up to: by default it stays below a hundred, where nothing is grouped.</summary>
    public const int Sizes = int.MaxValue;

    /// <param name="units">Whole units, up to a billion times a thousand and of every order below; its sign is the amount's.</param>
    /// <param name="fraction">The decimals as a number.</param>
    /// <param name="decimals">How many: 2, 3 or 4.</param>
    /// <param name="form">Chooses among the forms.</param>
    public static PrintedAmount Of(int units, int fraction, int decimals, int form)
    {
        long whole = Math.Abs((long)units * 467) >> (fraction & 31);
        decimal scale = (decimal)Math.Pow(10, decimals);
        decimal size = whole + (Math.Abs(fraction % (int)scale) / scale);
        bool isNegative = units < 0 && size != 0;
        var (group, point, isIndian) = Pick(Grouping, ref form);
        string pattern = isNegative ? Pick(Negative, ref form) : Pick(Positive, ref form);
        char zero = Pick(Zeros, ref form);
        var format = new NumberFormatInfo { NumberGroupSeparator = group, NumberDecimalSeparator = $"{point}", NumberGroupSizes = isIndian ? [3, 2] : [3] };
        string digits = string.Concat(size.ToString($"N{decimals}", format).Select(c => char.IsAsciiDigit(c) ? (char)(zero + c - '0') : c));
        return new PrintedAmount(isNegative ? -size : size, string.Format(CultureInfo.InvariantCulture, pattern, digits), point);
    }

    private static T Pick<T>(T[] choices, ref int form)
    {
        var choice = choices[(int)((uint)form % choices.Length)];
        form = (int)((uint)form / choices.Length);
        return choice;
    }
}
