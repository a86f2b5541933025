using System.Text.Json.Nodes;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Schemas;

namespace DocExtract.Checks.Arithmetic;

/// <summary>
/// The numbers of the pages that a field could have been read from instead: those that do not already prove another field. A cell's
/// number stands on the lines of its row, in the column of its field.
/// </summary>
internal sealed class PrintedNumbers
{
    private readonly Dictionary<int, PageText> _pages;
    private readonly FieldSearch _search;
    private readonly LabelSense _labels;
    private readonly string[] _labelled;
    private readonly Dictionary<string, List<(string Field, Box Box)>> _columns = [];
    private readonly ILookup<int?, FieldEvidence> _proven;
    private readonly ILookup<(string Table, int Row)?, FieldEvidence> _rows;

    public PrintedNumbers(IReadOnlyList<PageText> pages, LabelVocabulary labels, IReadOnlyList<FieldEvidence> evidence)
    {
        var proven = evidence.Where(entry => entry is { Box: not null, Support: >= FieldEvidence.Found }).ToList();
        _pages = pages.ToDictionary(page => page.Number);
        _search = new FieldSearch(pages, labels);
        _labels = new LabelSense(labels);
        _labelled = [.. labels.Fields.Keys.Where(field => !field.Contains('*'))];
        _proven = proven.ToLookup(entry => entry.Page);
        _rows = proven.ToLookup(entry => Candidate.RowOf(entry.Field));
    }

    /// <summary>The numbers that rounding may have made of an amount.</summary>
    public IEnumerable<decimal> Around(decimal amount, decimal slack) => _search.NumbersBetween(amount - slack, amount + slack);

    /// <summary>Where a field's amount may stand, best first: beside its label, clearly read, never where another field stands.</summary>
    public IReadOnlyList<Sighting> Places(string pointer, decimal amount)
    {
        var field = new FieldValue(pointer, JsonValue.Create(amount));
        var row = Candidate.RowOf(pointer);
        var found = _search.Find(field, FieldKinds.Of(field), isCell: row is not null);
        var places = row is null ? found.Where(place => IsFree(pointer, place)) : InRow(pointer, [.. found.Where(IsOn(row.Value, pointer)).DistinctBy(place => (place.Page.Number, place.Words[0]))]);
        return [.. places.OrderByDescending(place => place.Quality + Near(pointer, place))];
    }

    /// <summary>Above nothing beside the field's own label, below beside another's.</summary>
    public double Near(string pointer, Sighting sighting)
    {
        string pattern = FieldValue.PatternOf(pointer);
        double own = _labels.Near(sighting, pattern);
        return own != 0 || Candidate.RowOf(pointer) is not null || !_labelled.Any(other => other != pattern && _labels.Near(sighting, other) == 1) ? own : -1;
    }

    /// <summary>Whether the page proves a field's present amount: in a place of its own, and outside of tables beside its label.</summary>
    public bool Stands(string pointer) => Candidate.RowOf(pointer) is { } row
        ? _rows[row].Any(entry => entry.Field == pointer && !Takers(pointer, entry.Page!.Value, entry.Box!.Value).Any())
        : _rows[null].Any(entry => entry.Field == pointer && entry.IsLabelled);

    /// <summary>Whether the amount of a field was found on the page.</summary>
    public bool IsFound(string pointer) => _rows[Candidate.RowOf(pointer)].Any(entry => entry.Field == pointer);

    private Func<Sighting, bool> IsOn((string Table, int Row) row, string pointer)
    {
        var lines = _rows[row].Where(entry => entry.Field != pointer).SelectMany(Words).Select(word => word.Page.FirstLine + word.Page.LineOf[word.Index]).ToHashSet();
        return place => lines.Contains(place.Line);
    }

    /// <summary>What is printed twice in a row, as price and amount of a single piece, stands for two fields, whichever place proves which.</summary>
    private IEnumerable<Sighting> InRow(string pointer, IReadOnlyList<Sighting> places)
    {
        int taken = places.SelectMany(place => Takers(pointer, place.Page.Number, place.Box)).Distinct().Count();
        return places.Where(place => IsInColumn(pointer, place) && (taken < places.Count || IsFree(pointer, place)));
    }

    private bool IsFree(string pointer, Sighting place) => !Takers(pointer, place.Page.Number, place.Box).Any();

    /// <summary>Other fields that a place proves.</summary>
    private IEnumerable<string> Takers(string pointer, int page, Box place) =>
        _proven[page].Where(entry => entry.Field != pointer && Holds(entry.Box!.Value, place)).Select(entry => entry.Field);

    /// <summary>Whether it stands above or below the same field of another row; where no other row tells, it may.</summary>
    private bool IsInColumn(string pointer, Sighting sighting)
    {
        string pattern = FieldValue.PatternOf(pointer);
        if (!_columns.TryGetValue(pattern, out var column))
        {
            _columns[pattern] = column =
            [
                .. from entry in _proven.SelectMany(page => page)
                   where FieldValue.PatternOf(entry.Field) == pattern
                   let words = Words(entry).Select(word => word.Page.Words[word.Index].Level).ToList()
                   where words.Count > 0
                   select (entry.Field, words.Aggregate((a, b) => a.Union(b))),
            ];
        }

        var place = sighting.Page.LevelOf(sighting.Words);
        return !column.Exists(cell => cell.Field != pointer) || column.Exists(cell => cell.Field != pointer && cell.Box.X0 < place.X1 && cell.Box.X1 > place.X0);
    }

    private IEnumerable<(PageText Page, int Index)> Words(FieldEvidence entry) => _pages[entry.Page!.Value] is var page
        ? Enumerable.Range(0, page.Words.Count).Where(word => Holds(entry.Box!.Value, page.Words[word].Box)).Select(word => (page, word))
        : [];

    private static bool Holds(Box box, Box place) => box.Holds(place.CenterX, place.CenterY) || place.Holds(box.CenterX, box.CenterY);
}
