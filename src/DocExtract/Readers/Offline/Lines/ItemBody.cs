using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>The rows of an item table: from its header to the totals, the next header or the end of the page.</summary>
internal static class ItemBody
{
    private static readonly string[] Closing = ["/total", "/subtotal", "/tax_total", "/amount_due", "/discount_total", "/charge_total", "/prepaid", "/iban"];

    public static IReadOnlyList<Row> Of(Sheet sheet, ItemHeader header)
    {
        List<Row> body = [];
        foreach (var row in sheet.Below(header.Rows[^1]))
        {
            if (IsEnd(sheet, row, header))
            {
                break;
            }

            body.Add(row);
        }

        return body;
    }

    /// <summary>A totals label with an amount to its right ends the items, unless it stands in the description of an item.</summary>
    private static bool IsEnd(Sheet sheet, Row row, ItemHeader header)
    {
        bool ended = row.Segments.Any(segment => sheet.Words("end_of_lines").Contains(segment.Key.TrimEnd(':')));
        bool closes = sheet.LabelsOf(row).Any(hit =>
            hit.Key.Length > 2 && Closing.Any(hit.Is)
            && hit.Start == hit.Row.SegmentOf(hit.Start).Start
            && sheet.MoneyOf(row).Any(money => money.Start >= hit.End)
            && !IsItemRow(sheet, row, header, hit.Start));
        bool totalsTable = sheet.LabelsOf(row).Count(hit => hit.Is("/total") || hit.Is("/subtotal") || hit.Is("/tax_total")) >= 2;
        return ended || closes || totalsTable;
    }

    /// <summary>An item may be called "Transport" or "Rabatt": then it has a quantity and a price like the others.</summary>
    private static bool IsItemRow(Sheet sheet, Row row, ItemHeader header, int labelStart) =>
        header.Column("description") is not null && sheet.MoneyOf(row).Count(money => money.Start > labelStart) >= 3;
}
