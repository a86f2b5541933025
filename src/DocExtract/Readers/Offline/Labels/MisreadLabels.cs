namespace DocExtract.Readers.Offline.Labels;

/// <summary>
/// Finds the label that a misread phrase most likely is: one letter wrong, lost, doubled or swapped with its neighbour. Only for
/// long labels whose first and last letter are right: a short one resembles too many words, and another ending is grammar.
/// </summary>
internal sealed class MisreadLabels
{
    private const int Shortest = 7;

    private readonly Dictionary<string, string> _lessOne = [];
    private readonly HashSet<string> _ambiguous = [];
    private readonly HashSet<string> _known;
    private readonly int _longest;

    public MisreadLabels(IReadOnlyCollection<string> keys)
    {
        _known = [.. keys];
        foreach (string key in keys.Where(key => key.Length >= Shortest && !key.Any(char.IsDigit)))
        {
            _longest = Math.Max(_longest, key.Length);
            foreach (string shorter in LessOne(key))
            {
                if (!_lessOne.TryAdd(shorter, key) && _lessOne[shorter] != key)
                {
                    _ambiguous.Add(shorter);
                }
            }
        }
    }

    /// <summary>The longest phrase that can still be a misread label.</summary>
    public int Longest => _longest + 1;

    /// <summary>The label that is meant; null where none or several are near.</summary>
    public string? Find(string read)
    {
        if (read.Length < Shortest - 1 || read.Length > Longest || _known.Contains(read))
        {
            return null;
        }

        var meant = LessOne(read).Append(read).Where(shorter => !_ambiguous.Contains(shorter))
            .Select(shorter => _lessOne.GetValueOrDefault(shorter))
            .Concat(LessOne(read).Where(shorter => shorter.Length >= Shortest && _known.Contains(shorter)))
            .OfType<string>()
            .Where(key => key[0] == read[0] && key[^1] == read[^1] && Math.Abs(key.Length - read.Length) <= 1)
            .Distinct().Take(2).ToList();
        return meant is [var only] ? only : null;
    }

    private static IEnumerable<string> LessOne(string key) =>
        Enumerable.Range(1, Math.Max(0, key.Length - 2)).Select(at => key.Remove(at, 1)).Distinct();
}
