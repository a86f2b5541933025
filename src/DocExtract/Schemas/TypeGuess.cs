using DocExtract.Pages;

namespace DocExtract.Schemas;

/// <summary>
/// Tells a document's type from the words of its first and last page: each phrase of a type's vocabulary counts once, large type
/// counts double. Deterministic; with a tie or nothing known it is an invoice, whose checks ask the most.
/// </summary>
internal static class TypeGuess
{
    /// <summary>The type that is taken when nothing tells.</summary>
    public const string Fallback = "invoice";

    public static DocumentSchema Of(IEnumerable<DocumentSchema> types, Document document, CancellationToken cancellationToken)
    {
        var words = WordsOf(document, cancellationToken);
        return types
            .OrderByDescending(type => Score(type.Labels.Type, words))
            .ThenByDescending(type => type.Name == Fallback)
            .ThenBy(type => type.Name, StringComparer.Ordinal)
            .First();
    }

    private static List<Word> WordsOf(Document document, CancellationToken cancellationToken) => document.Pages.Count switch
    {
        0 => [],
        1 => [.. document.Pages[0].ReadWords(cancellationToken)],
        _ => [.. document.Pages[0].ReadWords(cancellationToken), .. document.Pages[^1].ReadWords(cancellationToken)],
    };

    private static double Score(IReadOnlyDictionary<string, double> weights, List<Word> words)
    {
        var text = new PhraseIndex(words);
        return weights.DistinctBy(phrase => Folding.Squeeze(phrase.Key)).Sum(phrase => phrase.Value * text.Emphasis(phrase.Key));
    }

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
