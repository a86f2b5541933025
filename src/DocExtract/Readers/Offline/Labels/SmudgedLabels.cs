using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Spans;
using DocExtract.Schemas;

namespace DocExtract.Readers.Offline.Labels;

/// <summary>
/// Finds labels in which OCR misread a letter or two ("Tofal", "SubTatal", "Nett Tota1"), at the head of a column and only beside an
/// amount or above the tax summary. Short words must have all their letters, one of them another: "summer" is no "Summe". Words shorter than five letters are
/// never guessed at.
/// </summary>
internal sealed class SmudgedLabels
{
    private const int Shortest = 5;

    /// <summary>Up to this length one letter may differ and none be missing; beyond, two, and in phrases three.</summary>
    private const int Short = 8;

    private const int Phrase = 13;

    private readonly Dictionary<string, string[]> _fields;

    public SmudgedLabels(LabelVocabulary vocabulary, IReadOnlyList<string> fields)
    {
        // What looks like a label but is another's is known too, so that "Total Qly" is no total.
        _fields = vocabulary.Fields.Where(field => fields.Contains(field.Key)).SelectMany(field => Keys(field.Value, field.Key))
            .Concat(vocabulary.NotFields.SelectMany(field => Keys(field.Value, null)))
            .Where(phrase => phrase.Key.Length >= Shortest)
            .GroupBy(phrase => phrase.Key, phrase => phrase.Field)
            .ToDictionary(same => same.Key, same => same.OfType<string>().Distinct().ToArray());
    }

    /// <summary>The labels of a row with what was smudged put in; a smudged label takes the place of shorter ones within it.</summary>
    public IEnumerable<LabelHit> Complete(Row row, IReadOnlyList<LabelHit> exact, IReadOnlyList<Money> money)
    {
        List<LabelHit> hits = [.. exact];
        foreach (var segment in row.Segments)
        {
            var longest = exact.FirstOrDefault(hit => hit.Start == segment.Start);
            if (Best(row, segment.Start, money) is { } found && (longest is null || found.Key.Length > longest.Key.Length + 2))
            {
                hits.RemoveAll(hit => hit.Start >= found.Start && hit.Start < found.End);
                hits.Add(found);
            }
        }

        return hits.OrderBy(hit => hit.Start);
    }

    private static IEnumerable<(string Key, string? Field)> Keys(IEnumerable<string> phrases, string? field) =>
        phrases.Select(phrase => (Folding.Squeeze(phrase), field));

    private LabelHit? Best(Row row, int start, IReadOnlyList<Money> money)
    {
        LabelHit? best = null;
        string key = "";
        for (int end = start; end < row.Tokens.Count && !money.Any(number => number.Start <= end && end < number.End); end++)
        {
            if (end > start && (row.Gap(end) > 3 || row.Tokens[end - 1].EndsInColon))
            {
                break;
            }

            key += row.Tokens[end].Key;
            if (key.Length >= Shortest && Nearest(key) is { } near && (money.Any(number => number.Start > end) || IsHeading(near.Phrase)) && (best is null || near.Edits <= best.Edits + 1))
            {
                best = new LabelHit(row, start, end + 1, near.Phrase, _fields[near.Phrase], near.Edits);
            }
        }

        return best;
    }

    /// <summary>What stands above a table of amounts rather than beside one.</summary>
    private bool IsHeading(string phrase) => _fields[phrase].Contains("/tax_summary");

    private (string Phrase, int Edits)? Nearest(string key)
    {
        var near = _fields.Keys
            .Where(phrase => Math.Abs(phrase.Length - key.Length) <= (phrase.Length <= Short ? 0 : 2))
            .Select(phrase => (phrase, edits: EditDistance.Of(phrase, key)))
            .Where(found => found.edits <= (found.phrase.Length <= Short ? 1 : found.phrase.Length < Phrase ? 2 : 3))
            .OrderBy(found => found.edits)
            .FirstOrDefault();
        return near.phrase is null ? null : near;
    }
}
