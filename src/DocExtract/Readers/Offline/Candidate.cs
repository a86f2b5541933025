namespace DocExtract.Readers.Offline;

/// <summary>A value that may be a field's, how well it fits, and why.</summary>
/// <param name="Value">The value.</param>
/// <param name="Score">Higher fits better; comparable only within one field.</param>
/// <param name="Reason">Why it is here, for people who ask.</param>
internal sealed record Candidate<T>(T Value, double Score, string Reason);

internal static class Candidates
{
    /// <summary>The best candidate; the first of equals, so that reading order decides.</summary>
    public static Candidate<T>? Best<T>(this IEnumerable<Candidate<T>> candidates, double atLeast = 0) =>
        candidates.Where(candidate => candidate.Score >= atLeast).OrderByDescending(candidate => candidate.Score).FirstOrDefault();
}
