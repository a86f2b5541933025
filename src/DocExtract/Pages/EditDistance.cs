namespace DocExtract.Pages;

/// <summary>How many letters must be changed, added or taken away to make one text of another (Levenshtein).</summary>
public static class EditDistance
{
    /// <summary>0 for equal texts, at most the length of the longer one. Time and memory grow with both lengths, and with one.</summary>
    public static int Of(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = a[i - 1] == b[j - 1] ? diagonal : 1 + Math.Min(diagonal, Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
