using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>IBAN by its check digits (ISO 13616), also in groups and over two lines; BIC (ISO 9362) beside its label.</summary>
internal static class BankFields
{
    public static string? Iban(Sheet sheet)
    {
        foreach (var row in sheet.Rows)
        {
            for (int start = 0; start < row.Tokens.Count; start++)
            {
                if (IsCountry(row.Tokens[start].Text) && Iban(sheet, row, start) is { } iban)
                {
                    return iban;
                }
            }
        }

        return null;
    }

    public static Candidate<string>? Bic(Sheet sheet) => (
        from hit in sheet.LabelsFor("/bic")
        from segment in Labels.Places.Beneath(sheet, hit).Prepend(new Segment(hit.Row, hit.End, Labels.Places.EndOfRight(sheet, hit)))
        from token in segment.Row.Tokens.Skip(segment.Start).Take(Math.Min(3, Math.Max(0, segment.Length)))
        let text = token.Text.Trim(',', '.', ':', ';', '(', ')')
        where IsBic(text)
        select new Candidate<string>(text, hit.Weight, $"beside '{hit.Key}'")).Best();

    private static string? Iban(Sheet sheet, Row row, int start)
    {
        string digits = "";
        for (int i = start; i < row.Tokens.Count && (i == start || row.Gap(i) < 2); i++)
        {
            digits += Plain(row.Tokens[i].Text);
            if (Checks.Identifiers.Iban.IsValid(digits))
            {
                return digits;
            }
        }

        var wrapped = sheet.Below(row).Take(1).SelectMany(next => next.Segments)
            .FirstOrDefault(segment => Math.Abs(segment.Box.X0 - row.Tokens[start].Box.X0) < 2 * row.Em);
        string whole = digits + Plain(wrapped.Length > 0 ? wrapped.Text : "");
        return digits.Length > 8 && Checks.Identifiers.Iban.IsValid(whole) ? whole : null;
    }

    private static string Plain(string text) => new([.. text.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);

    private static bool IsCountry(string text) =>
        text.Length >= 4 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[3]);

    private static bool IsBic(string text) =>
        text.Length is 8 or 11 && text.Take(6).All(char.IsAsciiLetterUpper) && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
