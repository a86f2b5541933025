using DocExtract.Readers.Offline.Layout;
using DocExtract.Values;

namespace DocExtract.Readers.Offline.Spans;

/// <summary>Finds the dates of a row and tells in which order a document prints day and month.</summary>
internal static class DateSpotter
{
    /// <summary>Documents older than this or dated further ahead are misread numbers.</summary>
    private const int FirstYear = 1990;

    private const int LastYear = 2099;

    public static IEnumerable<DateSpan> Find(Row row, DateOrder order)
    {
        foreach (var segment in row.Segments)
        {
            var words = row.Tokens.Skip(segment.Start).Take(segment.Length).Select(token => token.Text).ToList();
            foreach (var run in Dates.FindIn(words, order))
            {
                if (run.Candidates.FirstOrDefault(date => date.Year is >= FirstYear and <= LastYear) is { Year: > 1 } date)
                {
                    yield return new DateSpan(row, segment.Start + run.Start, segment.Start + run.Start + run.Length, date);
                }
            }
        }
    }

    /// <summary>
    /// The order that the document's own unambiguous dates prove (points between the numbers count as day first); with none, the one of the countries and currencies it names.
    /// </summary>
    /// <param name="rows">The document.</param>
    /// <param name="dayFirstWords">Squeezed words of languages that print the day first; they tell more than an address abroad.</param>
    public static DateOrder OrderOf(IReadOnlyList<Row> rows, IReadOnlySet<string> dayFirstWords)
    {
        int dayFirst = 0;
        int monthFirst = 0;
        foreach (string text in rows.SelectMany(row => row.Tokens).Select(token => token.Text))
        {
            var parts = text.Trim(',', '.', ';', ':', '(', ')').Split('/', '-', '.');
            if (parts.Length == 3 && parts[2].Length is 2 or 4 && int.TryParse(parts[0], out int first) && int.TryParse(parts[1], out int second))
            {
                bool points = text.Trim('.').Count(c => c == '.') == 2 && first is >= 1 and <= 31;
                dayFirst += second is >= 1 and <= 12 && (points || first is > 12 and <= 31) ? 1 : 0;
                monthFirst += second is > 12 and <= 31 && first is >= 1 and <= 12 ? 1 : 0;
            }
        }

        return dayFirst > monthFirst ? DateOrder.DayFirst
            : monthFirst > dayFirst ? DateOrder.MonthFirst
            : new PrintedPlace(rows.SelectMany(row => row.Tokens).Select(token => token.Text), dayFirstWords).DateOrder;
    }
}
