using DocExtract.Pages;
using DocExtract.Values;

namespace DocExtract.Evidence;

/// <summary>How a number is printed.</summary>
internal enum NumberForm
{
    Plain,
    Percent,

    /// <summary>Glued to a unit: <c>2pcs</c>, <c>x3</c>.</summary>
    Measure,
}

/// <summary>Every number of the pages, by value: runs of one to six words of a line in any format, such as "1 000 000 176,00 -".</summary>
internal sealed class AmountIndex
{
    private const int LongestRun = 6;

    /// <summary>Characters between two words that may be one number: <c>1 234,56</c>.</summary>
    private const double DigitGap = 1.5;

    /// <summary>Characters between a number and its sign, currency or percent sign.</summary>
    private const double SignGap = 3;

    private readonly Dictionary<(decimal Value, NumberForm Form), List<Sighting>> _sightings = [];
    private readonly char? _decimalSeparator;
    private readonly Lazy<decimal[]> _values;

    internal AmountIndex(IReadOnlyList<PageText> pages)
    {
        _decimalSeparator = Amounts.DecimalSeparatorOf(pages.SelectMany(page => page.Words).Select(word => Bare(word.Text)).Where(HasDigit));
        foreach (var page in pages)
        {
            Add(page);
        }

        _values = new(() => [.. _sightings.Keys.Select(key => key.Value).Distinct().Order()]);
    }

    /// <summary>Where a number stands; in order of the pages.</summary>
    internal IReadOnlyList<Sighting> Find(decimal value, NumberForm form) => _sightings.GetValueOrDefault((value, form)) ?? [];

    /// <summary>The numbers from one value to another.</summary>
    internal IEnumerable<decimal> Between(decimal low, decimal high)
    {
        int at = Array.BinarySearch(_values.Value, low);
        return _values.Value.Skip(at < 0 ? ~at : at).TakeWhile(value => value <= high);
    }

    private void Add(PageText page)
    {
        int coveredUntil = 0;
        for (int start = 0; start < page.Words.Count; start++)
        {
            if (!MayBelong(page.Words[start].Text) || page.Words[start].Text == "%")
            {
                continue;
            }

            for (int length = RunLength(page, start); length > 0; length--)
            {
                bool isPartOfLonger = start + length <= coveredUntil;
                if (AddRun(page, start, length, isPartOfLonger) && length > 1)
                {
                    coveredUntil = Math.Max(coveredUntil, start + length);
                }
            }
        }
    }

    /// <summary>Adds what a run means. True when its words are one number and mean something else one by one.</summary>
    private bool AddRun(PageText page, int start, int length, bool isPartOfLonger)
    {
        string text = Join(page, start, length);
        double whole = isPartOfLonger ? Support.PartOfLongerNumber : 1;
        var rates = Amounts.ReadPercent(text);
        Add(page, start, length, rates, NumberForm.Percent, whole);
        var amounts = Amounts.Read(text);
        if (length > 1 && Enumerable.Range(start, length).Count(word => HasDigit(page.Words[word].Text)) == 1)
        {
            // A currency beside a number changes nothing, a sign does: the bare number is found by itself.
            Add(page, start, length, [.. amounts.Where(amount => amount < 0)], NumberForm.Plain, whole);
            return rates.Count > 0;
        }

        Add(page, start, length, amounts, NumberForm.Plain, whole);
        if (amounts.Count == 0 && IsTornApart(page, start, length))
        {
            Add(page, start, length, Amounts.Read(text.Replace(" ", "", StringComparison.Ordinal)), NumberForm.Plain, whole * Support.Inside);
        }

        if (length == 1 && amounts.Count == 0 && rates.Count == 0)
        {
            AddUnclear(page, start);
        }

        return amounts.Count > 0;
    }

    /// <summary>A word that is a number only with good will: glued to a unit, or with letters that look like digits.</summary>
    private void AddUnclear(PageText page, int word)
    {
        string text = Bare(page.Words[word].Text);
        Add(page, word, 1, Amounts.Read(text.Trim('x', 'X', '×')), NumberForm.Measure, Support.Respelt);
        Add(page, word, 1, Amounts.Read(text.TrimEnd(Letters)), NumberForm.Measure, Support.Respelt);
        if (page.Words[word].Source == WordSource.Ocr)
        {
            foreach (string meant in Confusions.AsAmounts(text))
            {
                Add(page, word, 1, Amounts.Read(meant), NumberForm.Plain, Support.Confused, isConfused: true);
            }
        }
    }

    private void Add(PageText page, int start, int length, IReadOnlyList<decimal> values, NumberForm form, double quality, bool isConfused = false)
    {
        foreach (decimal value in values)
        {
            double meaning = values.Count == 1 ? 1 : Meaning(Join(page, start, length), value, values[0]);
            var key = (value, form);
            if (!_sightings.TryGetValue(key, out var list))
            {
                _sightings[key] = list = [];
            }

            list.Add(Sighting.Read(page, start, length, quality * meaning) with { IsConfused = isConfused });
        }
    }

    /// <summary>How plausible one of several meanings is, by the decimal separator of the document.</summary>
    private double Meaning(string text, decimal value, decimal first) => Amounts.Read(text, _decimalSeparator) switch
    {
        [var only] => only == value ? Support.Respelt : Support.Unlikely,
        _ => value == first ? Support.Ambiguous : Support.Unlikely,
    };

    private static int RunLength(PageText page, int start)
    {
        int end = start + 1;
        while (end < page.Words.Count && end - start < LongestRun && page.GapBefore(end) <= GapAllowed(page, end))
        {
            if (!MayBelong(page.Words[end].Text))
            {
                break;
            }

            end++;
        }

        return end - start;
    }

    private static double GapAllowed(PageText page, int word) =>
        HasDigit(page.Words[word].Text) && HasDigit(page.Words[word - 1].Text) ? DigitGap : SignGap;

    /// <summary>A number in two words, as OCR cuts wide print: <c>29.</c> and <c>70</c>.</summary>
    private static bool IsTornApart(PageText page, int start, int length) => length == 2
        && page.Words[start].Text is [.., >= '0' and <= '9', '.' or ','] && page.Words[start + 1].Text is [>= '0' and <= '9', >= '0' and <= '9'];

    private static string Join(PageText page, int start, int length) =>
        Bare(length == 1 ? page.Words[start].Text : string.Join(' ', Enumerable.Range(start, length).Select(word => page.Words[word].Text)));

    /// <summary>Without punctuation of the sentence, marks of footnotes, and a label glued on by a colon.</summary>
    private static string Bare(string text)
    {
        string trimmed = text.Trim(';', ':', '*', '=', '|', '"', '[', ']').TrimEnd(',', '.');
        string label = trimmed.LastIndexOfAny([':', '=']) is var at and > 0 && !(char.IsDigit(trimmed[at - 1]) && trimmed[at..] is [_, >= '0' and <= '9', ..]) ? trimmed[(at + 1)..] : trimmed;
        return label.StartsWith('(') == label.EndsWith(')') ? label : label.Trim('(', ')');
    }

    private static bool MayBelong(string word) =>
        HasDigit(word) || word is "-" or "−" or "–" or "(" or ")" or "%" or "CR" or "Cr" || Currencies.Read(word).Count > 0;

    private static bool HasDigit(string text) => text.Any(char.IsDigit);

    private static readonly char[] Letters = [.. "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ²³."];
}
