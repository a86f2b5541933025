using DocExtract.Pages;

namespace DocExtract.Values;

/// <summary>What the words of a document tell of where it was made: its countries and currencies, and what follows from them.</summary>
internal sealed class PrintedPlace
{
    /// <summary>So many words of a language outweigh an address in a country that prints the month first; a title in two languages does not.</summary>
    private const int Sure = 3;

    private static readonly string[] English = ["invoice", "receipt"];

    private readonly HashSet<string> _named;
    private readonly HashSet<string> _local;

    /// <param name="words">The words of the document.</param>
    /// <param name="dayFirstWords">Squeezed words of languages that print the day first; they tell more than an address abroad.</param>
    internal PrintedPlace(IEnumerable<string> words, IReadOnlySet<string> dayFirstWords)
    {
        List<string> all = [.. words];
        var countries = Country.NamedIn(all);
        var currencies = all.Select(word => word.Trim('(', ')', '[', ']', ':', ',', '.', ';', '-')).Where(IsSureForm).Select(Currencies.Read).ToList();
        _named = [.. currencies.Where(codes => codes.Count == 1).Select(codes => codes[0])];
        _local = [.. countries.Select(country => country.Currency)];
        DateOrder[] orders =
        [
            .. currencies.Select(codes => codes.Select(CountryTable.OrderOf).Distinct().ToList() is [var only] ? only : DateOrder.Unknown)
                .Concat(countries.Select(country => country.Order)).Where(order => order != DateOrder.Unknown).Distinct(),
        ];
        List<string> spoken = [.. all.Select(Folding.Squeeze).Distinct()];
        int dayFirst = spoken.Count(dayFirstWords.Contains);
        bool isForeign = dayFirst >= Sure && !spoken.Exists(English.Contains);
        DateOrder = isForeign || (dayFirst > 0 && !orders.Contains(DateOrder.MonthFirst)) ? DateOrder.DayFirst
            : orders is [var order] && dayFirst == 0 ? order
            : DateOrder.Unknown;
    }

    /// <summary>The order of day and month that its language tells, else every currency and country of the document: USD and the United
    /// States print the month first, others that are known the day. Unknown where none tells, or two contradict each other.</summary>
    internal DateOrder DateOrder { get; }

    /// <summary>Which of a symbol's currencies is meant: by a code on the page, else by the countries; null where they do not decide.</summary>
    internal string? Decide(IReadOnlyList<string> meanings) =>
        Only(meanings, _named) is { Count: > 0 } named ? (named.Count == 1 ? named[0] : null)
        : Only(meanings, _local) is [var local] ? local
        : null;

    private static List<string> Only(IReadOnlyList<string> meanings, HashSet<string> codes) => [.. meanings.Where(codes.Contains)];

    /// <summary>A code in capitals, a sign, or a short form that is no word of another meaning; with or without an amount.</summary>
    private static bool IsSureForm(string word)
    {
        string letters = string.Concat(word.Where(char.IsLetter));
        return letters.Length == 0 || word.Contains('$') || letters is "RM" or "Rs" or "zł" or "kr"
            || (letters.Length == 3 && Currencies.IsCode(letters));
    }
}
