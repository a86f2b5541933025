namespace DocExtract.Values;

/// <summary>
/// What a printed amount means, in any country's format: <c>1,234.56</c>, <c>1.234,56</c>, <c>1 234,56</c>, <c>1'234.56</c>,
/// <c>12,34,567.89</c>, <c>.99</c>, <c>12,-</c>, <c>12.50-</c>, <c>(12.50)</c>, <c>12.50 CR</c>, with a currency before or after.
/// Percentages, dates, times, telephone numbers and identifiers are no amounts. Pure.
/// </summary>
public static class Amounts
{
    /// <summary>
    /// All plausible meanings, most plausible first; empty when the text is no amount. One point or comma before exactly three
    /// digits may be either separator: <c>1.234</c> is read as 1234 first and as 1.234 second.
    /// </summary>
    /// <param name="text">One printed amount; texts longer than any amount are none.</param>
    /// <param name="decimalSeparator">
    /// The document's decimal separator where it is known: then <c>1.234</c> has one meaning. An amount that proves the other
    /// separator (<c>12,50</c>) keeps its own.
    /// </param>
    public static IReadOnlyList<decimal> Read(string text, char? decimalSeparator = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (AmountFrame.Of(text) is not { } frame || DigitGroups.Of(frame) is not { } groups)
        {
            return [];
        }

        var sizes = groups.Meanings(decimalSeparator);
        return frame.IsCredit ? [.. sizes.Select(size => -size), .. sizes] : frame.Negative ? [.. sizes.Select(size => -size)] : sizes;
    }

    /// <summary>The decimal separator that an amount proves (<c>12,50</c>, <c>1.234.567</c>); null when it proves none.</summary>
    public static char? DecimalSeparatorOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return AmountFrame.Of(text) is { } frame ? DigitGroups.Of(frame)?.ProvenSeparator : null;
    }

    /// <summary>The decimal separator that most of a document's amounts prove; null when none does.</summary>
    public static char? DecimalSeparatorOf(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var proven = texts.Select(DecimalSeparatorOf).OfType<char>().ToLookup(separator => separator);
        return proven.Count == 0 ? null : proven.MaxBy(votes => votes.Count())!.Key;
    }

    /// <summary>The meanings of a percentage such as <c>19 %</c>, <c>5,5%</c> or <c>%7</c>; empty when the text is none.</summary>
    public static IReadOnlyList<decimal> ReadPercent(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = text.Trim().Replace('％', '%');
        return plain.EndsWith('%') ? Read(plain[..^1]) : plain.StartsWith('%') ? Read(plain[1..]) : [];
    }
}
