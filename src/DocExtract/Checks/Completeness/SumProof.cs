using System.Text.Json.Nodes;
using DocExtract.Checks.Arithmetic;
using DocExtract.Schemas;

namespace DocExtract.Checks.Completeness;

/// <summary>Whether the values of a column add up to a sum that the reading states.</summary>
/// <param name="Fields">The sums that they add up to, so nearly that no row can be missing.</param>
/// <param name="IsTold">No sum holds, and the sum check itself tells so.</param>
internal sealed record SumProof(IReadOnlyList<string> Fields, bool IsTold)
{
    public bool Holds => Fields.Count > 0;

    public static SumProof Of(string column, DocumentSchema schema, JsonObject data, decimal minorUnit)
    {
        var summed = WithValues(column, data);
        var equations = EquationSystem.Of(schema, summed).Naming(column.Replace("/*/", "/0/", StringComparison.Ordinal))
            .Where(constraint => constraint.Check.Rule == CheckRules.Sum).SelectMany(constraint => constraint.Equations)
            .Where(equation => equation.Of.Any(term => term.Pattern == column && term.Count > 0)).ToList();
        decimal certain = Certain(minorUnit, FieldValue.Select(summed, column).Count());
        return new SumProof(
            [.. equations.Where(equation => equation.Gap is { } gap && Math.Abs(gap) <= certain).Select(equation => equation.Field.Pattern)],
            equations.Count > 0 && !equations.Exists(equation => equation.Holds) && IsFull(column, data));
    }

    /// <summary>
    /// What rounding makes of so many values in all but one case of thousands: it grows with the root of their number, as their
    /// errors cancel each other out. The largest error that is possible would hide a row.
    /// </summary>
    public static decimal Certain(decimal minorUnit, int values) => minorUnit * (1 + (decimal)Math.Sqrt(values));

    private static bool IsFull(string column, JsonObject data) =>
        data[TableOf(column)] is JsonArray rows && FieldValue.Select(data, column).Count() == rows.Count;

    /// <summary>The reading without rows that say nothing in the column: remarks among the items.</summary>
    private static JsonObject WithValues(string column, JsonObject data)
    {
        if (IsFull(column, data) || data[TableOf(column)] is not JsonArray)
        {
            return data;
        }

        var copy = data.DeepClone().AsObject();
        string cell = column[(column.IndexOf("/*/", StringComparison.Ordinal) + 3)..];
        copy[TableOf(column)]!.AsArray().RemoveAll(row => (row as JsonObject)?.ContainsKey(cell) != true);
        return copy;
    }

    private static string TableOf(string column) => column[1..column.IndexOf("/*/", StringComparison.Ordinal)];
}
