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
    private readonly Dictionary<string, List<(string Field, Box Box)>> _columns = [];
    private readonly ILookup<int?, FieldEvidence> _proven;
    private readonly ILookup<(string Table, int Row)?, FieldEvidence> _rows;

    public PrintedNumbers(IReadOnlyList<PageText> pages, LabelVocabulary labels, IReadOnlyList<FieldEvidence> evidence)
    {
        var proven = evidence.Where(entry => entry is { Box: not null, Support: >= FieldEvidence.Found }).ToList();
        _pages = pages.ToDictionary(page => page.Number);
        _search = new FieldSearch(pages);
        _labels = new LabelSense(labels);
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
        var lines = row is null ? null : _rows[row].Where(entry => entry.Field != pointer).SelectMany(Words).Select(word => word.Page.FirstLine + word.Page.LineOf[word.Index]).ToHashSet();
        return
        [
            .. _search.Find(field, FieldKinds.Of(field), isCell: row is not null)
                .Where(sighting => (lines is null || (lines.Contains(sighting.Line) && IsInColumn(pointer, sighting))) && IsFree(pointer, sighting.Page.Number, sighting.Box))
                .OrderByDescending(sighting => sighting.Quality + Near(pointer, sighting)),
        ];
    }

    /// <summary>Above nothing beside the field's own label, below beside another's.</summary>
    public double Near(string pointer, Sighting sighting) => _labels.Near(sighting, FieldValue.PatternOf(pointer));

    /// <summary>Whether the page proves a field's present amount: in a place of its own, and outside of tables beside its label.</summary>
    public bool Stands(string pointer) => Candidate.RowOf(pointer) is { } row
        ? _rows[row].Any(entry => entry.Field == pointer && IsFree(pointer, entry.Page!.Value, entry.Box!.Value))
        : _rows[null].Any(entry => entry.Field == pointer && entry.IsLabelled);

    /// <summary>Whether the amount of a field was found on the page.</summary>
    public bool IsFound(string pointer) => _rows[Candidate.RowOf(pointer)].Any(entry => entry.Field == pointer);

    private bool IsFree(string pointer, int page, Box place) => !_proven[page].Any(entry => entry.Field != pointer && Holds(entry.Box!.Value, place));

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
