using System.Text.RegularExpressions;

namespace DocExtract.Pages.Pdf;

/// <summary>Fills what a text layer leaves out from what the pixels say.</summary>
internal static class Mending
{
    /// <summary>Stands in a text layer where not even the file says which character it draws.</summary>
    public const char Unknown = '\uFFFD';

    /// <summary>Whether a word has unknown characters among known ones; a lone unknown one is a bullet or an ornament.</summary>
    public static bool IsBroken(Word word) => word.Text.Contains(Unknown) && word.Text.Any(char.IsLetterOrDigit);

    /// <summary>Completes broken words where the pixels agree with all that is known of them.</summary>
    public static IReadOnlyList<Word> Mend(IReadOnlyList<Word> words, IReadOnlyList<Word> seen) =>
        [.. words.Select(word => IsBroken(word) ? Mend(word, seen) : word)];

    /// <summary>Adds the words that only the pixels show.</summary>
    public static IReadOnlyList<Word> Complete(IReadOnlyList<Word> words, IReadOnlyList<Word> seen) =>
        seen.Count == 0 ? words : [.. words, .. seen.Where(word => !words.Any(known => Covers(known.Box, word.Box)))];

    private static Word Mend(Word broken, IReadOnlyList<Word> seen)
    {
        var pattern = new Regex(Regex.Escape(broken.Text).Replace(Unknown, '.'), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        var match = seen.Where(word => Covers(broken.Box, word.Box) || Covers(word.Box, broken.Box))
            .Select(word => (Word: word, Match: pattern.Match(word.Text)))
            .FirstOrDefault(candidate => candidate.Match.Success);
        return match.Word is null ? broken : broken with { Text = match.Match.Value, Source = WordSource.Ocr, Confidence = match.Word.Confidence };
    }

    /// <summary>Whether the middle of one box lies in another.</summary>
    private static bool Covers(Box box, Box other) =>
        other.CenterX >= box.X0 && other.CenterX <= box.X1 && other.CenterY >= box.Y0 && other.CenterY <= box.Y1;
}
