using DocExtract.Worker.Evaluation.Comparison;

namespace DocExtract.IntegrationTests.Evaluation;

public sealed class AssignmentTests
{
    [Fact]
    public void Best_pair_is_given_up_where_the_whole_gains_by_it()
    {
        double[,] weights = { { 10, 9 }, { 9, 0 } };

        Assert.Equal([1, 0], Assignment.Best(weights));
    }

    [Fact]
    public void Pairs_without_weight_are_none() =>
        Assert.Equal([-1, 0], Assignment.Best(new double[,] { { 0, 0, 0 }, { 2, 0, 0 } }));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    public void Tables_without_rows_have_no_pairs(int rows, int columns) =>
        Assert.Equal(Enumerable.Repeat(-1, rows), Assignment.Best(new double[rows, columns]));

    /// <summary>Against trying every order, on tables of every shape up to five by five.</summary>
    [Fact]
    public void No_other_pairing_weighs_more()
    {
        var dice = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            double[,] weights = new double[dice.Next(1, 6), dice.Next(1, 6)];
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i / weights.GetLength(1), i % weights.GetLength(1)] = dice.Next(0, 7);
            }

            int[] paired = Assignment.Best(weights);

            Assert.Equal(Heaviest(weights, 0, []), paired.Select((column, row) => column < 0 ? 0 : weights[row, column]).Sum());
            Assert.Distinct(paired.Where(column => column >= 0));
        }
    }

    private static double Heaviest(double[,] weights, int row, HashSet<int> taken)
    {
        if (row == weights.GetLength(0))
        {
            return 0;
        }

        double best = Heaviest(weights, row + 1, taken);
        foreach (int column in Enumerable.Range(0, weights.GetLength(1)).Where(column => !taken.Contains(column)))
        {
            best = Math.Max(best, weights[row, column] + Heaviest(weights, row + 1, [.. taken, column]));
        }

        return best;
    }
}
