using System.Numerics;

namespace DocExtract.Pages.Ocr;

/// <summary>Finds the connected regions of a mask row by row, from runs of set pixels, so that no label picture is needed.</summary>
internal static class MaskRegions
{
    /// <summary>For each region (pixels that touch, also at a corner) the corners of its runs: enough for its outline.</summary>
    public static IEnumerable<List<Vector2>> Outlines(ReadOnlySpan<bool> mask, int width)
    {
        List<Run> runs = [];
        List<int> parents = [];
        int above = 0;
        for (int y = 0; y < mask.Length / width; y++)
        {
            int first = runs.Count;
            AddRuns(mask.Slice(y * width, width), y, runs, parents);
            JoinTouching(runs, parents, above, first);
            above = first;
        }

        return Collect(runs, parents);
    }

    private static void AddRuns(ReadOnlySpan<bool> row, int y, List<Run> runs, List<int> parents)
    {
        for (int x = 0; ;)
        {
            int start = row[x..].IndexOf(true);
            if (start < 0)
            {
                return;
            }

            int length = row[(x + start)..].IndexOf(false);
            int end = length < 0 ? row.Length : x + start + length;
            parents.Add(runs.Count);
            runs.Add(new Run(y, x + start, end));
            x = end;
        }
    }

    /// <summary>Joins the runs from <paramref name="row"/> on with those of the row before, which begin at <paramref name="above"/>.</summary>
    private static void JoinTouching(List<Run> runs, List<int> parents, int above, int row)
    {
        for (int upper = above, lower = row; upper < row && lower < runs.Count;)
        {
            if (runs[upper].Start <= runs[lower].End && runs[lower].Start <= runs[upper].End)
            {
                Join(parents, upper, lower);
            }

            _ = runs[upper].End < runs[lower].End ? upper++ : lower++;
        }
    }

    private static void Join(List<int> parents, int a, int b)
    {
        (a, b) = (Root(parents, a), Root(parents, b));
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static int Root(List<int> parents, int run)
    {
        while (parents[run] != run)
        {
            run = parents[run] = parents[parents[run]];
        }

        return run;
    }

    private static Dictionary<int, List<Vector2>>.ValueCollection Collect(List<Run> runs, List<int> parents)
    {
        Dictionary<int, List<Vector2>> regions = [];
        for (int i = 0; i < runs.Count; i++)
        {
            int root = Root(parents, i);
            if (!regions.TryGetValue(root, out var points))
            {
                regions[root] = points = [];
            }

            var (y, start, end) = runs[i];
            points.AddRange([new(start, y), new(end, y), new(start, y + 1), new(end, y + 1)]);
        }

        return regions.Values;
    }

    private readonly record struct Run(int Y, int Start, int End);
}
