using System.Text.RegularExpressions;
using DocExtract.Readers.Offline.Labels;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Parties;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>VAT ids by their shape or label, and whose they are.</summary>
internal static partial class TaxIds
{
    private const int LongestRun = 6;

    /// <summary>The first id that is the seller's: labelled as an own one, or by shape outside the buyer's block.</summary>
    public static Candidate<string>? Seller(Sheet sheet, Party? buyer) => Shaped(sheet)
        .Where(found => Owner(sheet, found) is not "/buyer/vat_id" && !IsIn(buyer, found))
        .Select(found => new Candidate<string>(found.Id, Owner(sheet, found) is null ? 0.5 : 1, "by its shape"))
        .Concat(Labelled(sheet, "/seller/vat_id", found => !IsIn(buyer, found)))
        .Best();

    public static Candidate<string>? Buyer(Sheet sheet, Party? buyer) => Shaped(sheet)
        .Where(found => Owner(sheet, found) is "/buyer/vat_id" || (IsIn(buyer, found) && Owner(sheet, found) is not null))
        .Select(found => new Candidate<string>(found.Id, 1, "by its shape and label"))
        .Concat(Labelled(sheet, "/buyer/vat_id", _ => true))
        .Concat(Labelled(sheet, "/seller/vat_id", found => IsIn(buyer, found)))
        .Best();

    private sealed record Found(string Id, Row Row, int Start);

    private static IEnumerable<Found> Shaped(Sheet sheet)
    {
        foreach (var row in sheet.Rows)
        {
            for (int start = 0; start < row.Tokens.Count; start++)
            {
                if (row.Tokens[start].Text.Length > 1 && char.IsAsciiLetterUpper(row.Tokens[start].Text[0]) && At(row, start) is { } id)
                {
                    yield return new Found(id, row, start);
                }
            }
        }
    }

    private static string? At(Row row, int start)
    {
        string run = "";
        string? best = null;
        for (int i = start; i < Math.Min(start + LongestRun, row.Tokens.Count) && (i == start || row.Gap(i) < 1.5); i++)
        {
            run += new string([.. row.Tokens[i].Text.Where(char.IsAsciiLetterOrDigit)]);
            best = VatShape().IsMatch(run) ? run : best;
        }

        return best;
    }

    /// <summary>The last label before the id in its row, or the label it stands beneath.</summary>
    private static string? Owner(Sheet sheet, Found found)
    {
        var label = sheet.LabelsOf(found.Row).LastOrDefault(hit => hit.End <= found.Start);
        label ??= sheet.Above(found.Row).Take(2).SelectMany(sheet.LabelsOf)
            .FirstOrDefault(hit => Places.IsUnder(new Segment(found.Row, found.Start, found.Start + 1).Box, hit, found.Row.Em));
        return label?.Fields.FirstOrDefault(field => field.EndsWith("/vat_id", StringComparison.Ordinal));
    }

    private static bool IsIn(Party? party, Found found) => party is not null
        && party.Segments.Any(segment => segment.Row.Page == found.Row.Page
            && Math.Abs(found.Row.Tokens[found.Start].Box.CenterY - segment.Box.CenterY) < 3 * segment.Row.Height
            && found.Row.Tokens[found.Start].Box.X0 < segment.Box.X1 + (10 * segment.Row.Em)
            && found.Row.Tokens[found.Start].Box.X0 > segment.Box.X0 - (10 * segment.Row.Em));

    /// <summary>Ids without a country prefix are believed only beside their label.</summary>
    private static IEnumerable<Candidate<string>> Labelled(Sheet sheet, string field, Func<Found, bool> isOwned) =>
        from hit in sheet.LabelsFor(field)
        let start = Enumerable.Range(hit.End, hit.Row.Tokens.Count - hit.End).FirstOrDefault(at => hit.Row.Tokens[at].Key is not ("" or "no" or "nr"), -1)
        where start >= 0
        let id = Bare(string.Concat(Grouped(hit.Row, start)))
        where id.Length is >= 8 and <= 15 && id.Count(char.IsDigit) >= 7 && !hit.Row.Tokens[start].Text.Contains(',')
        where isOwned(new Found(id, hit.Row, start))
        select new Candidate<string>(id, hit.Weight, $"right of '{hit.Key}'");

    /// <summary>An id may be printed in groups of digits: "12 345 678 901".</summary>
    private static IEnumerable<string> Grouped(Row row, int start) => row.Tokens.Skip(start).Take(1)
        .Concat(row.Tokens.Skip(start + 1).TakeWhile((token, i) => token.Text.Length is 2 or 3 && token.Text.All(char.IsAsciiDigit) && row.Gap(start + 1 + i) < 1.5
            && row.Tokens[start].Text.Length <= 4))
        .Select(token => token.Text);

    private static string Bare(string text) => new([.. text.Where(char.IsAsciiLetterOrDigit)]);

    [GeneratedRegex("""
        ^(?:ATU[0-9]{8}|BE[01][0-9]{9}|BG[0-9]{9,10}|CY[0-9]{8}[A-Z]|CZ[0-9]{8,10}|DE[0-9]{9}|DK[0-9]{8}|EE[0-9]{9}|EL[0-9]{9}
        |ES[0-9A-Z][0-9]{7}[0-9A-Z]|EU[0-9]{9}|FI[0-9]{8}|FR[0-9A-HJ-NP-Z]{2}[0-9]{9}|GB[0-9]{9}(?:[0-9]{3})?|HR[0-9]{11}|HU[0-9]{8}
        |IE[0-9][0-9A-Z][0-9]{5}[A-Z]{1,2}|IT[0-9]{11}|LT[0-9]{9}(?:[0-9]{3})?|LU[0-9]{8}|LV[0-9]{11}|MT[0-9]{8}|NL[0-9]{9}B[0-9]{2}
        |PL[0-9]{10}|PT[0-9]{9}|RO[0-9]{2,10}|SE[0-9]{12}|SI[0-9]{8}|SK[0-9]{10}|NO[0-9]{9}(?:MVA)?|CHE[0-9]{9}(?:MWST|TVA|IVA)?
        |XI[0-9]{9}|[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]Z[0-9A-Z])$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex VatShape();
}
