using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>
/// Whether a table is whole: where the rows that the words of the page show add up to a printed sum, they are all rows there are,
/// and a reading with other amounts has dropped, doubled, merged or invented some.
/// </summary>
internal static class RowsRule
{
    public const string Name = "rows-differ";

    /// <summary>Judges only tables that were read; one that is absent claims nothing.</summary>
    public static IEnumerable<Finding> Judge(DocumentSchema schema, JsonObject data, JsonObject words) =>
        [.. Emptied(data, words), .. Differing(schema, data, words)];

    private static IEnumerable<Finding> Emptied(JsonObject data, JsonObject words) =>
        from table in data
        where table.Value is JsonArray { Count: 0 } && words[table.Key] is JsonArray { Count: > 0 }
        select new Finding($"/{table.Key}", Name, Severity.Error, $"No {Terms.Name(table.Key)} were read, but the page shows some.");

    private static IEnumerable<Finding> Differing(DocumentSchema schema, JsonObject data, JsonObject words) =>
        from pattern in DeclaredRules.Upheld(schema, words)
        let star = pattern.IndexOf("/*/", StringComparison.Ordinal)
        where star > 0
        let table = pattern[..star]
        where data[table.TrimStart('/')] is JsonArray { Count: > 0 }
        let given = Amounts(data, pattern)
        let printed = Amounts(words, pattern)
        where Count(data, table) == given.Count && AreOfOneSign(given) && AreOfOneSign(printed) && !Sold(given).SequenceEqual(Sold(printed))
        select new Finding(
            table, Name, Severity.Error,
            $"The {Terms.Name(table)} were read as {given.Count} rows of together {Terms.Tidy(given.Sum())}, but the page shows {printed.Count} rows that add up to {Terms.Tidy(printed.Sum())}.");

    private static List<decimal> Amounts(JsonObject data, string pattern) =>
        [.. FieldValue.Select(data, pattern).Select(amount => amount.AsDecimal()).OfType<decimal>().Order()];

    /// <summary>What is taken off may be a row of its own or be taken off its item's row: both are right.</summary>
    private static bool AreOfOneSign(List<decimal> amounts) => amounts.Count == 0 || amounts[0] >= 0 || amounts[^1] <= 0;

    /// <summary>What costs nothing may be a row or a remark.</summary>
    private static IEnumerable<decimal> Sold(List<decimal> amounts) => amounts.Where(amount => amount != 0);

    /// <summary>Rows of a table; where some have no amount they cannot be told apart by it.</summary>
    private static int Count(JsonObject data, string table) => (data[table.TrimStart('/')] as JsonArray)?.Count ?? 0;
}
