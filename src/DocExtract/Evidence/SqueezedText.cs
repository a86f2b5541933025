using System.Buffers;
using System.Text;


namespace DocExtract.Evidence;

/// <summary>
/// All letters and digits of a page in one string, folded, in a given order of words: a value is found in it however it is
/// spaced, dashed or wrapped. Remembers where words and their parts begin and end.
/// </summary>
internal sealed class SqueezedText
{
    private const byte None = 0;
    private const byte Part = 1;
    private const byte Whole = 2;

    /// <summary>Signs that part what stands before from what stands after, unlike those that stand within names and numbers.</summary>
    private static readonly SearchValues<char> Parting = SearchValues.Create(":;,#()[]=|");

    private readonly string _text;
    private readonly int[] _order;

    /// <summary>For each sign its word's place in the order.</summary>
    private readonly List<int> _words = [];
    private readonly List<byte> _begins = [];
    private readonly List<byte> _ends = [];

    internal SqueezedText(PageText page, IEnumerable<int> order, Func<string, string> fold)
    {
        var text = new StringBuilder();
        _order = [.. order];
        for (int place = 0; place < _order.Length; place++)
        {
            Append(text, fold(page.Words[_order[place]].Text), place);
        }

        _text = text.ToString();
    }

    /// <summary>A place in the text.</summary>
    /// <param name="Words">Its words in order, also those without letters between them.</param>
    /// <param name="IsWhole">It begins and ends with words, not inside one such as <c>a-b</c> or <c>info@name.com</c>.</param>
    internal readonly record struct Place(IReadOnlyList<int> Words, bool IsWhole);

    /// <summary>Where a squeezed value stands, begun and ended at the edge of a word's part.</summary>
    internal IEnumerable<Place> Find(string squeezed)
    {
        if (squeezed.Length == 0)
        {
            yield break;
        }

        for (int at = _text.IndexOf(squeezed, StringComparison.Ordinal); at >= 0; at = _text.IndexOf(squeezed, at + 1, StringComparison.Ordinal))
        {
            int last = at + squeezed.Length - 1;
            if (_begins[at] != None && _ends[last] != None)
            {
                yield return new Place(_order[_words[at]..(_words[last] + 1)], _begins[at] == Whole && _ends[last] == Whole);
            }
        }
    }

    private void Append(StringBuilder text, string folded, int place)
    {
        int from = _words.Count;
        byte before = Whole;
        foreach (char c in folded)
        {
            if (char.IsLetterOrDigit(c))
            {
                text.Append(c);
                _words.Add(place);
                _begins.Add(before);
                _ends.Add(None);
                before = None;
                continue;
            }

            byte edge = Parting.Contains(c) ? Whole : Part;
            before = Math.Max(before, edge);
            if (_words.Count > from)
            {
                _ends[^1] = Math.Max(_ends[^1], edge);
            }
        }

        if (_words.Count > from)
        {
            _ends[^1] = Whole;
        }
    }
}
