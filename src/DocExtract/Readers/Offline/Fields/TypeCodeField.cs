using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>BT-3, as far as the title tells it: a credit note or an invoice.</summary>
internal static class TypeCodeField
{
    private const string Invoice = "380";

    private const string CreditNote = "381";

    /// <summary>A longer line is a sentence.</summary>
    private const int LongestTitle = 5;

    /// <summary>A plain invoice title above that of a credit note wins: then the note is only mentioned.</summary>
    public static string? Find(Sheet sheet)
    {
        var titles = sheet.Rows.Where(row => row is { Page: 1, Box.CenterY: < 0.5 } && !sheet.MoneyOf(row).Any(money => money.HasDecimals))
            .SelectMany(row => row.Segments)
            .Where(segment => segment.Length <= LongestTitle)
            .ToList();
        var (invoice, credit) = (sheet.Words("invoice_titles"), sheet.Words("credit_note_titles"));
        return titles.Find(title => invoice.Contains(title.Key) || BeginsWith(title, credit)) switch
        {
            { Row: not null } first when BeginsWith(first, credit) => CreditNote,
            { Row: not null } => Invoice,
            _ => titles.Exists(title => BeginsWith(title, invoice)) ? Invoice : null,
        };
    }

    private static bool BeginsWith(Segment title, IReadOnlySet<string> words) =>
        Enumerable.Range(1, title.Length).Any(length => words.Contains((title with { End = title.Start + length }).Key));
}
