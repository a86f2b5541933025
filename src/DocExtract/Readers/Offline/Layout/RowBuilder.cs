using DocExtract.Pages;

namespace DocExtract.Readers.Offline.Layout;

/// <summary>Groups the words of a page into rows by the overlap of neighbours, so that a slightly tilted line stays one row.</summary>
internal static class RowBuilder
{
    /// <summary>Share of the smaller height that must overlap.</summary>
    private const double Overlap = 0.5;

    /// <summary>Stamps and logos across several lines would tie them together: so much higher words share no row with them.</summary>
    private const double LargestRatio = 2.6;

    public static IReadOnlyList<Row> Build(int page, IEnumerable<Word> words, int firstIndex)
    {
        var tokens = Tokens.Of(words).OrderBy(token => token.Box.X0).ThenBy(token => token.Box.Y0).ToList();
        if (tokens.Count == 0)
        {
            return [];
        }

        double em = EmOf(tokens);
        List<List<Token>> rows = [];
        foreach (var token in tokens)
        {
            if (BestRow(rows, token, em) is { } row)
            {
                row.Add(token);
            }
            else
            {
                rows.Add([token]);
            }
        }

        return [.. rows
            .OrderBy(row => row.Average(token => token.Box.CenterY))
            .ThenBy(row => row[0].Box.X0)
            .Select((row, i) => new Row(page, firstIndex + i, em, row))];
    }

    private static double EmOf(List<Token> tokens)
    {
        var widths = tokens.Where(token => token.Text.Length > 1).Select(token => token.Box.Width / token.Text.Length).Order().ToList();
        double em = widths.Count > 0 ? widths[widths.Count / 2] : tokens[0].Box.Width;
        return em > 0 ? em : 0.01;
    }

    private static List<Token>? BestRow(List<List<Token>> rows, Token token, double em)
    {
        List<Token>? best = null;
        double bestOverlap = Overlap;
        foreach (var row in rows)
        {
            var last = row[^1].Box;
            double overlap = (Math.Min(last.Y1, token.Box.Y1) - Math.Max(last.Y0, token.Box.Y0)) / Math.Min(last.Height, token.Box.Height);
            bool alike = Math.Max(last.Height, token.Box.Height) < LargestRatio * Math.Min(last.Height, token.Box.Height);
            if (alike && overlap >= bestOverlap && token.Box.X0 > last.X1 - em)
            {
                (best, bestOverlap) = (row, overlap);
            }
        }

        return best;
    }
}
