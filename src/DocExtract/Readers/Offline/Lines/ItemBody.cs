using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>
/// The rows of an item table: from its header to the totals or the next header. At the end of a page it goes on at the top of the
/// next one, unless the header is repeated there. Carried-forward sums belong to no item and are left out.
/// </summary>
internal static class ItemBody
{
    private static readonly string[] Closing = ["/total", "/subtotal", "/tax_total", "/amount_due", "/discount_total", "/charge_total", "/prepaid", "/iban"];

    /// <param name="sheet">The document.</param>
    /// <param name="header">Of the table.</param>
    /// <param name="headers">Indexes of the first rows of all headers.</param>
    /// <returns>The rows of each page.</returns>
    public static IEnumerable<IReadOnlyList<Row>> Of(Sheet sheet, ItemHeader header, IReadOnlySet<int> headers)
    {
        var (rows, ended) = Cut(sheet, header, sheet.Below(header.Rows[^1]));
        yield return rows;
        for (int page = header.Rows[^1].Page + 1; !ended; page++)
        {
            var next = sheet.Rows.Where(row => row.Page == page).ToList();
            if (next.Count == 0 || next.Any(row => headers.Contains(row.Index)))
            {
                yield break;
            }

            (rows, ended) = Cut(sheet, header, next);
            yield return rows;
        }
    }

    private static (IReadOnlyList<Row> Rows, bool Ended) Cut(Sheet sheet, ItemHeader header, IEnumerable<Row> rows)
    {
        List<Row> body = [];
        foreach (var row in rows)
        {
            if (IsCarried(sheet, row))
            {
                continue;
            }

            if (IsEnd(sheet, row, header) && !IsGroupSubtotal(sheet, row, header))
            {
                return (body, true);
            }

            body.Add(row);
        }

        return (body, false);
    }

    /// <summary>A sum that only leads from one page to the next: "Carried forward 120.00", "Übertrag von Seite 1".</summary>
    public static bool IsCarried(Sheet sheet, Row row) =>
        sheet.MoneyOf(row).Count(money => money.LooksLikeMoney) <= 1
        && row.Segments.Any(segment => sheet.Words("carried_forward").Any(segment.Key.StartsWith));

    /// <summary>A totals label with an amount to its right ends the items, unless it stands in the description of an item.</summary>
    private static bool IsEnd(Sheet sheet, Row row, ItemHeader header)
    {
        bool ended = row.Segments.Any(segment => sheet.Words("end_of_lines").Contains(segment.Key.TrimEnd(':')));
        bool closes = sheet.LabelsOf(row).Any(hit =>
            hit.Key.Length > 2 && Closing.Any(hit.Is)
            && hit.Start == hit.Row.SegmentOf(hit.Start).Start
            && sheet.MoneyOf(row).Any(money => money.Start >= hit.End && (!IsAllowance(hit) || money.Box.X1 > header.Column("amount")!.Box.X0))
            && (hit.Is("/total") || hit.Is("/subtotal") || !IsItemRow(sheet, row, header, hit.Start)));
        bool totalsTable = sheet.LabelsOf(row).Count(hit => hit.Is("/total") || hit.Is("/subtotal") || hit.Is("/tax_total")) >= 2;
        return ended || closes || totalsTable;
    }

    /// <summary>Discounts and charges also stand within an item, left of the amounts.</summary>
    private static bool IsAllowance(Labels.LabelHit hit) => hit.Is("/discount_total") || hit.Is("/charge_total");

    /// <summary>A subtotal of a group of items: further items follow beneath it.</summary>
    private static bool IsGroupSubtotal(Sheet sheet, Row row, ItemHeader header) =>
        sheet.LabelsOf(row).Any(hit => hit.Is("/subtotal"))
        && sheet.Below(row).Take(6).Any(below => header.Column("quantity") is { } quantity
            && !sheet.LabelsOf(below).Any(hit => Closing.Any(hit.Is))
            && sheet.MoneyOf(below).Any(money => money.Box.X0 < quantity.Box.X1 && money.Box.X1 > quantity.Box.X0)
            && sheet.MoneyOf(below).Any(money => money.Box.X1 > header.Column("amount")!.Box.X0));

    /// <summary>An item may be called "Transport" or "Rabatt": then it has a quantity and a price like the others.</summary>
    private static bool IsItemRow(Sheet sheet, Row row, ItemHeader header, int labelStart) =>
        header.Column("description") is not null && sheet.MoneyOf(row).Count(money => money.Start > labelStart) >= 3;
}
