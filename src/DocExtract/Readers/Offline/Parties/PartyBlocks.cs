using DocExtract.Pages;
using DocExtract.Readers.Offline.Labels;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Parties;

/// <summary>Collects the lines of a name and address from its heading or its first line on.</summary>
internal sealed class PartyBlocks(Sheet sheet, PartyWords words)
{
    private const int MostLines = 8;

    private readonly PartyForms _forms = new(sheet);

    /// <summary>The next line of a block begins within this many line heights.</summary>
    private const double LineBreak = 2.1;

    /// <summary>The block that a heading announces: beginning right of it or in the line beneath.</summary>
    public Party? After(LabelHit heading)
    {
        if (_forms.Under(heading) is { } form)
        {
            return form;
        }

        var own = heading.Row.SegmentOf(heading.Start);
        var right = own.End > heading.End ? own.From(heading.End) : NextSegment(heading, own);
        bool usable = right is { } segment && segment.Text.Count(char.IsLetter) > 1 && !words.IsNoise(segment);
        var lines = usable ? Down(right!.Value, includeFirst: true) : Down(new Segment(heading.Row, heading.Start, heading.End), includeFirst: false);
        return Make(lines);
    }

    /// <summary>The block whose first line is known.</summary>
    public Party? From(Segment first) => Make(Down(first, includeFirst: true));

    private static Segment? NextSegment(LabelHit heading, Segment own)
    {
        var next = heading.Row.Segments.FirstOrDefault(segment => segment.Start >= own.End);
        bool colon = next.Length > 1 && next.Row.Tokens[next.Start].Text == ":";
        bool near = next.Length > 0 && next.Box.X0 - heading.Box.X1 < 8 * heading.Row.Em;
        return colon ? next.From(next.Start + 1) : heading.EndsInColon && near ? next : null;
    }

    private List<Segment> Down(Segment start, bool includeFirst)
    {
        List<Segment> lines = includeFirst ? [start] : [];
        var last = start;
        foreach (var row in sheet.Below(start.Row))
        {
            if (row.Box.Y0 - last.Box.Y1 > LineBreak * last.Row.Height || lines.Count >= MostLines)
            {
                break;
            }

            bool heading = lines.Count == 0;
            var segment = row.Segments.FirstOrDefault(segment => IsAligned(segment, last, start) || (heading && IsIndented(segment, start)));
            if (segment.Length == 0)
            {
                continue;
            }

            if (lines.Count > 0 && StartsSomethingElse(segment, lines.Count))
            {
                break;
            }

            lines.Add(segment);
            last = segment;
        }

        return lines;
    }

    private static bool IsAligned(Segment segment, Segment last, Segment start)
    {
        double em = segment.Row.Em;
        return Math.Abs(segment.Box.X0 - last.Box.X0) < 2 * em || Math.Abs(segment.Box.X0 - start.Box.X0) < 2 * em
            || Math.Abs(segment.Box.X1 - last.Box.X1) < em;
    }

    /// <summary>What stands beneath a heading may be indented.</summary>
    private static bool IsIndented(Segment segment, Segment heading) =>
        segment.Box.X0 > heading.Box.X0 && segment.Box.X0 - heading.Box.X0 < 6 * segment.Row.Em;

    /// <summary>A label ends a block; the heading of another party only where the block has begun already.</summary>
    private bool StartsSomethingElse(Segment segment, int lines) =>
        sheet.LabelsOf(segment.Row).Any(hit => hit.Start == segment.Start && hit.Key.Length > 3
            && (hit.EndsInColon || hit.End == segment.End) && (lines > 1 || !hit.Is("/buyer")));

    private Party? Make(List<Segment> lines)
    {
        var useful = lines.Select(WithoutHeading).Where(line => line.Length > 0 && !words.IsNoise(line) && !PartyWords.IsRemark(line) && !PartyWords.IsLabelled(line) && !words.HasDate(line)).ToList();
        if (useful.Count == 0)
        {
            return null;
        }

        bool formBeneath = useful.Count > 1 && !words.HasLegalForm(useful[0].Text) && !useful[1].Text.Any(char.IsDigit)
            && words.AfterLegalForm(useful[1].Text.Split(' ')) == useful[1].Length;
        if (useful.Count > 1 && IsPerson(useful[0]) && ((formBeneath && useful[1].Length > 2) || (!useful[1].Text.Any(char.IsDigit) && words.HasCompanyWord(useful[1]))))
        {
            // A person stands above the company.
            useful.RemoveAt(0);
            formBeneath = false;
        }

        int nameLines = useful.Count > 1 && (formBeneath || words.IsSalutation(useful[0])) ? 2 : 1;
        string name = string.Join(' ', useful.Take(nameLines).Select(line => line.Text)).Trim(',', ':', ' ');
        bool formOnly = sheet.Words("legal_forms").Contains(Folding.Squeeze(name));
        name = words.WithForm(name);
        return name.Length < 2 || !name.Any(char.IsLetter) || formOnly ? null : new Party(name, Address(useful, nameLines), useful);
    }

    /// <summary>Two or three words with a capital each: first and family name. Capitals alone are an abbreviation of a company.</summary>
    private bool IsPerson(Segment line) => line.Length is 2 or 3 && !words.HasCompanyWord(line) && !words.HasLegalForm(line.Text)
        && line.Row.Tokens.Skip(line.Start).Take(line.Length).All(token => char.IsUpper(token.Text[0]) && token.Text.All(c => !char.IsDigit(c)))
        && (line.Text.All(c => !char.IsLower(c)) || line.Row.Tokens.Skip(line.Start).Take(line.Length).All(token => token.Text.Length < 3 || token.Text.Any(char.IsLower)));

    /// <summary>The lines around the postcode; a contact's name before the street is left out.</summary>
    private List<string> Address(List<Segment> lines, int nameLines)
    {
        var rest = lines.Skip(nameLines).Select(line => line.Text).ToList();
        int postcode = rest.FindIndex(PartyWords.HasPostcode);
        int street = rest.FindIndex(line => line.Any(char.IsDigit));
        int country = rest.FindIndex(words.IsCountry);
        return postcode < 0 ? country < 0 ? [] : rest[..(country + 1)] : rest[Math.Min(street, postcode)..Math.Min(rest.Count, postcode + 2)];
    }

    /// <summary>Without "Bill to:" or "Postal code" before what they announce.</summary>
    private Segment WithoutHeading(Segment line)
    {
        var heading = sheet.LabelsOf(line.Row).FirstOrDefault(hit => hit.Start == line.Start && (hit.Is("/buyer") || hit.Is("/seller")) && hit.End <= line.End && hit.EndsInColon);
        var rest = heading is null ? line : line.From(Math.Max(heading.End, line.Start));
        int label = Enumerable.Range(1, Math.Max(0, Math.Min(3, rest.Length - 1))).LastOrDefault(length => IsPartLabel(rest with { End = rest.Start + length }));
        return rest.From(rest.Start + label);
    }

    /// <summary>A single word counts only with its colon: "Via Roma" and "City Hall" are addresses.</summary>
    private bool IsPartLabel(Segment label) => sheet.Words("party_address_labels").Contains(label.Key)
        && (label.Length > 1 || label.Row.Tokens[label.End - 1].EndsInColon);
}
