using System.Text.Json.Nodes;
using DocExtract.Pages;

namespace DocExtract.Worker.Evaluation;

/// <summary>
/// Pairs the rows of a table with those of the truth: first those that agree in amount and description, then those that agree in
/// one of them, each row once.
/// </summary>
internal static class LineComparison
{
    private const double SameDescription = 0.5;

    /// <summary>How many rows of the truth were found, were not, and how many were given that are none.</summary>
    public static (int Right, int Missing, int Extra) Compare(JsonArray truth, JsonArray? found)
    {
        var wanted = truth.OfType<JsonObject>().ToList();
        var given = (found ?? []).OfType<JsonObject>().ToList();
        int rows = given.Count;
        int right = 0;
        foreach (double least in (double[])[1.5, 1.0])
        {
            foreach (var row in wanted.ToList())
            {
                var best = given.MaxBy(candidate => Likeness(row, candidate));
                if (best is not null && Likeness(row, best) >= least)
                {
                    right++;
                    wanted.Remove(row);
                    given.Remove(best);
                }
            }
        }

        return (right, wanted.Count, rows - right);
    }

    /// <summary>1 for the amount and up to 1 for the description.</summary>
    private static double Likeness(JsonObject truth, JsonObject found)
    {
        bool hasAmount = truth["amount"] is not null;
        bool amount = hasAmount && FieldComparison.Number(truth["amount"]) == FieldComparison.Number(found["amount"]);
        string wanted = FieldComparison.Text(truth["description"]);
        double words = FieldComparison.TokenF1(wanted, FieldComparison.Text(found["description"]));
        bool inside = wanted.Length > 0 && Folding.Squeeze(FieldComparison.Text(found["description"])).Contains(Folding.Squeeze(wanted), StringComparison.Ordinal);
        double description = inside ? 1 : words;
        return hasAmount ? (amount ? 1 + description : 0) : description >= SameDescription ? 1 + description : 0;
    }
}
