using DocExtract.Worker.Evaluation.Comparison;

namespace DocExtract.Worker.Evaluation.Scores;

/// <summary>Counts of one field over a set.</summary>
/// <param name="Field">Name, such as <c>seller.name</c>.</param>
/// <param name="Right">Equal to the truth.</param>
/// <param name="Wrong">Another value.</param>
/// <param name="Missing">Printed, not given.</param>
/// <param name="Invented">Given where it is known that none is printed.</param>
/// <param name="Unprinted">Documents of which it is known that they print none.</param>
internal sealed record FieldScore(string Field, int Right, int Wrong, int Missing, int Invented, int Unprinted)
{
    /// <summary>Documents that print it.</summary>
    public int Scored => Right + Wrong + Missing;

    /// <summary>Documents that print it and for which a value was given, right or not.</summary>
    public int Found => Right + Wrong;

    public Rate Accuracy => new(Right, Scored);

    /// <param name="field">Its name.</param>
    /// <param name="results">Of each document that says something of it.</param>
    /// <param name="silent">Further documents that are known not to print it, and for which none was given.</param>
    public static FieldScore Of(string field, IEnumerable<FieldResult> results, int silent = 0)
    {
        var counts = results.GroupBy(result => result.Outcome).ToDictionary(same => same.Key, same => same.Count());
        int Count(Outcome outcome) => counts.GetValueOrDefault(outcome);
        return new FieldScore(
            field, Count(Outcome.Right), Count(Outcome.Wrong), Count(Outcome.Missing), Count(Outcome.Invented),
            Count(Outcome.Invented) + Count(Outcome.Absent) + silent);
    }
}
