using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Schemas;
using DocExtract.Values;

namespace DocExtract.Readers.Offline.Labels;

/// <summary>
/// Finds the labels of a vocabulary in rows. The longest phrase at a place wins; spaces, dots and colons do not matter, and a
/// currency or percentage within a phrase ("Total € incl. VAT", "zzgl. 19 % USt") is looked through.
/// </summary>
internal sealed class LabelIndex
{
    private readonly Dictionary<string, List<string>> _fields = [];
    private readonly HashSet<string> _prefixes = [];
    private readonly MisreadLabels _misread;

    public LabelIndex(LabelVocabulary vocabulary)
    {
        foreach (var (field, phrases) in vocabulary.Fields)
        {
            foreach (string phrase in phrases)
            {
                if (Add(phrase) is { } fields && !fields.Contains(field))
                {
                    fields.Add(field);
                }
            }
        }

        foreach (var (field, phrases) in vocabulary.NotFields)
        {
            foreach (string phrase in phrases)
            {
                Add(phrase)?.Remove(field);
            }
        }

        _misread = new MisreadLabels(_fields.Keys);
    }

    public IEnumerable<LabelHit> Find(Row row)
    {
        for (int start = 0; start < row.Tokens.Count; start++)
        {
            if (row.Tokens[start].Key.Length > 0 && At(row, start) is { } hit)
            {
                yield return hit;
                start = hit.End - 1;
            }
        }
    }

    /// <summary>The label at a token; a longer misread one before a shorter right one ("Date d'echeacne" is not "Date").</summary>
    private LabelHit? At(Row row, int start)
    {
        var exact = Longest(row, start, start, "");
        var meant = Misread(row, start);
        return meant is { } misread && (exact is null || misread.End > exact.Value.End)
            ? new LabelHit(row, start, misread.End, misread.Key, _fields[misread.Key], 1)
            : exact is { } found ? new LabelHit(row, start, found.End, found.Key, _fields[found.Key])
            : null;
    }

    private List<string>? Add(string phrase)
    {
        string key = Folding.Squeeze(phrase);
        for (int length = 1; length <= key.Length; length++)
        {
            _prefixes.Add(key[..length]);
        }

        return key.Length == 0 ? null
            : _fields.TryGetValue(key, out var fields) ? fields
            : _fields[key] = [];
    }

    private (int End, string Key)? Longest(Row row, int start, int at, string key)
    {
        if (at >= row.Tokens.Count || (at > start && (row.Gap(at) > 3 || row.Tokens[at - 1].Text[^1] is ',' or ';' or ':')))
        {
            return null;
        }

        string longer = key + row.Tokens[at].Key;
        (int End, string Key)? best = _prefixes.Contains(longer) ? Longest(row, start, at + 1, longer) : null;
        best ??= row.Tokens[at].Key.Length > 0 && _fields.ContainsKey(longer) ? (at + 1, longer) : null;
        // A token without letters was looked through just now: dots that lead to an amount must not double the work each.
        return best ?? (at > start && longer.Length > key.Length && IsLookedThrough(row, at) ? Longest(row, start, at + 1, key) : null);
    }

    /// <summary>The longest run of near words that is a label but for one letter.</summary>
    private (int End, string Key)? Misread(Row row, int start)
    {
        (int End, string Key)? best = null;
        string read = "";
        for (int at = start; at < row.Tokens.Count && read.Length <= _misread.Longest; at++)
        {
            if (row.Tokens[at].HasDigit || (at > start && (row.Gap(at) > 2 || row.Tokens[at - 1].EndsInColon)))
            {
                break;
            }

            read += row.Tokens[at].Key;
            best = _misread.Find(read) is { } key ? (at + 1, key) : best;
        }

        return best is { } found && StandsAlone(row, start, found.End) ? best : null;
    }

    /// <summary>A label by its place: at the beginning of its column, and with nothing after it but a colon or a gap.</summary>
    private static bool StandsAlone(Row row, int start, int end)
    {
        var segment = row.SegmentOf(start);
        return segment.Start == start && (segment.End == end || row.Tokens[end - 1].EndsInColon || row.Tokens[end].Text == ":");
    }

    private static bool IsLookedThrough(Row row, int at)
    {
        string text = row.Tokens[at].Text.Trim('(', ')', '[', ']', ':', ',', '*', '.');
        bool nextIsCurrency = at + 1 < row.Tokens.Count && Currencies.Read(row.Tokens[at + 1].Text.Trim('(', ')')) is not [];
        bool nextIsPercent = at + 1 < row.Tokens.Count && row.Tokens[at + 1].Text.StartsWith('%');
        return text.Length == 0
            || text is "%" or "-" or "–" or "@"
            || (text.EndsWith('%') && text.Any(char.IsDigit))
            || (nextIsPercent && text.All(c => char.IsDigit(c) || c is '.' or ','))
            || (text.Equals("in", StringComparison.OrdinalIgnoreCase) && nextIsCurrency)
            || (!text.Any(char.IsDigit) && Currencies.Read(text) is not []);
    }
}
