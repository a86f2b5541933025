using System.Text.RegularExpressions;
using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Parties;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>What a line at the head of a receipt may be: a name, an address, or neither.</summary>
internal sealed partial class ShopLines(Sheet sheet)
{
    private const int PhoneDigits = 8;

    private const int FewestLetters = 3;

    /// <summary>Titles of so many letters are known at the head of longer lines; shorter ones may begin a name.</summary>
    private const int LongTitle = 8;

    private readonly PartyWords _words = new(sheet);
    private readonly IReadOnlySet<string> _streets = sheet.Words("street_words");

    private readonly HashSet<string> _places = [.. sheet.Words("street_words"), .. sheet.Words("place_words"), .. sheet.Words("parted_words")];

    /// <summary>Words of addresses that are never part of a longer word; where one is, OCR lost the space.</summary>
    public IReadOnlySet<string> Parted { get; } = sheet.Words("parted_words");

    public bool IsName(Segment line) => MayBeNamed(line)
        && !sheet.LabelsOf(line.Row).Any(hit => hit.Start == 0 && (hit.End == line.End || (hit.EndsInColon && hit.Key.Length > 3)));

    /// <summary>Words that are no title, telephone, tax id, amount or date; a company's registration behind them is allowed.</summary>
    public bool MayBeNamed(Segment line)
    {
        bool noise = sheet.Words("party_noise").Any(word => BeginsWith(line, word)) || PartyWords.HasContact(line.Text);
        return line.Text.Count(char.IsLetter) >= 3 && !noise && !_words.IsTitle(line) && !HasAmount(line) && !sheet.DatesOf(line.Row).Any()
            && !PartyWords.IsRemark(line) && !IsRegistration(line);
    }

    /// <summary>A business word with a name: "Store # 17" is one of a chain's shops.</summary>
    public bool IsBusiness(Segment line)
    {
        var tokens = line.Row.Tokens.Select(token => token.Key).ToHashSet();
        string key = line.Key;
        return sheet.Words("business_words").Any(word => key.Count(char.IsLetter) - word.Length >= FewestLetters
            && (word.Length >= 4 ? key.Contains(word, StringComparison.Ordinal) : tokens.Contains(word) || key.EndsWith(word, StringComparison.Ordinal)));
    }

    public bool EndsInLegalForm(Segment line)
    {
        string key = Folding.Squeeze(ShopNames.Clean(line.Text));
        return sheet.Words("legal_forms").Any(form => form.Length > 2 && key.Length > form.Length && key.EndsWith(form, StringComparison.Ordinal));
    }

    /// <summary>A legal form alone, or few business words that end in one: the line above is not yet the whole name.</summary>
    public bool IsContinuation(Segment line)
    {
        string text = ShopNames.Clean(line.Text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string key = Folding.Squeeze(text);
        return sheet.Words("legal_forms").Contains(key) || (words.Length <= 4 && key.Length < 18 && _words.AfterLegalForm(["x", .. words]) == words.Length + 1);
    }

    /// <summary>A title among the words of a line, or one that goes on ("Tax invoice / adjustment note").</summary>
    public bool HoldsTitle(Segment line) => line.Row.Segments.Any(part => _words.IsTitle(part)
        || sheet.Words("title_words").Any(title => title.Length >= LongTitle && part.Key.StartsWith(title, StringComparison.Ordinal)));

    /// <summary>Words with an amount at their end: from here on things are sold.</summary>
    public bool IsItem(Segment line) =>
        sheet.MoneyOf(line.Row).Any(money => money.HasDecimals && money.End == line.End && line.Row.Text(0, money.Start).Count(char.IsLetter) >= 2)
        && !sheet.DatesOf(line.Row).Any();

    /// <summary>A street word, a house number or a postcode.</summary>
    public bool IsAddress(Segment line)
    {
        string key = line.Key;
        bool street = _streets.Contains(line.Row.Tokens[0].Key)
            || _streets.Any(word => word.Length >= 4 && key.StartsWith(word, StringComparison.Ordinal))
            || (line.Row.Tokens.Any(token => (token.Key.Length > 2 && _places.Contains(token.Key)) || _places.Any(word => word.Length >= 5 && token.Key.EndsWith(word, StringComparison.Ordinal)))
                && (line.Text.Any(char.IsDigit) || line.Text.Contains(',')));
        return (street || HouseNumber().IsMatch(line.Text) || Postcode().IsMatch(line.Text)) && !EndsAddress(line) && !ShopNames.EndsInRegistration(line.Text);
    }

    /// <summary>What stands between name and address, or ends an address: numbers of the company, telephones, titles, dates, amounts.</summary>
    public bool EndsAddress(Segment line) =>
        sheet.Words("party_noise").Any(word => BeginsWith(line, word)) || PartyWords.HasContact(line.Text) || PartyWords.IsRemark(line) || HoldsTitle(line)
        || !line.Text.Any(char.IsLetter) || IsNumber(line) || HasAmount(line) || sheet.DatesOf(line.Row).Any() || IsRegistration(line) || HasPhone(line.Text)
        || sheet.LabelsOf(line.Row).Any(hit => hit.Start == 0 && hit.Key.Length > 3 && !_places.Contains(hit.Key) && (hit.EndsInColon || hit.End == line.End));

    private bool HasAmount(Segment line) => sheet.MoneyOf(line.Row).Any(money => money.HasDecimals);

    /// <summary>A long number, or one with a check letter, alone or behind words such as "Reg. No."; no postcode and no house has one.</summary>
    private bool IsRegistration(Segment line) => CompanyNumber().IsMatch(line.Text) && !EndsInLegalForm(line)
        && (line.Text.Count(char.IsLetter) < 3 || line.Row.Tokens.Any(token => sheet.Words("registration_words").Contains(token.Key)))
        && !line.Row.Tokens.Any(token => token.Key.Length > 2 && _places.Contains(token.Key));

    /// <summary>One word of many digits: the till's or the receipt's number.</summary>
    private static bool IsNumber(Segment line) => line.Length == 1 && line.Text.Count(char.IsDigit) > 5;

    private static bool HasPhone(string text) => Telephone().EnumerateMatches(text) is var runs && Longest(runs, text) >= PhoneDigits;

    private static int Longest(Regex.ValueMatchEnumerator runs, string text)
    {
        int longest = 0;
        foreach (var run in runs)
        {
            longest = Math.Max(longest, text.Substring(run.Index, run.Length).Count(char.IsDigit));
        }

        return longest;
    }

    /// <summary>Longer words also where OCR glued the next one to them; short ones only whole, so that TIN does not hide TINKER'S.</summary>
    private static bool BeginsWith(Segment line, string word)
    {
        string key = line.Key;
        bool whole = key.Length == word.Length || line.Row.Tokens[line.Start].Key.Length == word.Length;
        return key.StartsWith(word, StringComparison.Ordinal) && (word.Length > 3 || whole || !char.IsLetter(key[word.Length]));
    }

    [GeneratedRegex(@"^(?:no\.?|lot|unit)\s?\d|^\d{1,5}[A-Za-z]?[,.\s-]\s*\p{L}{3}|^[A-Za-z]-\d{1,3},", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HouseNumber();

    [GeneratedRegex(@"(?<!\d)\d{5}(?!\d)\s*,?\s*\p{L}{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Postcode();

    // A row of dots fits its parts in millions of ways: not to be tried one by one.
    [GeneratedRegex(@"^\W*(?:[\p{L}.]+[\s:.()]+){0,4}\W*(?:[A-Za-z]{0,3}\d{6,}|\d{4,})\s?-?\s?[A-Za-z]{1,2}\W*$|^\W*(?:[\p{L}.]+[\s:.()]+){0,4}\W*[A-Za-z]{0,3}\d{6,}\W*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex CompanyNumber();

    [GeneratedRegex(@"\+?\d[\d /-]{6,}\d", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();
}
