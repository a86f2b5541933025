using DocExtract.Pages;

namespace DocExtract.Schemas;

/// <summary>A document's type and what told it.</summary>
/// <param name="Schema">The type.</param>
/// <param name="Reason">For people: the words that count most for it, or that there are none; null where the sender named it.</param>
/// <param name="IsKnown">Whether any word speaks for it; without one the document may be of no installed type at all.</param>
public sealed record TypeChoice(DocumentSchema Schema, string? Reason, bool IsKnown);

/// <summary>
/// Tells a document's type from the words of its first and last page: each phrase of a type's vocabulary counts once, large type
/// counts double. Deterministic; with a tie or nothing known it is an invoice, whose checks ask the most.
/// </summary>
internal static class TypeGuess
{
    /// <summary>The type that is taken when nothing tells.</summary>
    public const string Fallback = "invoice";

    /// <summary>So many words are named as the reason.</summary>
    private const int MostNamed = 4;

    public static TypeChoice Of(IEnumerable<DocumentSchema> types, Document document, CancellationToken cancellationToken)
    {
        var text = new PhraseIndex(WordsOf(document, cancellationToken));
        var (type, found) = types
            .Select(type => (type, found: Found(type.Labels.Type, text)))
            .OrderByDescending(scored => scored.found.Sum(phrase => phrase.Value))
            .ThenByDescending(scored => scored.type.Name == Fallback)
            .ThenBy(scored => scored.type.Name, StringComparer.Ordinal)
            .First();
        var telling = found.Where(phrase => phrase.Value > 0).OrderByDescending(phrase => phrase.Value).Select(phrase => $"'{phrase.Key}'").ToList();
        return telling.Count > 0
            ? new TypeChoice(type, $"It holds {string.Join(", ", telling.Take(MostNamed))}{(telling.Count > MostNamed ? $" and {telling.Count - MostNamed} more words" : "")} of a {type.Name}.", true)
            : new TypeChoice(type, $"It holds no word that tells its type; it was read as a {type.Name}.", false);
    }

    private static List<Word> WordsOf(Document document, CancellationToken cancellationToken) => document.Pages.Count switch
    {
        0 => [],
        1 => [.. document.Pages[0].ReadWords(cancellationToken)],
        _ => [.. document.Pages[0].ReadWords(cancellationToken), .. document.Pages[^1].ReadWords(cancellationToken)],
    };

    /// <summary>The phrases of a vocabulary that stand in the text, with what they count.</summary>
    private static List<KeyValuePair<string, double>> Found(IReadOnlyDictionary<string, double> weights, PhraseIndex text) =>
    [
        .. weights.DistinctBy(phrase => Folding.Squeeze(phrase.Key))
            .Select(phrase => KeyValuePair.Create(phrase.Key, phrase.Value * text.Emphasis(phrase.Key)))
            .Where(phrase => phrase.Value != 0),
    ];

    /// <summary>Finds phrases without regard to spaces and punctuation, only where a word begins.</summary>
    private sealed class PhraseIndex
    {
        private readonly string _text;
        private readonly Dictionary<int, double> _starts = [];
        private readonly HashSet<int> _ends = [];
        private readonly double _large;

        public PhraseIndex(List<Word> words)
        {
            var heights = words.Select(word => word.Level.Height).Order().ToList();
            _large = heights.Count == 0 ? 0 : heights[heights.Count / 2] * 1.5;
            var text = new System.Text.StringBuilder();
            foreach (var word in words)
            {
                _starts.TryAdd(text.Length, word.Level.Height);
                text.Append(Folding.Squeeze(word.Text));
                _ends.Add(text.Length);
            }

            _text = text.ToString();
        }

        /// <summary>0 when the phrase is absent, 2 when it stands in large type, otherwise 1.</summary>
        public double Emphasis(string phrase)
        {
            string wanted = Folding.Squeeze(phrase);
            double found = 0;
            for (int at = Next(wanted, 0); at >= 0 && found < 2; at = Next(wanted, at + 1))
            {
                if (_starts.TryGetValue(at, out double height) && _ends.Contains(at + wanted.Length))
                {
                    found = Math.Max(found, height > _large ? 2 : 1);
                }
            }

            return found;
        }

        private int Next(string wanted, int from) =>
            wanted.Length == 0 || from >= _text.Length ? -1 : _text.IndexOf(wanted, from, StringComparison.Ordinal);
    }
}
