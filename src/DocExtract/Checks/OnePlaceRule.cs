using DocExtract.Evidence;

namespace DocExtract.Checks;

/// <summary>One printed row proves one row: a second one that stands nowhere else was read twice.</summary>
internal static class OnePlaceRule
{
    public const string Name = "row-twice";

    public static IEnumerable<Finding> Judge(IReadOnlyList<FieldEvidence> evidence)
    {
        var rows = evidence
            .Where(entry => entry.Box is not null && entry.Support >= FieldEvidence.Found)
            .Select(entry => (Entry: entry, Row: Candidate.RowOf(entry.Field)))
            .Where(cell => cell.Row is not null)
            .GroupBy(cell => cell.Row!.Value, cell => cell.Entry);
        Dictionary<string, int> seen = [];
        foreach (var row in rows)
        {
            string place = string.Join(' ', row.Select(cell => $"{cell.Field[cell.Field.LastIndexOf('/')..]} {cell.Page} {cell.Box}"));
            if (!seen.TryAdd($"{row.Key.Table} {place}", row.Key.Row))
            {
                yield return new Finding(
                    $"{row.Key.Table}/{row.Key.Row}", Name, Severity.Error,
                    $"Row {row.Key.Row + 1} of {Terms.Name(row.Key.Table)} stands where row {seen[$"{row.Key.Table} {place}"] + 1} stands: it is printed once.");
            }
        }
    }
}
