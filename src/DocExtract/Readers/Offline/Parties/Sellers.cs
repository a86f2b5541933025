using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Parties;

/// <summary>
/// Finds the seller: headed as such, in the sender line, in the letterhead, or by its legal form in the footer; a name that
/// is repeated, or that mail and web addresses bear, is the likelier one. Never the buyer.
/// </summary>
internal sealed class Sellers(Sheet sheet, PartyWords words, PartyBlocks blocks)
{
    private readonly string _text = string.Concat(sheet.Rows.SelectMany(row => row.Tokens).Select(token => token.Key));
    private readonly string _addresses = string.Concat(
        sheet.Rows.SelectMany(row => row.Tokens).Where(token => PartyWords.HasContact(token.Text)).Select(token => token.Key + " "));

    /// <summary>A name below this has neither heading, address, legal form nor web address: it may be any other words.</summary>
    public const double Guess = 0.35;

    private const string Heading = "beneath ";

    private readonly WebNames _web = new(sheet);
    private readonly double _height = sheet.Rows.Select(row => row.Height).Order().ElementAt(sheet.Rows.Count / 2);

    public Candidate<Party>? Find(Party? buyer)
    {
        string buyerKey = buyer is null ? "" : words.Core(buyer.Name);
        var others = sheet.LabelsFor("/ship_to").Concat(sheet.LabelsFor("/buyer"))
            .Where(hit => hit.Start == hit.Row.SegmentOf(hit.Start).Start)
            .Select(blocks.After).OfType<Party>().Append(buyer).OfType<Party>().ToList();
        return Headed().Concat(SenderLine()).Concat(Letterhead()).Concat(OnTheWeb()).Concat(LegalForms())
            .Where(candidate => !IsOther(candidate, others, buyerKey))
            .GroupBy(candidate => Folding.Squeeze(candidate.Value.Name))
            .Where(same => same.Key.Length > 2)
            .Select(same => Judge([.. same.OrderByDescending(candidate => candidate.Score)]))
            .Best();
    }

    /// <summary>
    /// Buyers and recipients of the goods are no sellers; nor is what stands in their blocks. Only who is headed as the seller may
    /// bear the buyer's name.
    /// </summary>
    private bool IsOther(Candidate<Party> candidate, List<Party> others, string buyerKey)
    {
        var party = candidate.Value;
        bool headed = candidate.Reason.StartsWith(Heading, StringComparison.Ordinal);
        string key = Folding.Squeeze(party.Name);
        return (!headed && (words.Core(party.Name) == buyerKey || others.Any(other => other.Segments.Any(line => line.Key == key))))
            || others.Any(other => party.Segments.Any(segment => other.Holds(segment.Row, segment.Start)));
    }

    private Candidate<Party> Judge(IReadOnlyList<Candidate<Party>> same)
    {
        var best = same[0];
        string key = Folding.Squeeze(best.Value.Name);
        var address = same.Select(candidate => candidate.Value).FirstOrDefault(party => party.Address.Count > 0)?.Address ?? [];
        double score = best.Score
            + (0.1 * Math.Min(3, Count(key) - 1))
            + (0.1 * Math.Min(2, same.Count - 1))
            + (words.HasLegalForm(best.Value.Name) ? 0.25 : 0)
            + (address.Count > 0 ? 0.25 : 0)
            + (BearsName(best.Value.Name) ? 0.2 : 0);
        return best with { Value = best.Value with { Address = address }, Score = score };
    }

    private IEnumerable<Candidate<Party>> Headed() =>
        from hit in sheet.LabelsFor("/seller")
        where hit.Start == hit.Row.SegmentOf(hit.Start).Start
        let party = blocks.After(hit)
        where party is not null && party.Name.Length <= 60 && (party.Address.Count > 0 || !hit.GoesOn)
        select new Candidate<Party>(party, hit.Weight - (party.Address.Count == 0 ? 0.2 : 0), Heading + $"'{hit.Key}'");

    private IEnumerable<Candidate<Party>> SenderLine() =>
        from segment in sheet.Rows.SelectMany(row => row.Segments)
        let parts = PartyWords.SenderParts(segment)
        where parts.Count > 0 && segment.Box.CenterY < 0.45
        select new Candidate<Party>(new Party(parts[0], [.. parts.Skip(1)], [segment]), 0.9, "in the sender line");

    /// <summary>Blocks in the upper part of the first page that hold a postcode, and the first line in large type.</summary>
    private IEnumerable<Candidate<Party>> Letterhead()
    {
        var rows = sheet.Rows.TakeWhile(row => row.Page == sheet.Rows[0].Page && row.Box.CenterY < 0.4 && !IsTableHead(row));
        foreach (var segment in rows.SelectMany(row => row.Segments).Where(segment => !words.IsNoise(segment) && !words.IsTitle(segment)))
        {
            bool nameLike = segment.Text.Count(char.IsLetter) > 3 + segment.Text.Count(char.IsDigit) && segment.Length <= 7
                && !char.IsDigit(segment.Text[0]) && !PartyWords.HasPostcode(segment.Text) && !PartyWords.IsLabelled(segment) && !words.IsCountry(segment.Text);
            if (nameLike && blocks.From(segment) is { } party)
            {
                double top = 0.3 * (0.4 - segment.Box.CenterY);
                double large = 0.1 * Math.Clamp((segment.Box.Height / _height) - 1, 0, 2);
                yield return new Candidate<Party>(party, (party.Address.Count > 0 ? 0.4 : 0.15) + top + large - (words.IsProse(segment) ? 0.15 : 0), "in the letterhead");
            }
        }
    }

    /// <summary>Beneath the titles of the item table stand no letterheads.</summary>
    private bool IsTableHead(Row row) => sheet.LabelsOf(row).Count(hit => hit.Fields.Any(field => field.StartsWith("/lines/", StringComparison.Ordinal))) >= 3;

    /// <summary>Names anywhere that the document's web or mail addresses bear.</summary>
    private IEnumerable<Candidate<Party>> OnTheWeb() =>
        from segment in sheet.Rows.SelectMany(row => row.Segments)
        where _web.Bear(segment) && !words.IsNoise(segment) && !words.IsTitle(segment)
        let party = blocks.From(segment)
        where party is not null
        select new Candidate<Party>(party, 0.45, "borne by a web address");

    /// <summary>Names with a legal form anywhere, such as in a footer: "Muster GmbH, Weg 1, 12345 Ort".</summary>
    private IEnumerable<Candidate<Party>> LegalForms()
    {
        foreach (var segment in sheet.Rows.SelectMany(row => row.Segments))
        {
            var parts = WithoutLabel(segment).Text.Split([',', '|', '•', '●', '·', '–', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var tokens = (parts.Length == 0 ? segment.Text : Joined(parts)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int end = words.AfterLegalForm(tokens);
            if (end > 1 && end <= 8 && segment.Length < 30 && tokens.Take(end).Count(word => char.IsUpper(word[0])) > end / 2 && tokens[0].Any(char.IsUpper))
            {
                string name = string.Join(' ', tokens.Take(end)).Trim(',', ' ');
                bool edge = segment.Box.CenterY is < 0.3 or > 0.8;
                var address = parts.Skip(1).Any(PartyWords.HasPostcode) ? Rest(parts) : [];
                yield return new Candidate<Party>(new Party(name, address, [segment]), edge ? 0.4 : 0.25, "by its legal form");
            }
        }
    }

    private static Segment WithoutLabel(Segment segment) =>
        segment.From(Enumerable.Range(segment.Start, segment.Length - 1).LastOrDefault(at => segment.Row.Tokens[at].EndsInColon, segment.Start - 1) + 1);

    /// <summary>The first part; with the second one where that is a legal form alone, as in "Example, Inc.".</summary>
    private string Joined(string[] parts) =>
        parts.Length > 1 && sheet.Words("legal_forms").Contains(Folding.Squeeze(parts[1])) ? $"{parts[0]}, {parts[1]}" : parts[0];

    private static List<string> Rest(string[] parts)
    {
        int postcode = Array.FindIndex(parts, 1, PartyWords.HasPostcode);
        int street = Array.FindIndex(parts, 1, part => part.Any(char.IsDigit));
        return [.. parts[Math.Min(street, postcode)..Math.Min(parts.Length, postcode + 2)]];
    }

    private int Count(string key)
    {
        int count = 0;
        for (int at = _text.IndexOf(key, StringComparison.Ordinal); at >= 0; at = _text.IndexOf(key, at + key.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    private bool BearsName(string name) => name.Split(' ')
        .Select(Folding.Squeeze)
        .Any(word => word.Length > 3 && !sheet.Words("legal_forms").Contains(word) && _addresses.Contains(word, StringComparison.Ordinal));
}
