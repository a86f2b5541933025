using System.Collections.Concurrent;
using DocExtract.Pages;
using DocExtract.Schemas;

namespace DocExtract.Evidence;

/// <summary>Tells whether a place stands beside or below a label of its field, or of another.</summary>
internal sealed class LabelSense(LabelVocabulary labels)
{
    /// <summary>Words to the left that may hold a label.</summary>
    private const int WordsBefore = 8;

    /// <summary>Lines above that may hold one.</summary>
    private const int LinesAbove = 2;

    private readonly ConcurrentDictionary<string, (string[] Own, string[] Other)> _phrases = new();

    /// <summary>1 for a label on the same line, .8 for one above, -1 for another field's label, 0 for none.</summary>
    internal double Near(Sighting sighting, string pattern)
    {
        var (own, other) = _phrases.GetOrAdd(pattern, PhrasesOf);
        if (own.Length + other.Length == 0)
        {
            return 0;
        }

        double beside = Weigh(TextBefore(sighting), own, other);
        return beside != 0 ? beside : Weigh(TextAbove(sighting), own, other) is var above and > 0 ? 0.8 * above : 0;
    }

    /// <summary>The label that ends last, hence nearest, wins; of two that end alike the longer one.</summary>
    private static double Weigh(string text, string[] own, string[] other)
    {
        var (ownEnd, ownLength) = Last(text, own);
        var (otherEnd, otherLength) = Last(text, other);
        return ownEnd < 0 && otherEnd < 0 ? 0
            : ownEnd > otherEnd || (ownEnd == otherEnd && ownLength >= otherLength) ? 1
            : -1;
    }

    private static (int End, int Length) Last(string text, string[] phrases)
    {
        (int End, int Length) best = (-1, 0);
        foreach (string phrase in phrases)
        {
            int at = text.LastIndexOf(phrase, StringComparison.Ordinal);
            if (at >= 0 && (at + phrase.Length, phrase.Length).CompareTo(best) > 0)
            {
                best = (at + phrase.Length, phrase.Length);
            }
        }

        return best;
    }

    private static string TextBefore(Sighting sighting)
    {
        var page = sighting.Page;
        int first = sighting.Words[0];
        int start = first;
        while (start > 0 && first - start < WordsBefore && page.LineOf[start - 1] == page.LineOf[first])
        {
            start--;
        }

        return Plain(string.Join(' ', Enumerable.Range(start, first - start + 1).Select(word => page.Words[word].Text)));
    }

    private static string TextAbove(Sighting sighting)
    {
        var page = sighting.Page;
        var box = page.LevelOf(sighting.Words);
        int line = page.LineOf[sighting.Words[0]];
        List<string> above = [];
        for (int word = sighting.Words[0]; word >= 0 && page.LineOf[word] >= line - LinesAbove; word--)
        {
            var other = page.Words[word].Level;
            if (page.LineOf[word] < line && other.X0 < box.X1 + box.Width && other.X1 > box.X0 - box.Width)
            {
                above.Add(page.Words[word].Text);
            }
        }

        above.Reverse();
        return Plain(string.Join(' ', above));
    }

    private (string[] Own, string[] Other) PhrasesOf(string pattern) =>
        (Plain(labels.Fields, pattern), Plain(labels.NotFields, pattern));

    private static string[] Plain(IReadOnlyDictionary<string, IReadOnlyList<string>> labels, string pattern) =>
        [.. (labels.GetValueOrDefault(pattern) ?? []).Select(Plain).Where(phrase => phrase.Length > 2).Distinct()];

    /// <summary>Folded words between single spaces, one at each end, so that phrases are found as whole words.</summary>
    private static string Plain(string text) => string.Concat(
        " ", string.Join(' ', string.Concat(Folding.Fold(text).Select(c => char.IsLetterOrDigit(c) || c == '#' ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)), " ");
}
