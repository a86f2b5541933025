using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Lines;
using DocExtract.Readers.Offline.Parties;

namespace DocExtract.Readers.Offline.Receipts;

/// <summary>
/// The shop at the head of a receipt: the company whose registration number is printed behind its name, else the line that ends in
/// a legal form, else the one with a business word, else the first name; with its continuation, and the address beneath.
/// </summary>
internal sealed class Shops(Sheet sheet)
{
    private const int HeadRows = 16;

    /// <summary>Score of a name that is neither at the top nor a business by its words.</summary>
    public const double Guess = 0.1;

    private readonly ShopLines _lines = new(sheet);

    public Candidate<Party>? Find()
    {
        int items = ItemHeader.Find(sheet).FirstOrDefault()?.Rows[0].Index ?? HeadRows;
        var head = sheet.Rows.Take(Math.Min(items, HeadRows)).Select(row => new Segment(row, 0, row.Tokens.Count)).TakeWhile(line => !_lines.IsItem(line)).ToList();
        int street = head.FindIndex(line => line.Row.Index > 0 && _lines.IsAddress(line));
        var pick = Pick(head, street);
        if (pick.Length == 0)
        {
            return null;
        }

        var joined = Joined(head, pick);
        string name = ShopNames.Clean(string.Join(' ', joined.Select(line => line.Text)));
        return name.Length < 2 ? null : Weigh(new Party(name, ShopAddress.Beneath(_lines, head, joined[^1]), joined), head);
    }

    private Segment Pick(List<Segment> head, int street)
    {
        var ahead = head.Take(1).Concat(head.Skip(1).TakeWhile(line => !_lines.HoldsTitle(line))).ToList();
        var names = head.Take(street < 0 ? head.Count : street).Where(_lines.IsName).ToList();
        names = names.Count > 0 ? names : [.. head.Where(_lines.IsName)];
        Segment[] picks =
        [
            ahead.Find(line => ShopNames.EndsInRegistration(line.Text) && _lines.MayBeNamed(line)),
            names.Find(_lines.EndsInLegalForm),
            names.Find(_lines.IsBusiness),
            names.FirstOrDefault(),
        ];
        return Array.Find(picks, pick => pick.Row is not null);
    }

    private Candidate<Party> Weigh(Party shop, List<Segment> head)
    {
        var before = head.TakeWhile(line => line != shop.Segments[0]);
        bool isFirst = !before.Any(line => line.Text.Count(char.IsLetter) >= 3 && !_lines.HoldsTitle(line));
        bool isBusiness = shop.Segments.Any(line => _lines.IsBusiness(line) || _lines.EndsInLegalForm(line) || ShopNames.EndsInRegistration(line.Text));
        return isFirst || isBusiness
            ? new Candidate<Party>(shop, 1, isBusiness ? "by a business word" : "the first line")
            : new Candidate<Party>(shop, Guess, "the first line that is no title, label or date");
    }

    /// <summary>A legal form alone, or the end of a bracket, continues the line above; a line of business words beneath continues this one.</summary>
    private List<Segment> Joined(List<Segment> head, Segment pick)
    {
        int at = head.IndexOf(pick);
        List<Segment> joined = [pick];
        if (at > 0 && (_lines.IsContinuation(pick) || ClosesBracket(pick)) && _lines.IsName(head[at - 1]))
        {
            joined.Insert(0, head[at - 1]);
        }
        else if (at + 1 < head.Count && !_lines.EndsInLegalForm(pick) && !ShopNames.EndsInRegistration(pick.Text) && _lines.IsName(head[at + 1])
            && (_lines.IsContinuation(head[at + 1]) || head[at + 1].Text.StartsWith('&')))
        {
            joined.Add(head[at + 1]);
        }

        return joined;
    }

    private static bool ClosesBracket(Segment line) =>
        line.Text.IndexOf(')', StringComparison.Ordinal) is var close and >= 0 && line.Text.LastIndexOf('(', close) < 0;
}
