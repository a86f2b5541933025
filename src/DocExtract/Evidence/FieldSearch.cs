using DocExtract.Pages;
using DocExtract.Schemas;
using DocExtract.Values;

namespace DocExtract.Evidence;

/// <summary>Finds the places where a value may stand, by its kind. Made for one reading; remembers what it found.</summary>
internal sealed class FieldSearch
{
    /// <summary>Longer texts are not looked for: no printed value is that long.</summary>
    private const int LongestText = 4000;

    /// <summary>With more words, texts of rows are not compared letter by letter: there are as many rows.</summary>
    private const int MostWordsCompared = 4000;

    private static readonly string[] PrintedWithEitherSign = ["discount", "prepaid", "rounding"];

    private readonly AmountIndex _amounts;
    private readonly Lazy<DateIndex> _dates;
    private readonly Lazy<TextIndex> _texts;
    private readonly bool _isShort;
    private readonly Dictionary<(FieldKind Kind, string Value, bool Special), IReadOnlyList<Sighting>> _found = [];

    internal FieldSearch(IReadOnlyList<PageText> pages, LabelVocabulary labels)
    {
        var place = new Lazy<PrintedPlace>(() => new(
            pages.SelectMany(page => page.Words).Select(word => word.Text),
            labels.Words.GetValueOrDefault("day_first_words", []).Select(Folding.Squeeze).ToHashSet()));
        _amounts = new(pages);
        _dates = new(() => new(pages, place.Value));
        _texts = new(() => new(pages, place.Value));
        _isShort = pages.Sum(page => page.Words.Count) <= MostWordsCompared;
        LineCount = pages.Sum(page => page.LineCount);
    }

    /// <summary>Lines of all pages.</summary>
    internal int LineCount { get; }

    /// <summary>Every place, in the order of the lines.</summary>
    internal IReadOnlyList<Sighting> Find(FieldValue field, FieldKind kind, bool isCell)
    {
        string value = field.AsText();
        if (value.Length > LongestText)
        {
            return [];
        }

        bool special = kind == FieldKind.Text ? isCell : PrintedWithEitherSign.Any(name => field.Pointer.Contains(name, StringComparison.Ordinal));
        var key = (kind, value, special);
        if (!_found.TryGetValue(key, out var found))
        {
            _found[key] = found = [.. Look(field, kind, value, special).Where(sighting => sighting.Quality > 0).OrderBy(sighting => sighting.Line)];
        }

        return found;
    }

    /// <summary>Every number of the pages, in any form, from one value to another; also those that print it with the other sign.</summary>
    internal IEnumerable<decimal> NumbersBetween(decimal low, decimal high) => _amounts.Between(low, high).Concat(_amounts.Between(-high, -low).Select(value => -value)).Distinct();

    private IEnumerable<Sighting> Look(FieldValue field, FieldKind kind, string value, bool special) => kind switch
    {
        FieldKind.Date => FieldKinds.DateOf(value) is { } date ? _dates.Value.Find(date) : [],
        FieldKind.Time => Times.Read(value) is { } time ? _dates.Value.Find(time) : _texts.Value.FindText(value, fuzzy: false),
        FieldKind.Currency => _texts.Value.FindCurrency(value),
        FieldKind.Identifier => _texts.Value.FindIdentifier(value),
        FieldKind.Text => _texts.Value.FindText(value, fuzzy: _isShort || !special),
        _ => field.AsDecimal() is { } number ? LookForNumber(number, kind, special) : [],
    };

    private IEnumerable<Sighting> LookForNumber(decimal number, FieldKind kind, bool eitherSign) => kind switch
    {
        FieldKind.Rate =>
            [.. _amounts.Find(number, NumberForm.Percent), .. Weaker(_amounts.Find(number, NumberForm.Plain), Support.Ambiguous)],
        FieldKind.Quantity =>
            [.. _amounts.Find(number, NumberForm.Plain), .. _amounts.Find(number, NumberForm.Measure)],
        _ when number != 0 =>
        [
            .. _amounts.Find(number, NumberForm.Plain),
            .. Weaker(_amounts.Find(-number, NumberForm.Plain), eitherSign ? Support.Ambiguous : Support.Unlikely),
        ],
        _ => _amounts.Find(number, NumberForm.Plain),
    };

    private static IEnumerable<Sighting> Weaker(IEnumerable<Sighting> sightings, double factor) =>
        sightings.Select(sighting => sighting with { Quality = sighting.Quality * factor });
}
