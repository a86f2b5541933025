using DocExtract.Checks;

namespace DocExtract.Splitting;

/// <summary>A document that counts its own pages ("page 2 of 3") and has fewer: what stands on the others was never seen.</summary>
internal static class MissingPages
{
    public const string Name = "pages-missing";

    /// <param name="numbers">What each page prints of its number.</param>
    /// <returns>One finding, or none.</returns>
    public static IEnumerable<Finding> Of(IReadOnlyList<PageNumber?> numbers)
    {
        int said = numbers.Max(number => number?.Of) ?? 0;
        if (said > numbers.Count)
        {
            var absent = Enumerable.Range(1, said).Except(numbers.Select(number => number?.Page ?? 0));
            yield return new Finding(
                "", Name, Severity.Error,
                $"The document says that it has {said} pages, but there are only {numbers.Count}; page {string.Join(", ", absent)} may be missing.");
        }
    }
}
