using DocExtract.Pages;
using DocExtract.Readers.Offline.Labels;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Parties;

/// <summary>
/// Reads a party that is printed as a form: beneath its heading one label and value a line, "Name: …", "Address: …", as data
/// sheets and customs forms do. The part before the name counts as its heading ("Company Name", "Name of buyer").
/// </summary>
internal sealed class PartyForms(Sheet sheet)
{
    private const int MostRows = 16;

    /// <summary>The next line of a form begins within this many line heights.</summary>
    private const double LineBreak = 3;

    /// <summary>The party of a heading; null where no form with a name stands beneath it.</summary>
    public Party? Under(LabelHit heading)
    {
        string? name = null;
        List<string> address = [];
        List<Segment> all = [];
        bool inAddress = false;
        foreach (var line in Lines(heading))
        {
            bool isName = line.Label.Length > 0 && line.Value.Length > 0 && name is null && Is("party_name_labels", line.Label);
            bool isAddress = line.Label.Length > 0 ? Is("party_address_labels", line.Label) : inAddress;
            if (isName)
            {
                name = line.Value.Text;
            }
            else if (isAddress && line.Value.Length > 0)
            {
                address.Add(line.Value.Text);
            }

            inAddress = isAddress;
            all.Add(line.Value.Length > 0 ? line.Value : line.Label);
        }

        return name is null || name.Count(char.IsLetter) < 2 ? null : new Party(name.Trim(',', ' '), address, all);
    }

    private bool Is(string list, Segment label) => sheet.Words(list).Contains(label.Key);

    /// <summary>The lines of the form: a label at the left edge of the heading with its value, or a value beneath the last one.</summary>
    private IEnumerable<(Segment Label, Segment Value)> Lines(LabelHit heading)
    {
        var last = heading.Box;
        double? valueX = null;
        foreach (var row in sheet.Below(heading.Row).Take(MostRows))
        {
            if (row.Box.Y0 - last.Y1 > LineBreak * row.Height || IsOtherHeading(row, heading))
            {
                yield break;
            }

            if (LineOf(row, heading, valueX) is { } line)
            {
                valueX = line.Value.Length > 0 ? line.Value.Box.X0 : valueX;
                last = row.Box;
                yield return line;
            }
        }
    }

    private (Segment Label, Segment Value)? LineOf(Row row, LabelHit heading, double? valueX)
    {
        var first = row.Segments.FirstOrDefault(segment => Math.Abs(segment.Box.X0 - heading.Box.X0) < 4 * row.Em);
        if (first.Length == 0)
        {
            var beneath = row.Segments.FirstOrDefault(segment => Math.Abs(segment.Box.X0 - valueX ?? 1) < 2 * row.Em);
            return beneath.Length > 0 ? (default, beneath) : null;
        }

        if (Labelled(first) is { } end)
        {
            return (first with { End = end }, first.End > end ? first.From(end) : Next(row, first));
        }

        return first.Row.Tokens[first.End - 1].EndsInColon ? (first, Next(row, first)) : null;
    }

    /// <summary>
    /// The next segment, without a colon that stands apart; typed into a printed form it may stand a little above or below its label.
    /// </summary>
    private Segment Next(Row row, Segment first)
    {
        int start = first.End;
        while (start < row.Tokens.Count && row.Tokens[start].Key.Length == 0)
        {
            start++;
        }

        return start < row.Tokens.Count ? row.SegmentOf(start).From(start)
            : sheet.Below(row).Take(1).Concat(sheet.Above(row).Take(1)).SelectMany(other => other.Segments.Take(1))
                .FirstOrDefault(other => other.Box.X0 > first.Box.X1 && Overlap(other.Box, first.Box) > 0 && Labelled(other) is null);
    }

    private static double Overlap(Box one, Box other) => (Math.Min(one.Y1, other.Y1) - Math.Max(one.Y0, other.Y0)) / Math.Min(one.Height, other.Height);

    /// <summary>Where the label at the beginning of a segment ends: after a colon, or after the longest known word of a party.</summary>
    private int? Labelled(Segment segment)
    {
        int colon = Enumerable.Range(segment.Start, segment.Length).FirstOrDefault(at => segment.Row.Tokens[at].EndsInColon, -1);
        if (colon >= 0)
        {
            return colon + 1;
        }

        return Enumerable.Range(1, Math.Min(4, segment.Length)).Reverse()
            .Select(length => segment with { End = segment.Start + length })
            .Where(label => Is("party_name_labels", label) || Is("party_address_labels", label))
            .Select(label => (int?)label.End)
            .FirstOrDefault();
    }

    private bool IsOtherHeading(Row row, LabelHit heading) => sheet.LabelsOf(row).Any(hit =>
        (hit.Is("/seller") || hit.Is("/buyer") || hit.Is("/ship_to"))
        && hit.Start == row.SegmentOf(hit.Start).Start && hit.End == row.SegmentOf(hit.Start).End
        && !(hit.EndsInColon && hit.End < row.Tokens.Count)
        && Math.Abs(hit.Box.X0 - heading.Box.X0) < 4 * row.Em);
}
