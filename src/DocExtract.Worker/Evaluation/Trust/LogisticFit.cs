using DocExtract.Trust;

namespace DocExtract.Worker.Evaluation.Trust;

/// <summary>
/// Logistic regression by Newton's method, with a small penalty on the weights so that a trait which was never seen to fail is not
/// believed without limit (ridge: le Cessie and van Houwelingen 1992).
/// </summary>
internal static class LogisticFit
{
    private const double Penalty = 1;
    private const int MostRounds = 50;
    private const double Settled = 1e-8;

    /// <param name="names">Names of the traits.</param>
    /// <param name="samples">Traits, and whether what has them is right.</param>
    public static TraitWeights Fit(IReadOnlyList<string> names, IReadOnlyList<(double[] Traits, bool IsRight)> samples)
    {
        double[] weights = new double[names.Count + 1];
        for (int round = 0; round < MostRounds; round++)
        {
            double[] step = Step(weights, samples);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] += step[i];
            }

            if (step.Max(Math.Abs) < Settled)
            {
                break;
            }
        }

        return new TraitWeights(Round(weights[^1]), names.Index().ToDictionary(name => name.Item, name => Round(weights[name.Index])));
    }

    /// <summary>The solution of (X'WX + penalty) step = X'(y - p) - penalty weights; the last column is the bias, which is free.</summary>
    private static double[] Step(double[] weights, IReadOnlyList<(double[] Traits, bool IsRight)> samples)
    {
        int size = weights.Length;
        double[,] system = new double[size, size + 1];
        foreach (var (traits, isRight) in samples)
        {
            double[] row = [.. traits, 1];
            double chance = 1 / (1 + Math.Exp(-row.Zip(weights, (x, w) => x * w).Sum()));
            for (int i = 0; i < size; i++)
            {
                system[i, size] += row[i] * ((isRight ? 1 : 0) - chance);
                for (int j = 0; j < size; j++)
                {
                    system[i, j] += row[i] * row[j] * chance * (1 - chance);
                }
            }
        }

        for (int i = 0; i < size; i++)
        {
            double penalty = i < size - 1 ? Penalty : 1e-6;
            system[i, i] += penalty;
            system[i, size] -= penalty * weights[i];
        }

        return Solve(system);
    }

    /// <summary>Gauss-Jordan; the matrix is positive definite, so no row needs to be swapped.</summary>
    private static double[] Solve(double[,] system)
    {
        int size = system.GetLength(0);
        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int row = 0; row < size; row++)
            {
                double factor = row == pivot ? 0 : system[row, pivot] / system[pivot, pivot];
                for (int column = pivot; factor != 0 && column <= size; column++)
                {
                    system[row, column] -= factor * system[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => system[i, size] / system[i, i])];
    }

    private static double Round(double weight) => Math.Round(weight, 4);
}
