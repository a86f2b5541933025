using DocExtract.Pages;

namespace DocExtract.Evidence;

/// <summary>
/// Finds texts whose words stand close together but not in one run: addresses in another order, descriptions that wrap in a
/// narrow column, names cut by a logo.
/// </summary>
internal sealed class ScatteredText
{
    private const int MostTokens = 400;
    private const int MostAnchors = 20;

    /// <summary>Share of a text's letters from which it counts as printed.</summary>
    private const double NearlyAll = 0.85;

    private const double Most = 0.6;
    private const double Trace = 0.4;

    /// <summary>From this many words a text counts as long.</summary>
    private const int LongText = 6;

    private readonly Dictionary<string, List<(PageText Page, int Word)>> _tokens = [];

    internal ScatteredText(IReadOnlyList<PageText> pages)
    {
        foreach (var page in pages)
        {
            for (int word = 0; word < page.Words.Count; word++)
            {
                foreach (string token in TokensOf(page.Words[word].Text))
                {
                    if (!_tokens.TryGetValue(token, out var places))
                    {
                        _tokens[token] = places = [];
                    }

                    places.Add((page, word));
                }
            }
        }
    }

    /// <summary>The best place, if there is a trace of the text at all.</summary>
    internal IReadOnlyList<Sighting> Find(string value)
    {
        string[] tokens = [.. TokensOf(value).Take(MostTokens)];
        if (tokens.Length < 2)
        {
            return [];
        }

        int reach = 2 + tokens.Length / 4;
        var best = Anchors(tokens).Select(anchor => Around(anchor, tokens, reach)).DefaultIfEmpty().MaxBy(found => found.Share);
        return best.Words is null || best.Share < Trace ? [] : [Sighting.Read(best.Page, best.Words, Quality(best, tokens))];
    }

    private readonly record struct Cluster(PageText Page, List<int> Words, double Share, bool HasAllNumbers);

    private static double Quality(Cluster cluster, string[] tokens) =>
        !cluster.HasAllNumbers ? Math.Min(Support.Confused, cluster.Share * Support.Similar)
        : cluster.Share > 0.999 ? Support.Scattered
        : cluster.Share >= NearlyAll ? Support.Inside
        : cluster.Share >= Most && tokens.Length >= LongText ? Support.MostWords
        : Math.Min(Support.Confused, cluster.Share * Support.Similar);

    /// <summary>Places of the rarest words, where it pays to look around.</summary>
    private IEnumerable<(PageText Page, int Word)> Anchors(string[] tokens) => tokens
        .Select(token => _tokens.GetValueOrDefault(token) ?? [])
        .Where(places => places.Count > 0)
        .OrderBy(places => places.Count)
        .Take(3)
        .SelectMany(places => places.Take(MostAnchors));

    /// <summary>Collects the words of the text near an anchor, in their order where possible: out of order they count half.</summary>
    private Cluster Around((PageText Page, int Word) anchor, string[] tokens, int reach)
    {
        int line = anchor.Page.LineOf[anchor.Word];
        SortedSet<int> words = [];
        double found = 0;
        bool hasAllNumbers = true;
        int last = -1;
        foreach (string token in tokens)
        {
            var near = (_tokens.GetValueOrDefault(token) ?? [])
                .Where(place => place.Page == anchor.Page && Math.Abs(place.Page.LineOf[place.Word] - line) <= reach)
                .Select(place => place.Word)
                .ToList();
            hasAllNumbers &= near.Count > 0 || !token.Any(char.IsDigit);
            if (near.Count == 0)
            {
                continue;
            }

            int ahead = near.FindIndex(word => word >= last);
            found += token.Length * (ahead >= 0 ? 1 : 0.9);
            last = ahead >= 0 ? near[ahead] : near[0];
            words.Add(last);
        }

        return new Cluster(anchor.Page, [.. words], found / tokens.Sum(token => token.Length), hasAllNumbers);
    }

    /// <summary>Runs of letters and digits; points and commas within a number belong to it, so that 40 is not found in 40.39.</summary>
    private static IEnumerable<string> TokensOf(string text)
    {
        string folded = Folding.Fold(text);
        for (int start = 0; start < folded.Length; start++)
        {
            int end = start;
            while (end < folded.Length && (char.IsLetterOrDigit(folded[end]) || IsInNumber(folded, end)))
            {
                end++;
            }

            if (end > start)
            {
                yield return folded[start..end];
                start = end;
            }
        }
    }

    private static bool IsInNumber(string text, int at) =>
        text[at] is '.' or ',' && at > 0 && at + 1 < text.Length && char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]);
}
