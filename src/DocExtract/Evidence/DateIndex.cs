using DocExtract.Values;

namespace DocExtract.Evidence;

/// <summary>Every date of the pages, and every time of day, by value.</summary>
internal sealed class DateIndex
{
    private readonly Dictionary<DateOnly, List<Sighting>> _dates = [];
    private readonly Dictionary<TimeOnly, List<Sighting>> _times = [];

    internal DateIndex(IReadOnlyList<PageText> pages, PrintedPlace place)
    {
        var runs = pages.SelectMany(page => RunsOf(page, DateOrder.Unknown)).ToList();
        var order = Dates.OrderOf(runs.Select(found => string.Join(
            ' ', Enumerable.Range(found.Run.Start, found.Run.Length).Select(word => found.Page.Words[word].Text))));
        order = order != DateOrder.Unknown ? order : place.DateOrder;
        foreach (var (page, run) in order == DateOrder.MonthFirst ? pages.SelectMany(page => RunsOf(page, order)) : runs)
        {
            Add(page, run, order);
        }

        foreach (var page in pages)
        {
            AddTimes(page);
        }
    }

    internal IReadOnlyList<Sighting> Find(DateOnly date) => _dates.GetValueOrDefault(date) ?? [];

    /// <summary>Where a time stands; seconds are not compared, since many print none.</summary>
    internal IReadOnlyList<Sighting> Find(TimeOnly time) => _times.GetValueOrDefault(Minute(time)) ?? [];

    private static IEnumerable<(PageText Page, DateRun Run)> RunsOf(PageText page, DateOrder order) => page.Segments.SelectMany(segment =>
        Dates.FindIn([.. Enumerable.Range(segment.Start, segment.End - segment.Start).Select(word => page.Words[word].Text)], order)
            .Select(run => (page, run with { Start = segment.Start + run.Start })));

    private void Add(PageText page, DateRun run, DateOrder order)
    {
        foreach (var date in run.Candidates)
        {
            double meaning = run.Candidates.Count == 1 ? 1 : Meaning(order, date == run.Candidates[0], date == run.Candidates[^1]);
            Add(_dates, date, Sighting.Read(page, run.Start, run.Length, meaning) with
            {
                OtherMeaning = order == DateOrder.Unknown ? OtherMeaning(run.Candidates, date) : null,
            });
        }
    }

    /// <summary>The day with its month swapped; a reading that is not the first of several always has another.</summary>
    private static DateOnly? OtherMeaning(IReadOnlyList<DateOnly> candidates, DateOnly date) =>
        candidates.Where(other => other.Year == date.Year && other.Month == date.Day && other.Day == date.Month && other != date)
            .Concat(candidates.Take(1).Where(first => first != date))
            .Select(other => (DateOnly?)other).FirstOrDefault();

    /// <summary>Where the order is known the swapped meaning is unlikely; otherwise day first and month first are alike.</summary>
    private static double Meaning(DateOrder order, bool isFirst, bool isLast) =>
        order != DateOrder.Unknown ? (isFirst ? Support.Respelt : Support.Unlikely)
        : isFirst || !isLast ? Support.Ambiguous
        : Support.Inside;

    private void AddTimes(PageText page)
    {
        for (int word = 0; word < page.Words.Count; word++)
        {
            string text = page.Words[word].Text;
            if (!text.Any(char.IsDigit))
            {
                continue;
            }

            bool hasNext = word + 1 < page.Words.Count && page.GapBefore(word + 1) < double.PositiveInfinity;
            if (hasNext && Times.Read($"{text} {page.Words[word + 1].Text}") is { } spaced)
            {
                Add(_times, Minute(spaced), Sighting.Read(page, word, 2, 1));
            }
            else if (Times.Read(text) is { } time)
            {
                Add(_times, Minute(time), Sighting.Read(page, word, 1, 1));
            }
        }
    }

    private static TimeOnly Minute(TimeOnly time) => new(time.Hour, time.Minute);

    private static void Add<TValue>(Dictionary<TValue, List<Sighting>> index, TValue value, Sighting sighting)
        where TValue : notnull
    {
        if (!index.TryGetValue(value, out var list))
        {
            index[value] = list = [];
        }

        list.Add(sighting);
    }
}
