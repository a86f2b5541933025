using DocExtract.Pages;
using DocExtract.Schemas;

namespace DocExtract.Checks.Completeness;

/// <summary>
/// "Carried forward 5,312.00" at the foot of a page, "brought forward" at the head of the next: what the rows above add up to. A
/// sum that they miss says that a row above it is missing or too much, one beneath the last row that the table goes on.
/// </summary>
internal static class CarriedSums
{
    private const string Words = "carried_forward";

    /// <param name="table">The rows.</param>
    /// <param name="lines">The printed lines.</param>
    /// <param name="labels">Knows the words.</param>
    /// <param name="tolerance">What rounding explains.</param>
    /// <returns>For each carried sum that was judged what it says, and what the rows above it add up to.</returns>
    public static IReadOnlyList<CarriedSum> Of(ReadTable table, PrintedLines lines, LabelVocabulary labels, decimal tolerance)
    {
        if (!labels.Words.TryGetValue(Words, out var words) || table.Rows.Any(row => row.Line is null || row.Value is null))
        {
            return [];
        }

        string[] keys = [.. words.Select(Folding.Squeeze)];
        var rows = table.Rows.OrderBy(row => row.Line).ToList();
        List<CarriedSum> sums = [];
        int read = 0;
        decimal sum = 0;
        foreach (var line in lines.All)
        {
            for (; read < rows.Count && rows[read].Line < line.Number; read++)
            {
                sum += rows[read].Value ?? 0;
            }

            // A sum that no row stands above was carried from another document, such as a balance.
            if (read > 0 && line.Amounted() == 1 && line.LastAmount() is { Count: > 0 } said && line.Key is var key && Array.Exists(keys, key.StartsWith))
            {
                sums.Add(new CarriedSum(line.Page.Number, said[0], sum, said.Any(meaning => Math.Abs(meaning - sum) <= tolerance)));
            }
        }

        return sums;
    }
}

/// <summary>A carried sum beside what was read.</summary>
/// <param name="Page">Where it is printed.</param>
/// <param name="Said">What it says.</param>
/// <param name="Read">What the rows above it add up to.</param>
/// <param name="Holds">Whether that is the same.</param>
internal readonly record struct CarriedSum(int Page, decimal Said, decimal Read, bool Holds);
