using System.Text;

namespace DocExtract.Pages;

/// <summary>
/// The form in which words are compared: lower case, letters without their marks (é → e, ß → ss, ł → l), typographic
/// quotes and dashes plain, full-width and Arabic-Indic digits as ASCII. Own table, since the runtime's normalisation
/// needs ICU, which slim containers lack.
/// </summary>
public static class Folding
{
    private static readonly Dictionary<char, string> Table = Build(
        ("àáâãäåāăą", "a"), ("æ", "ae"), ("çćĉċč", "c"), ("ďđð", "d"), ("èéêëēĕėęě", "e"), ("ĝğġģ", "g"), ("ĥħ", "h"),
        ("ìíîïĩīĭįı", "i"), ("ĵ", "j"), ("ķ", "k"), ("ĺļľŀł", "l"), ("ñńņňŉ", "n"), ("òóôõöøōŏő", "o"), ("œ", "oe"),
        ("ŕŗř", "r"), ("śŝşšș", "s"), ("ß", "ss"), ("ţťŧț", "t"), ("þ", "th"), ("ùúûüũūŭůűų", "u"), ("ŵ", "w"),
        ("ýÿŷ", "y"), ("źżž", "z"), ("‘’‚‛´`", "'"), ("“”„«»", "\""), ("‐‑‒–—―−", "-"), ("：", ":"), ("．", "."), ("，", ","),
        ("\u00a0\u2007\u2009\u202f", " "), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("\u00ad", ""));

    /// <summary>Folds a text; the result may be shorter or longer.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            char lower = char.ToLowerInvariant(c);
            _ = lower < 0x80 ? folded.Append(lower)
                : Table.TryGetValue(lower, out var plain) ? folded.Append(plain)
                : char.IsDigit(lower) ? folded.Append((char)('0' + (int)char.GetNumericValue(lower)))
                : folded.Append(lower);
        }

        return folded.ToString();
    }

    /// <summary>The folded letters and digits of a text, nothing between them: how identifiers and names are compared.</summary>
    public static string Squeeze(string text) => string.Concat(Fold(text).Where(char.IsLetterOrDigit));

    private static Dictionary<char, string> Build(params (string From, string To)[] rules) =>
        rules.SelectMany(rule => rule.From.Select(c => (c, rule.To))).ToDictionary();
}
