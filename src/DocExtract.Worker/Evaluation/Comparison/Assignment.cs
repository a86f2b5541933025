namespace DocExtract.Worker.Evaluation.Comparison;

/// <summary>
/// Pairs rows with columns so that the weights of the pairs add up to the most: the Hungarian method with potentials, in
/// O(n³) (Kuhn 1955, Munkres 1957).
/// </summary>
internal static class Assignment
{
    /// <summary>For each row its column, or -1. Pairs of weight 0 are none.</summary>
    /// <param name="weights">None negative.</param>
    public static int[] Best(double[,] weights)
    {
        int rows = weights.GetLength(0), columns = weights.GetLength(1), size = Math.Max(rows, columns);
        var state = new State(size, (row, column) => row < rows && column < columns ? -weights[row, column] : 0);
        for (int row = 0; row < size; row++)
        {
            state.Add(row);
        }

        int[] paired = new int[rows];
        Array.Fill(paired, -1);
        for (int column = 0; column < columns; column++)
        {
            int row = state.RowOf[column];
            if (row < rows && weights[row, column] > 0)
            {
                paired[row] = column;
            }
        }

        return paired;
    }

    /// <summary>A square matrix of costs, filled up with zeros, of which the first rows are paired as cheaply as can be.</summary>
    private sealed class State(int size, Func<int, int, double> cost)
    {
        private readonly double[] _rowPotential = new double[size];
        private readonly double[] _columnPotential = new double[size + 1];

        /// <summary>Row of each column, -1 where it is free; the column after the last stands for the row being added.</summary>
        public int[] RowOf { get; } = [.. Enumerable.Repeat(-1, size + 1)];

        /// <summary>Pairs one more row, moving others where that is cheaper.</summary>
        public void Add(int row)
        {
            double[] slack = new double[size + 1];
            int[] from = new int[size + 1];
            bool[] seen = new bool[size + 1];
            Array.Fill(slack, double.PositiveInfinity);
            int column = size;
            RowOf[column] = row;
            while (RowOf[column] >= 0)
            {
                seen[column] = true;
                column = Step(column, slack, from, seen);
            }

            for (; column != size; column = from[column])
            {
                RowOf[column] = RowOf[from[column]];
            }
        }

        /// <summary>The nearest column not yet seen, after the potentials have been shifted towards it.</summary>
        private int Step(int current, double[] slack, int[] from, bool[] seen)
        {
            int row = RowOf[current], nearest = -1;
            for (int column = 0; column < size; column++)
            {
                if (seen[column])
                {
                    continue;
                }

                double reduced = cost(row, column) - _rowPotential[row] - _columnPotential[column];
                if (reduced < slack[column])
                {
                    (slack[column], from[column]) = (reduced, current);
                }

                nearest = nearest < 0 || slack[column] < slack[nearest] ? column : nearest;
            }

            Shift(slack[nearest], slack, seen);
            return nearest;
        }

        private void Shift(double delta, double[] slack, bool[] seen)
        {
            for (int column = 0; column <= size; column++)
            {
                if (seen[column])
                {
                    _rowPotential[RowOf[column]] += delta;
                    _columnPotential[column] -= delta;
                }
                else
                {
                    slack[column] -= delta;
                }
            }
        }
    }
}
