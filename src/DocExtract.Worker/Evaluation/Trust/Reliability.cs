using DocExtract.Worker.Evaluation.Scores;

namespace DocExtract.Worker.Evaluation.Trust;

/// <summary>How sure one was of something, and whether it was right.</summary>
internal readonly record struct Belief(double Confidence, bool IsRight);

/// <summary>Beliefs of about the same confidence.</summary>
/// <param name="From">Least confidence.</param>
/// <param name="Mean">Mean confidence: what share should be right.</param>
/// <param name="Right">What share is.</param>
internal sealed record ReliabilityBin(double From, double Mean, Rate Right);

/// <summary>Whether a confidence means what it says.</summary>
internal sealed record Reliability
{
    /// <summary>Where the bins begin: finer where decisions are made.</summary>
    private static readonly double[] Edges = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995];

    private const double Coverage = 0.8;

    /// <summary>Surest first.</summary>
    public required IReadOnlyList<Belief> Beliefs { get; init; }

    public static Reliability Of(IEnumerable<Belief> beliefs) => new() { Beliefs = [.. beliefs.OrderByDescending(belief => belief.Confidence)] };

    public Rate Right => Share(Beliefs);

    /// <summary>Of those that one is surest of, four in five of all, the share that is right; those of the same confidence as the last count too.</summary>
    public Rate AtCoverage
    {
        get
        {
            int count = (int)Math.Ceiling(Coverage * Beliefs.Count);
            return count == 0 ? new Rate(0, 0) : Share(Beliefs.TakeWhile((belief, i) => i < count || belief.Confidence == Beliefs[count - 1].Confidence));
        }
    }

    /// <summary>The chance that one is surer of something right than of something wrong (Mann-Whitney; ties count half); null where all is right, or all wrong.</summary>
    public double? Auroc
    {
        get
        {
            double wins = 0, rightAbove = 0;
            foreach (var tie in Beliefs.GroupBy(belief => belief.Confidence))
            {
                int right = tie.Count(belief => belief.IsRight), wrong = tie.Count() - right;
                wins += wrong * (rightAbove + (right / 2.0));
                rightAbove += right;
            }

            double pairs = rightAbove * (Beliefs.Count - rightAbove);
            return pairs == 0 ? null : wins / pairs;
        }
    }

    /// <summary>Mean distance between what was said and what is, weighted by how often it was said.</summary>
    public double Error => Beliefs.Count == 0 ? 0 : Bins.Sum(bin => bin.Right.Of * Math.Abs(bin.Mean - bin.Right.Value!.Value)) / Beliefs.Count;

    /// <summary>Least sure first; none that is empty.</summary>
    public IReadOnlyList<ReliabilityBin> Bins =>
    [
        .. from belief in Beliefs
           group belief by Edges.Last(edge => edge <= belief.Confidence) into bin
           orderby bin.Key
           select new ReliabilityBin(bin.Key, bin.Average(belief => belief.Confidence), Share(bin)),
    ];

    private static Rate Share(IEnumerable<Belief> beliefs)
    {
        var all = beliefs.ToList();
        return new Rate(all.Count(belief => belief.IsRight), all.Count);
    }
}

/// <summary>The reliability of values outside of rows, of values in rows, and of whole documents.</summary>
internal sealed record Trusted(Reliability Fields, Reliability Cells, Reliability Documents)
{
    public static Trusted Join(IReadOnlyList<Trusted> parts) => new(
        Reliability.Of(parts.SelectMany(part => part.Fields.Beliefs)),
        Reliability.Of(parts.SelectMany(part => part.Cells.Beliefs)),
        Reliability.Of(parts.SelectMany(part => part.Documents.Beliefs)));
}
