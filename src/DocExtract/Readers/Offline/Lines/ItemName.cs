using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>
/// What was sold: the first line of its column and the lines that it was wrapped into. Particulars beneath it ("GTIN: ...", a period,
/// a line that would have fitted beside the one above) say more about the item, not what it is.
/// </summary>
internal static class ItemName
{
    public static string? Of(Sheet sheet, ItemHeader header, IReadOnlyList<Row> rows, ItemNumbers numbers, double widest)
    {
        var parts = rows
            .Select(row => (row, own: numbers.Amount.Row == row ? numbers : null))
            .Select(line => (line.row, text: ItemText.Of(header, "description", line.row, line.own), place: ItemText.Place(header, "description", line.row, line.own)))
            .Where(part => part.text?.Any(char.IsLetter) == true)
            .ToList();
        if (header.IsStacked("description") && parts.Count > 1 && parts[0].row == numbers.Amount.Row)
        {
            parts.RemoveAt(0);
        }

        List<string> name = [];
        foreach (var (part, above) in parts.Zip(parts.Select(part => part.place).Prepend(null)))
        {
            if (name.Count > 0 && IsParticular(sheet, part.row, part.text!, part.place, above, widest))
            {
                break;
            }

            name.Add(part.text!);
        }

        string text = string.Join(' ', name).Trim(' ', ':', '-', ',', '|');
        return text.Length > 0 ? text : null;
    }

    private static bool IsParticular(Sheet sheet, Row row, string text, Segment? place, Segment? above, double widest)
    {
        bool labelled = place is { } segment && row.Tokens.Skip(segment.Start).Take(segment.Length).Any(token => token.EndsInColon && !token.Text.EndsWith("):", StringComparison.Ordinal));
        bool dated = place is { } first && sheet.DatesOf(row).Any(date => date.Start == first.Start);
        bool fits = place is { } next && above is { } last
            && last.Box.X1 + (1.5 * row.Em) + row.Tokens[next.Start].Box.Width < widest;
        return labelled || dated || text[0] is '•' or '*' || text.StartsWith(": ", StringComparison.Ordinal) || (fits && !char.IsLower(text[0]));
    }
}
