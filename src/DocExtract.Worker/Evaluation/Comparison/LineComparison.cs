using System.Text.Json.Nodes;

namespace DocExtract.Worker.Evaluation.Comparison;

/// <summary>A row of the truth with the row that was found for it; either may be null, not both.</summary>
/// <param name="Truth">Index of the row in the truth; null: a row too many.</param>
/// <param name="Found">Index of the row that was given; null: a row that was not found.</param>
/// <param name="Cells">Every cell that the truth knows; of a row too many, what was given.</param>
internal sealed record RowResult(int? Truth, int? Found, IReadOnlyList<FieldResult> Cells)
{
    public bool IsMatched() => Truth is not null && Found is not null;
}

/// <summary>
/// Pairs the rows of a table with those of the truth, each once, so that amounts and descriptions agree as much as they can
/// over the whole table. Two rows are the same row where they agree in at least half of what the truth knows of amount and
/// description: the amount is equal, or the description is.
/// </summary>
internal static class LineComparison
{
    /// <summary>Decides between rows that agree equally in amount and description: the share of other cells that are right.</summary>
    private const double OtherCells = 0.01;

    /// <summary>The rows of the truth in its order, then those too many.</summary>
    public static IReadOnlyList<RowResult> Compare(JsonArray truth, JsonArray? found)
    {
        JsonObject[] wanted = [.. truth.OfType<JsonObject>()], given = [.. (found ?? []).OfType<JsonObject>()];
        double[,] weights = new double[wanted.Length, given.Length];
        for (int row = 0; row < wanted.Length; row++)
        {
            for (int column = 0; column < given.Length; column++)
            {
                weights[row, column] = Weight(wanted[row], given[column]);
            }
        }

        int[] paired = Assignment.Best(weights);
        return
        [
            .. wanted.Select((row, i) => new RowResult(i, paired[i] < 0 ? null : paired[i], Cells(row, paired[i] < 0 ? [] : given[paired[i]]))),
            .. Enumerable.Range(0, given.Length).Except(paired).Select(i => new RowResult(null, i, Extra(given[i]))),
        ];
    }

    /// <summary>0 where these are not the same row.</summary>
    private static double Weight(JsonObject truth, JsonObject found)
    {
        double known = 0, agreed = 0;
        if (truth["amount"] is { } amount)
        {
            known++;
            agreed += FieldComparison.Number(amount) == FieldComparison.Number(found["amount"]) ? 1 : 0;
        }

        if (truth["description"] is { } description)
        {
            known++;
            agreed += TextLikeness.OfDescriptions(FieldComparison.Text(description), FieldComparison.Text(found["description"]));
        }

        var cells = Cells(truth, found);
        return known == 0 || agreed < known / 2 ? 0 : agreed + (OtherCells * cells.Count(cell => cell.IsGood()) / cells.Count);
    }

    private static List<FieldResult> Cells(JsonObject truth, JsonObject found) =>
        [.. truth.Where(cell => cell.Value is JsonValue).Select(cell => FieldComparison.Cell(cell.Key, cell.Value, found[cell.Key]))];

    private static List<FieldResult> Extra(JsonObject found) =>
        [.. found.Where(cell => cell.Value is JsonValue).Select(cell => FieldComparison.Cell(cell.Key, null, cell.Value))];
}
