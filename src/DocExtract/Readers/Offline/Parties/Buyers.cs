using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Parties;

/// <summary>Finds the buyer: beneath "bill to" and its like, or in the address window beneath a small sender line.</summary>
internal sealed class Buyers(Sheet sheet, PartyWords words, PartyBlocks blocks)
{
    public Candidate<Party>? Find()
    {
        var found = Headed().Concat(InWindow()).Concat(LeftOfLetterhead()).ToList();
        var best = found.Best();
        var addressed = best is { Value.Address.Count: 0 }
            ? found.Select(other => other.Value).FirstOrDefault(party => party.Address.Count > 0 && words.Core(party.Name) == words.Core(best.Value.Name))
            : null;
        return addressed is null ? best : best! with { Value = best.Value with { Address = addressed.Address } };
    }

    /// <summary>Where nothing announces the buyer: the other address in the upper half of the first page.</summary>
    public Candidate<Party>? FindBeside(Party? seller) => seller is null ? null : (
        from segment in FirstPage.Where(row => row.Box.CenterY < 0.5).SelectMany(row => row.Segments)
        where segment.Length <= 6 && !words.IsNoise(segment) && !words.IsTitle(segment) && !PartyWords.HasPostcode(segment.Text)
        let party = blocks.From(segment)
        where party is { Address.Count: > 1 } && Folding.Squeeze(party.Name) != Folding.Squeeze(seller.Name)
        where !party.Segments.Any(line => seller.Holds(line.Row, line.Start)) && !party.Address.All(line => IsIn(seller, line))
        select new Candidate<Party>(party, 0.3, "beside the seller")).Best();

    private static bool IsIn(Party party, string line) => Folding.Squeeze(party.AddressText ?? "").Contains(Folding.Squeeze(line), StringComparison.Ordinal);

    /// <summary>Where nothing else tells: who receives the goods.</summary>
    public Candidate<Party>? FindRecipient() => (
        from hit in sheet.LabelsFor("/ship_to")
        where hit.Start == hit.Row.SegmentOf(hit.Start).Start && sheet.Words("recipient_labels").Contains(hit.Key)
        let party = blocks.After(hit)
        where party is not null && party.Name.Length <= 60
        select new Candidate<Party>(party, 0.2, $"beneath '{hit.Key}'")).Best();

    private IEnumerable<Candidate<Party>> Headed() =>
        from hit in sheet.LabelsFor("/buyer")
        where hit.Start == hit.Row.SegmentOf(hit.Start).Start
        let party = blocks.After(hit)
        where party is not null && party.Name.Length <= 60
        where party.Address.Count > 0 || !hit.GoesOn
        let address = party.Address.Count > 0 ? 0.3 : 0
        let named = sheet.Words("party_name_labels").Contains(hit.Key) ? 0.25 : 0
        let goods = hit.Is("/ship_to") ? 0.4 : 0
        select new Candidate<Party>(party, hit.Weight + address + named - goods - (hit.Box.CenterY > 0.6 ? 0.4 : 0), $"beneath '{hit.Key}'");

    private IEnumerable<Candidate<Party>> InWindow() =>
        from segment in FirstPage.SelectMany(row => row.Segments)
        where segment.Box.CenterY < 0.4 && PartyWords.SenderParts(segment).Count > 0
        let first = sheet.Below(segment.Row)
            .TakeWhile(row => row.Box.Y0 - segment.Box.Y1 < 6 * segment.Row.Height)
            .SelectMany(row => row.Segments)
            .FirstOrDefault(below => below.Box.X0 < segment.Box.X1 && below.Box.X0 > segment.Box.X0 - (15 * below.Row.Em))
        where first.Length > 0
        let party = blocks.From(first)
        where party is not null
        select new Candidate<Party>(party, 1.0, "in the window beneath the sender line");

    /// <summary>Two addresses side by side near the top: the window is the left one, the letterhead the right one.</summary>
    private IEnumerable<Candidate<Party>> LeftOfLetterhead()
    {
        var sellers = sheet.LabelsFor("/seller").Where(hit => hit.Start == hit.Row.SegmentOf(hit.Start).Start).Select(blocks.After).OfType<Party>().ToList();
        foreach (var row in FirstPage.Where(row => row.Box.CenterY < 0.35 && row.Segments.Count >= 2))
        {
            var (left, right) = (row.Segments[0], row.Segments[^1]);
            if (left.Box.X0 < 0.2 && right.Box.X1 > 0.6 && !words.IsNoise(left) && !words.IsTitle(left)
                && !sellers.Exists(seller => seller.Holds(left.Row, left.Start))
                && blocks.From(left) is { Address.Count: > 0 } party && blocks.From(right) is { Address.Count: > 0 })
            {
                yield return new Candidate<Party>(party, 0.4, "left of the letterhead");
            }
        }
    }

    private IEnumerable<Row> FirstPage => sheet.Rows.TakeWhile(row => row.Page == sheet.Rows[0].Page);
}
