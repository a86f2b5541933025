using System.Buffers;
using System.Globalization;

namespace DocExtract.Values;

/// <summary>What stands around the digits of a printed amount: sign, parentheses, CR or DR, currency.</summary>
/// <param name="Digits">The digits with their separators in plain form: ASCII digits and <c>. , ' space</c>.</param>
/// <param name="Negative">Minus before or after, parentheses, or CR.</param>
/// <param name="IsCredit">Marked CR: negative on a bill, positive on a statement of account.</param>
/// <param name="HasPlus">A plus stands before it, as before telephone numbers.</param>
/// <param name="Whole">Ends in a dash instead of decimals: <c>12,-</c>.</param>
/// <param name="Currencies">Candidates of the currency that stands with it; empty without one.</param>
internal readonly record struct AmountFrame(
    string Digits, bool Negative, bool IsCredit, bool HasPlus, bool Whole, IReadOnlyList<string> Currencies)
{
    /// <summary>Longest text that is looked at; fifteen digits with separators, sign and currency are shorter.</summary>
    private const int LongestText = 40;

    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("0123456789.,' ");

    /// <summary>Takes the frame off; null when the text cannot be an amount.</summary>
    internal static AmountFrame? Of(string text)
    {
        if (text.Length is 0 or > LongestText)
        {
            return null;
        }

        var stripper = new Stripper(string.Create(text.Length, text, static (plain, source) =>
        {
            for (int i = 0; i < source.Length; i++)
            {
                plain[i] = Plain(source[i]);
            }
        }));
        return stripper.Strip();
    }

    private static char Plain(char c) => c switch
    {
        >= '!' and <= '~' => c,
        '−' or '–' or '—' or '‐' or '‑' or '‒' or '―' or '－' => '-',
        '’' or '‘' or '´' or '`' or '′' or '٬' => '\'',
        '．' => '.',
        '，' or '٫' => ',',
        '（' => '(',
        '）' => ')',
        '＋' => '+',
        _ when char.IsWhiteSpace(c) => ' ',
        _ when char.IsDigit(c) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
        _ => c,
    };

    /// <summary>Eats marks from both ends, each kind at most once, until only digits and separators are left.</summary>
    private ref struct Stripper(string text)
    {
        private ReadOnlySpan<char> _rest = text.AsSpan().Trim(' ');
        private bool _minus;
        private bool _plus;
        private bool _parentheses;
        private bool _credit;
        private bool _debit;
        private bool _whole;
        private IReadOnlyList<string>? _before;
        private IReadOnlyList<string>? _after;

        internal AmountFrame? Strip()
        {
            while (StripStart() || StripEnd())
            {
                _rest = _rest.Trim(' ');
            }

            bool contradictory = (_minus && (_parentheses || _plus || _credit)) || (_credit && _debit);
            return contradictory || !IsNumeric(_rest)
                ? null
                : new AmountFrame(_rest.ToString(), _minus || _parentheses || _credit, _credit, _plus, _whole, Narrower(_before, _after));
        }

        private bool StripStart()
        {
            if (_rest.Length == 0 || char.IsAsciiDigit(_rest[0]))
            {
                return false;
            }

            if (_rest[0] is '-' or '+')
            {
                return !_minus && !_plus && Cut(ref _rest[0] == '-' ? ref _minus : ref _plus, _rest[1..]);
            }

            if (_rest[0] == '(' && _rest[^1] == ')')
            {
                return !_parentheses && Cut(ref _parentheses, _rest[1..^1]);
            }

            if (_before is null && Values.Currencies.AtStart(_rest) is { Length: > 0 } token)
            {
                _before = token.Codes;
                _rest = _rest[token.Length..];
                return true;
            }

            return false;
        }

        private bool StripEnd()
        {
            if (_rest.Length == 0 || char.IsAsciiDigit(_rest[^1]))
            {
                return false;
            }

            if (_rest[^1] == '-')
            {
                var digits = _rest.TrimEnd('-');
                return digits.Length > 1 && digits[^1] is '.' or ',' && char.IsAsciiDigit(digits[^2])
                    ? !_whole && _rest.Length - digits.Length <= 2 && Cut(ref _whole, digits[..^1])
                    : !_minus && !_plus && Cut(ref _minus, _rest[..^1]);
            }

            if (_rest.EndsWith("CR") || _rest.EndsWith("Cr"))
            {
                return !_credit && Cut(ref _credit, _rest[..^2]);
            }

            if (_rest.EndsWith("DR") || _rest.EndsWith("Dr"))
            {
                return !_debit && Cut(ref _debit, _rest[..^2]);
            }

            if (_after is null && Values.Currencies.AtEnd(_rest) is { Length: > 0 } token)
            {
                _after = token.Codes;
                _rest = _rest[..^token.Length];
                return true;
            }

            return false;
        }

        private bool Cut(ref bool seen, ReadOnlySpan<char> rest)
        {
            _rest = rest;
            return seen = true;
        }

        private static bool IsNumeric(ReadOnlySpan<char> rest) =>
            rest.Length > 0 && char.IsAsciiDigit(rest[^1]) && !rest.ContainsAnyExcept(NumberSigns);

        private static IReadOnlyList<string> Narrower(IReadOnlyList<string>? before, IReadOnlyList<string>? after) =>
            (before, after) switch
            {
                (null, null) => [],
                (null, _) => after,
                (_, null) => before,
                _ => before.Count <= after.Count ? before : after,
            };
    }
}
