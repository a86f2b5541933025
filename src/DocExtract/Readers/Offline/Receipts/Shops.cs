using System.Text.RegularExpressions;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Parties;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>The shop at the head of a receipt: the line with a business word before the address, its continuation joined, its registration number off.</summary>
internal sealed partial class Shops(Sheet sheet)
{
    private const int HeadRows = 14;

    private const int MostAddressRows = 5;

    /// <summary>Score of a name that is neither at the top nor a business by its words.</summary>
    public const double Guess = 0.1;

    private readonly PartyWords _words = new(sheet);

    public Candidate<Party>? Find()
    {
        var head = sheet.Rows.Take(HeadRows).Select(row => new Segment(row, 0, row.Tokens.Count)).ToList();
        int street = head.FindIndex(1, IsAddress);
        int items = head.FindIndex(IsItem);
        var above = head.Take(items < 0 ? head.Count : items).ToList();
        var names = above.Take(street < 0 ? above.Count : street).Where(IsName).ToList();
        names = names.Count > 0 ? names : [.. above.Where(IsName)];
        if (names.Count == 0)
        {
            return null;
        }

        var pick = names.Find(IsBusiness);
        pick = pick.Length > 0 ? pick : names[0];
        var joined = Joined(above, pick);
        string name = WithoutRegistration(string.Join(' ', joined.Select(line => line.Text)));
        return name.Length < 2 ? null : Weigh(new Party(name, Address(head, joined[^1], street), joined), above);
    }

    private Candidate<Party> Weigh(Party shop, List<Segment> above)
    {
        var before = above.TakeWhile(line => line != shop.Segments[0]);
        bool isFirst = !before.Any(line => line.Text.Count(char.IsLetter) >= 3 && !_words.IsTitle(line));
        bool isBusiness = shop.Segments.Any(line => IsBusiness(line) || EndsInLegalForm(line));
        return isFirst || isBusiness
            ? new Candidate<Party>(shop, 1, isBusiness ? "by a business word" : "the first line")
            : new Candidate<Party>(shop, Guess, "the first line that is no title, label or date");
    }

    /// <summary>A legal form alone continues the line above; a line of business words beneath continues this one.</summary>
    private List<Segment> Joined(List<Segment> head, Segment pick)
    {
        int at = head.IndexOf(pick);
        List<Segment> joined = [pick];
        if (at > 0 && IsContinuation(pick) && IsName(head[at - 1]))
        {
            joined.Insert(0, head[at - 1]);
        }
        else if (at + 1 < head.Count && !EndsInLegalForm(pick) && (IsContinuation(head[at + 1]) || head[at + 1].Text.StartsWith('&')) && IsName(head[at + 1]))
        {
            joined.Add(head[at + 1]);
        }

        return joined;
    }

    private bool IsContinuation(Segment line)
    {
        string text = WithoutRegistration(line.Text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string key = Pages.Folding.Squeeze(text);
        return sheet.Words("legal_forms").Contains(key) || (words.Length <= 4 && key.Length < 18 && _words.AfterLegalForm(["x", .. words]) == words.Length + 1);
    }

    private bool EndsInLegalForm(Segment line)
    {
        string key = Pages.Folding.Squeeze(WithoutRegistration(line.Text));
        return sheet.Words("legal_forms").Any(form => form.Length > 2 && key.EndsWith(form, StringComparison.Ordinal));
    }

    private bool IsBusiness(Segment line)
    {
        var tokens = line.Row.Tokens.Select(token => token.Key).ToHashSet();
        string key = line.Key;
        return sheet.Words("business_words").Any(word => word.Length >= 4 ? key.Contains(word, StringComparison.Ordinal) : tokens.Contains(word) || key.EndsWith(word, StringComparison.Ordinal));
    }

    private bool IsName(Segment line)
    {
        bool noise = sheet.Words("party_noise").Any(word => BeginsWith(line, word)) || PartyWords.HasContact(line.Text);
        return line.Text.Count(char.IsLetter) >= 3 && !noise && !_words.IsTitle(line) && !HasAmount(line) && !sheet.DatesOf(line.Row).Any()
            && !sheet.LabelsOf(line.Row).Any(hit => hit.Start == 0 && (hit.End == line.End || (hit.EndsInColon && hit.Key.Length > 3)));
    }

    private bool HasAmount(Segment line) => sheet.MoneyOf(line.Row).Any(money => money.HasDecimals);

    /// <summary>Words with an amount at their end: from here on things are sold.</summary>
    private bool IsItem(Segment line) =>
        sheet.MoneyOf(line.Row).Any(money => money.HasDecimals && money.End == line.End && line.Row.Text(0, money.Start).Count(char.IsLetter) >= 2)
        && !sheet.DatesOf(line.Row).Any();

    /// <summary>Longer words also where OCR glued the next one to them; short ones only whole, so that TIN does not hide TINKER'S.</summary>
    private static bool BeginsWith(Segment line, string word)
    {
        string key = line.Key;
        bool whole = key.Length == word.Length || line.Row.Tokens[line.Start].Key.Length == word.Length;
        return key.StartsWith(word, StringComparison.Ordinal) && (word.Length > 3 || whole || !char.IsLetter(key[word.Length]));
    }

    /// <summary>A street word at the head, a house number, or a postcode.</summary>
    private bool IsAddress(Segment line)
    {
        var words = sheet.Words("street_words");
        string key = line.Key;
        bool street = words.Contains(line.Row.Tokens[0].Key)
            || words.Any(word => word.Length >= 5 && key.StartsWith(word, StringComparison.Ordinal))
            || (line.Row.Tokens.Any(token => words.Contains(token.Key) || words.Any(word => word.Length >= 5 && token.Key.EndsWith(word, StringComparison.Ordinal)))
                && line.Text.Any(char.IsDigit));
        return street || HouseNumber().IsMatch(line.Text) || Postcode().IsMatch(line.Text);
    }

    private List<string> Address(List<Segment> head, Segment name, int street)
    {
        int from = Math.Max(street, head.IndexOf(name) + 1);
        return street < 0 ? [] :
        [
            .. head.Skip(from).Take(MostAddressRows)
                .TakeWhile(line => !_words.IsNoise(line) && !_words.IsTitle(line) && !sheet.DatesOf(line.Row).Any() && !sheet.MoneyOf(line.Row).Any(money => money.HasDecimals))
                .Select(line => line.Text),
        ];
    }

    private static string WithoutRegistration(string text) =>
        Registration().Replace(text, "").Trim(' ', '.', ',', '-', ':', '*', '(', '[');

    [GeneratedRegex(@"[\[({]?\s*(?:co\.?\s*(?:reg\.?)?\s*no\.?|reg\.?\s*no\.?|company\s*no\.?|roc\s*no\.?)?\s*[:.]?\s*\d{4,12}\s*[-—]?\s*[A-Za-z]?\s*[\])}]?\s*\.?$|\(\s*(?:co|reg|company)\b[^)]*\)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Registration();

    [GeneratedRegex(@"^(?:no\.?|lot|unit)\s?\d|^\d{1,5}[A-Za-z]?[,\s]\s*\p{L}{3}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HouseNumber();

    [GeneratedRegex(@"(?<!\d)\d{5}(?!\d)\s*,?\s*\p{L}", RegexOptions.CultureInvariant)]
    private static partial Regex Postcode();
}
