using DocExtract.Readers.Offline.Labels;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>Free text that a label announces, such as the terms of payment: the rest of its line, or the line beneath.</summary>
internal static class TextFields
{
    public static string? Find(Sheet sheet, string field) => sheet.LabelsFor(field)
        .OrderByDescending(hit => hit.Weight)
        .Select(hit => Read(sheet, hit))
        .FirstOrDefault(text => text is not null);

    private static string? Read(Sheet sheet, LabelHit hit)
    {
        var own = hit.Row.SegmentOf(hit.Start);
        int start = hit.End;
        while (start < own.End && hit.Row.Tokens[start].Key.Length == 0)
        {
            start++;
        }

        string right = start < own.End ? hit.Row.Text(start, own.End) : "";
        string beneath = Places.Beneath(sheet, hit, 1).Where(segment => segment.Length > 1).Select(segment => segment.Text).FirstOrDefault() ?? "";
        string text = right.Length > 0 ? right : hit.Start == own.Start ? beneath : "";
        return text.Any(char.IsLetter) ? text : null;
    }
}
