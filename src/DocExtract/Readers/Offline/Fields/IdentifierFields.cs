using DocExtract.Readers.Offline.Labels;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>Numbers that name something (invoice, order, receipt): the first run with a digit right of the label or beneath it.</summary>
internal static class IdentifierFields
{
    private const int Longest = 40;

    /// <summary>Words between a label and its number: "Invoice no. of …" is in the vocabulary, these stand alone.</summary>
    private static readonly HashSet<string> Fillers = ["nr", "no", "num", "number", "numero", "nummer", "n", "id", "ref", "numer"];

    /// <param name="sheet">The document.</param>
    /// <param name="field">Pointer of the field.</param>
    /// <param name="itemRows">Indexes of the rows of the item table: what is labelled there belongs to an item.</param>
    public static Candidate<string>? Find(Sheet sheet, string field, IReadOnlySet<int>? itemRows = null) => sheet.LabelsFor(field)
        .Where(hit => itemRows?.Contains(hit.Row.Index) is not true)
        .SelectMany(hit => Right(sheet, hit) is { } right ? [right] : Beneath(sheet, hit))
        .Best();

    /// <summary>
    /// "No. 4711 of 5 June 2025", or "# 4711" by itself, near the top of the first page: what nothing else names is the document's.
    /// </summary>
    public static Candidate<string>? FindBare(Sheet sheet) =>
        FindDated(sheet).Select(found => new Candidate<string>(found.Number, 0.5, "numbered and dated in the title"))
            .Concat(FindAlone(sheet)).Best();

    /// <summary>
    /// Numbers near the top of the first page that a date follows in the same line, at most one word between; unless a label right
    /// before says that they are another's, such as the customer's order.
    /// </summary>
    public static IEnumerable<(string Number, DateSpan Date)> FindDated(Sheet sheet) =>
        from row in Top(sheet)
        from date in sheet.DatesOf(row)
        from at in (int[])[date.Start - 2, date.Start - 1]
        where at > 0 && row.Tokens[at - 1].Key.Length > 0 && Fillers.Contains(row.Tokens[at - 1].Key)
        where !sheet.LabelsOf(row).Any(hit => hit.Start < at && hit.End >= at - 1 && hit.Key.Length > 2 && !hit.Is("/invoice_number"))
        let text = Read(sheet, row, at, at + 1)
        where text is not null
        select (text, date);

    private static IEnumerable<Candidate<string>> FindAlone(Sheet sheet) =>
        from segment in Top(sheet).SelectMany(row => row.Segments)
        where segment.Length is 2 or 3 && !sheet.LabelsOf(segment.Row).Any(hit => hit.Start < segment.End && hit.End > segment.Start && hit.Key.Length > 2)
        let first = segment.Row.Tokens[segment.Start]
        where first.Text == "#" || (first.Key.Length > 0 && Fillers.Contains(first.Key))
        let text = Read(sheet, segment.Row, segment.Start + (IsFiller(segment.Row.Tokens[segment.Start + 1]) ? segment.Length - 1 : 1), segment.End)
        where text is not null
        select new Candidate<string>(text, 0.3 + Looks(text), "numbered without a name");

    private static IEnumerable<Row> Top(Sheet sheet) => sheet.Rows.Where(row => row is { Page: 1, Box.CenterY: < 0.3 });

    private static Candidate<string>? Right(Sheet sheet, LabelHit hit)
    {
        int start = hit.End;
        int end = Places.EndOfRight(sheet, hit);
        while (start < end && IsFiller(hit.Row.Tokens[start]))
        {
            start++;
        }

        double distance = start < end ? hit.Row.Tokens[start].Box.X0 - hit.Box.X1 : 0;
        return start < end && Read(sheet, hit.Row, start, end) is { } text
            ? new Candidate<string>(text, hit.Weight + 0.3 + Looks(text) - (0.3 * distance), $"right of '{hit.Key}'")
            : null;
    }

    private static IEnumerable<Candidate<string>> Beneath(Sheet sheet, LabelHit hit) =>
        from segment in Places.Beneath(sheet, hit)
        let text = Read(sheet, segment.Row, segment.Start, segment.End)
        where text is not null && !IsRunningText(segment)
        select new Candidate<string>(text, hit.Weight + 0.1 + Looks(text) - (0.02 * (segment.Row.Index - hit.Row.Index)), $"beneath '{hit.Key}'");

    /// <summary>Also a type code in brackets between title and number: "Invoice (380) no. 17".</summary>
    private static bool IsFiller(Token token) => token.Key.Length == 0 || Fillers.Contains(token.Key)
        || (token.Text is ['(', .., ')'] && token.Key.Length <= 3);

    private static bool IsRunningText(Segment segment) => segment.Length > 5;

    private static double Looks(string text)
    {
        int digits = text.Count(char.IsDigit);
        return (digits >= 3 ? 0.1 : 0) - (text.Length < 2 ? 0.2 : 0);
    }

    /// <summary>The identifier that begins at a token; null when what stands there is a word, a date or an amount.</summary>
    private static string? Read(Sheet sheet, Row row, int start, int end)
    {
        int last = start + 1;
        while (last < end && GoesOn(sheet, row, last))
        {
            last++;
        }

        string text = row.Text(start, last).Trim('#', ':', ',', ';', '.', '*', '(', ')', '-', '—', '–', ' ', '"');
        bool other = !text.Any(char.IsDigit)
            || text.Length > Longest
            || text.EndsWith('%')
            || sheet.DatesOf(row).Any(date => date.Start <= start && start < date.End)
            || sheet.MoneyOf(row).Any(money => money.Start <= start && start < money.End && money.HasDecimals);
        return other ? null : text;
    }

    /// <summary>Identifiers may be printed in groups: digits after digits, or parts bound by a slash or dash.</summary>
    private static bool GoesOn(Sheet sheet, Row row, int next)
    {
        var (before, token) = (row.Tokens[next - 1], row.Tokens[next]);
        bool near = row.Gap(next) < 1.3;
        bool bound = before.Text[^1] is '/' or '-' || token.Text[0] is '/' or '-';
        bool prefix = !before.HasDigit && before.Text.Length <= 4 && before.Text.All(char.IsAsciiLetterUpper);
        return near && token.HasDigit && (before.HasDigit || bound || prefix)
            && !sheet.DatesOf(row).Any(date => date.Start <= next && next < date.End);
    }
}
