using DocExtract.Pages;
using DocExtract.Values;

namespace DocExtract.Evidence;

/// <summary>Names, addresses, descriptions, identifiers and currencies among the words of the pages.</summary>
internal sealed class TextIndex
{
    /// <summary>More places of one value than this are not looked at.</summary>
    private const int MostPlaces = 200;

    /// <summary>Words that one identifier may be spread over, such as an IBAN in groups of four.</summary>
    private const int LongestIdentifier = 8;

    /// <summary>Signs of an identifier that no two lines make up by chance, as an IBAN in a narrow column: it may go on in the line below.</summary>
    private const int TooLongForChance = 15;

    private readonly IReadOnlyList<PageText> _pages;
    private readonly PrintedPlace _place;
    private readonly (PageText Page, SqueezedText Lines, SqueezedText Blocks)[] _texts;
    private readonly Lazy<(PageText Page, SqueezedText Lines)[]> _confusable;
    private readonly Lazy<Dictionary<string, List<Sighting>>> _currencies;
    private readonly Lazy<ScatteredText> _scattered;

    internal TextIndex(IReadOnlyList<PageText> pages, PrintedPlace place)
    {
        _pages = pages;
        _place = place;
        _texts = [.. pages.Select(page => (page,
            new SqueezedText(page, Enumerable.Range(0, page.Words.Count), Folding.Fold),
            new SqueezedText(page, TextBlocks.Order(page), Folding.Fold)))];
        _confusable = new(() => [.. pages.Select(page => (page,
            new SqueezedText(page, Enumerable.Range(0, page.Words.Count), text => Confusions.AsDigits(Folding.Fold(text)))))]);
        _currencies = new(IndexCurrencies);
        _scattered = new(() => new ScatteredText(pages));
    }

    /// <summary>Where a text stands: as it is, else its words close together, else (OCR) something very like it.</summary>
    internal IReadOnlyList<Sighting> FindText(string value, bool fuzzy)
    {
        string squeezed = Folding.Squeeze(value);
        var places = _texts
            .SelectMany(text => text.Lines.Find(squeezed).Concat(text.Blocks.Find(squeezed)).Take(MostPlaces), (text, place) => (text.Page, place))
            .DistinctBy(found => (found.Page.Number, found.place.Words[0]))
            .Select(found => Sighting.Read(found.Page, found.place.Words, Spelling(found.Page, found.place, value)))
            .ToList();
        if (places.Exists(place => place.Quality >= FieldEvidence.Found))
        {
            return places;
        }

        var scattered = _scattered.Value.Find(value);
        return scattered.Any(place => place.Quality >= FieldEvidence.Found) || !fuzzy
            ? [.. places, .. scattered]
            : [.. places, .. scattered, .. _pages.SelectMany(page => SimilarText.Find(page, value)), .. FindLettersReadAsDigits(value)];
    }

    /// <summary>Where an identifier stands, every character of it and no more, on one line unless it is long; weakly also where letters look like digits.</summary>
    internal IReadOnlyList<Sighting> FindIdentifier(string value)
    {
        string squeezed = Folding.Squeeze(value);
        var exact = _texts.SelectMany(text => Whole(text.Page, text.Lines, squeezed)
            .Concat(squeezed.Length >= TooLongForChance ? text.Blocks.Find(squeezed).Where(place => place.IsWhole && place.Words.Count <= LongestIdentifier) : [])
            .Select(place => Sighting.Read(text.Page, place.Words, Spelling(text.Page, place, value)))).Take(MostPlaces).ToList();
        return exact.Count > 0
            ? exact
            : [.. _confusable.Value.SelectMany(text => Whole(text.Page, text.Lines, Confusions.Squeeze(value))
                .Select(place => Sighting.Read(text.Page, place.Words, Support.Confused))).Take(MostPlaces)];
    }

    /// <summary>Where a currency's code or symbol stands.</summary>
    internal IReadOnlyList<Sighting> FindCurrency(string code) => _currencies.Value.GetValueOrDefault(code) ?? [];

    private static IEnumerable<SqueezedText.Place> Whole(PageText page, SqueezedText text, string squeezed) => text.Find(squeezed)
        .Where(place => place.IsWhole && place.Words.Count <= LongestIdentifier && page.LineOf[place.Words[0]] == page.LineOf[place.Words[^1]]);

    /// <summary>Names without any digit, of which OCR took letters for digits: <c>Sp. z o.o.</c> as <c>5p. z 0.0.</c></summary>
    private IEnumerable<Sighting> FindLettersReadAsDigits(string value) => value.Any(char.IsDigit) || Folding.Squeeze(value).Length < SimilarText.Shortest ? [] :
        from text in _confusable.Value
        from place in text.Lines.Find(Confusions.Squeeze(value))
        where place.IsWhole && place.Words.All(word => text.Page.Words[word].Source == WordSource.Ocr)
        select Sighting.Read(text.Page, place.Words, Support.Similar);

    private static double Spelling(PageText page, SqueezedText.Place place, string value) =>
        !place.IsWhole ? Support.Inside
        : string.Join(' ', place.Words.Select(word => page.Words[word].Text)).Contains(value, StringComparison.Ordinal) ? 1
        : Support.Respelt;

    private Dictionary<string, List<Sighting>> IndexCurrencies()
    {
        Dictionary<string, List<Sighting>> index = [];
        foreach (var page in _pages)
        {
            for (int word = 0; word < page.Words.Count; word++)
            {
                string text = page.Words[word].Text;
                var codes = text is [>= 'A' and <= 'Z'] ? [] : Currencies.Read(text);
                for (int rank = 0; rank < codes.Count; rank++)
                {
                    if (!index.TryGetValue(codes[rank], out var list))
                    {
                        index[codes[rank]] = list = [];
                    }

                    list.Add(Sighting.Read(page, word, 1, Naming(text, codes, rank)));
                }
            }
        }

        return index;
    }

    private double Naming(string text, IReadOnlyList<string> codes, int rank) =>
        text.Contains(codes[rank], StringComparison.Ordinal) ? 1
        : codes.Count == 1 ? Support.Respelt
        : _place.Decide(codes) is { } decided ? (decided == codes[rank] ? Support.Ambiguous : Support.Unlikely)
        : Currencies.AreAlike(codes) ? Support.SharedSymbol
        : rank == 0 ? Support.Ambiguous
        : Support.Unlikely;
}
