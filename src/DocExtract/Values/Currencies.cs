using System.Collections.Frozen;

namespace DocExtract.Values;

/// <summary>What a printed currency means: ISO 4217 codes, and the symbols and short forms that stand for them.</summary>
public static class Currencies
{
    /// <summary>Longest currency token that is recognised at either end of an amount, such as <c>euros</c>.</summary>
    private const int LongestToken = 5;

    private static readonly FrozenDictionary<string, int> MinorUnits = CurrencyTable.MinorUnits();

    private static readonly FrozenDictionary<string, IReadOnlyList<string>> Tokens = CurrencyTable.Tokens();

    private static readonly FrozenDictionary<string, IReadOnlyList<string>>.AlternateLookup<ReadOnlySpan<char>> TokensBySpan =
        Tokens.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, IReadOnlyList<string>> TokensByCode = Tokens
        .SelectMany(token => token.Value.Select(code => (code, token.Key)))
        .GroupBy(pair => pair.code, pair => pair.Key)
        .ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group]);

    /// <summary>Whether this is an ISO 4217 code in capitals.</summary>
    public static bool IsCode(string code) => MinorUnits.ContainsKey(code);

    /// <summary>Whether this is a code that only older documents carry.</summary>
    public static bool IsWithdrawn(string code) => CurrencyTable.IsWithdrawn(code);

    /// <summary>Digits after the decimal separator: 2 for EUR, 0 for JPY, 3 for KWD; 2 for codes nobody knows.</summary>
    public static int MinorUnit(string code) => MinorUnits.GetValueOrDefault(code, 2);

    /// <summary>
    /// The currencies that a text may name, most plausible first: <c>€</c> gives EUR, <c>$</c> gives USD, CAD, AUD and more.
    /// The text is a code or symbol alone, or an amount that carries one. Empty when it names none.
    /// </summary>
    public static IReadOnlyList<string> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim().Trim('(', ')', '[', ']', ':', ';', ',');
        return Tokens.TryGetValue(trimmed, out var codes) ? codes : AmountFrame.Of(text) is { } frame ? frame.Currencies : [];
    }

    /// <summary>
    /// Whether currencies that one symbol stands for are equally likely, so that it proves none: those of <c>$</c> and <c>kr</c>.
    /// <c>£</c> and <c>lei</c> are taken for sterling and for Romania's where nothing else is said.
    /// </summary>
    internal static bool AreAlike(IReadOnlyList<string> codes) => codes is [not ("GBP" or "RON"), _, ..];

    /// <summary>Every way in which a currency is printed, its code first.</summary>
    public static IReadOnlyList<string> PrintedAs(string code) => TokensByCode.GetValueOrDefault(code, []);

    /// <summary>The longest currency token a text begins with; length 0 when there is none.</summary>
    internal static (int Length, IReadOnlyList<string> Codes) AtStart(ReadOnlySpan<char> text)
    {
        for (int length = Math.Min(LongestToken, text.Length); length > 0; length--)
        {
            bool wordGoesOn = length < text.Length && char.IsLetter(text[length]) && char.IsLetter(text[length - 1]);
            if (!wordGoesOn && TokensBySpan.TryGetValue(text[..length], out var codes))
            {
                return (length, codes);
            }
        }

        return (0, []);
    }

    /// <summary>The longest currency token a text ends with; length 0 when there is none.</summary>
    internal static (int Length, IReadOnlyList<string> Codes) AtEnd(ReadOnlySpan<char> text)
    {
        for (int length = Math.Min(LongestToken, text.Length); length > 0; length--)
        {
            int start = text.Length - length;
            bool wordBegan = start > 0 && char.IsLetter(text[start]) && char.IsLetter(text[start - 1]);
            if (!wordBegan && TokensBySpan.TryGetValue(text[start..], out var codes))
            {
                return (length, codes);
            }
        }

        return (0, []);
    }
}
