using DocExtract.Readers.Offline.Labels;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>Dates by their labels: right of it, beneath it, and for a document's own date also where nothing labels it.</summary>
internal static class DateFields
{
    /// <summary>Words between a number's label and the date in its line.</summary>
    private const int FarthestWithNumber = 6;

    public static Candidate<DateSpan>? Find(Sheet sheet, string field) => Labelled(sheet, field).Best();

    /// <summary>The document's date: labelled, else an unlabelled date near the top of the first page.</summary>
    public static Candidate<DateSpan>? FindIssued(Sheet sheet, string field) =>
        Labelled(sheet, field).Concat(WithNumber(sheet)).Concat(WithBareNumber(sheet)).Concat(Unlabelled(sheet)).Best();

    private static IEnumerable<Candidate<DateSpan>> WithBareNumber(Sheet sheet) =>
        IdentifierFields.FindDated(sheet).Select(found => new Candidate<DateSpan>(found.Date, 0.8, "with the number in the title"));

    /// <summary>The title tells number and date in one line: "Invoice no. 17 of 5 June 2025".</summary>
    private static IEnumerable<Candidate<DateSpan>> WithNumber(Sheet sheet) =>
        from hit in sheet.LabelsFor("/invoice_number")
        let segment = hit.Row.SegmentOf(hit.Start)
        where hit.Start == segment.Start
        from date in sheet.DatesOf(hit.Row)
        where date.Start > hit.End && date.Start < segment.End && date.Start - hit.End <= FarthestWithNumber
        where hit.Row.Tokens.Skip(hit.End).Take(date.Start - hit.End).Any(token => token.HasDigit)
        where !sheet.LabelsOf(hit.Row).Any(other => other.Start >= hit.End && other.End <= date.Start && other.Key.Length > 3 && !other.Is("/invoice_date"))
        select new Candidate<DateSpan>(date, hit.Weight + 0.35, $"with the number right of '{hit.Key}'");

    private static IEnumerable<Candidate<DateSpan>> Labelled(Sheet sheet, string field) =>
        from hit in sheet.LabelsFor(field)
        let right = Right(sheet, hit) ?? Wrapped(sheet, hit)
        from found in right is not null ? [right] : Beneath(sheet, hit)
        select found;

    private static Candidate<DateSpan>? Right(Sheet sheet, LabelHit hit)
    {
        int end = Places.EndOfRight(sheet, hit);
        var date = sheet.DatesOf(hit.Row).FirstOrDefault(date => date.Start >= hit.End && date.Start < end);
        return date is null ? null : new Candidate<DateSpan>(date, hit.Weight + 0.3 - (0.01 * (date.Start - hit.End)), $"right of '{hit.Key}'");
    }

    /// <summary>A label that ends its line has its date at the beginning of the next one: "Invoice no. 17 of" above "5 June 2025".</summary>
    private static Candidate<DateSpan>? Wrapped(Sheet sheet, LabelHit hit)
    {
        var own = hit.Row.SegmentOf(hit.Start);
        var next = sheet.Below(hit.Row).FirstOrDefault();
        bool goesOn = hit.Start > own.Start && hit.End == hit.Row.Tokens.Count && next is not null
            && next.Box.Y0 - hit.Box.Y1 < hit.Row.Height && Math.Abs(next.Box.X0 - own.Box.X0) < 2 * next.Em;
        var date = goesOn ? sheet.DatesOf(next!).FirstOrDefault(date => date.Start == 0) : null;
        bool numbered = sheet.LabelsOf(hit.Row).Any(label => label.Is("/invoice_number"));
        return date is null ? null : new Candidate<DateSpan>(date, hit.Weight + (numbered ? 0.6 : 0.25), $"beneath the line that ends in '{hit.Key}'");
    }

    private static IEnumerable<Candidate<DateSpan>> Beneath(Sheet sheet, LabelHit hit) =>
        from segment in Places.Beneath(sheet, hit)
        from date in sheet.DatesOf(segment.Row)
        where date.Start >= segment.Start && date.Start < segment.End && Places.IsUnder(date.Box, hit, segment.Row.Em)
        select new Candidate<DateSpan>(date, hit.Weight + 0.15 - (0.02 * (segment.Row.Index - hit.Row.Index)), $"beneath '{hit.Key}'");

    private static IEnumerable<Candidate<DateSpan>> Unlabelled(Sheet sheet) =>
        from date in sheet.Dates
        where date.Row.Page == 1 && date.Row.Box.CenterY < 0.5
        where !sheet.LabelsOf(date.Row).Any(hit => hit.End <= date.Start && Places.EndOfRight(sheet, hit) > date.Start)
        select new Candidate<DateSpan>(date, 0.25 - (0.1 * date.Row.Box.CenterY), "unlabelled, near the top");
}
