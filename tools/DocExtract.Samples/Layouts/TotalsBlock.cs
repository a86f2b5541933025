using DocExtract.Samples.Drawing;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Layouts;

/// <summary>Draws the sums below the table, in one of the styles.</summary>
internal sealed class TotalsBlock(Invoice invoice)
{
    private const double RowHeight = 15;
    private const double BoxLeft = 320;

    private readonly IReadOnlyList<TotalsRow> _rows = TotalsRow.Of(invoice);

    private Look Look => invoice.Look;

    public double Height => 14 + (Look.Totals == TotalsStyle.Across ? 56 : _rows.Count * RowHeight);

    /// <summary>Gives the lower edge.</summary>
    public double Draw(Sheet sheet, double y) => Look.Totals switch
    {
        TotalsStyle.Lines => Lines(sheet, y),
        TotalsStyle.Box => Box(sheet, y),
        TotalsStyle.Across => Across(sheet, y),
        _ => throw new ArgumentOutOfRangeException(nameof(sheet)),
    };

    private double Lines(Sheet sheet, double y)
    {
        foreach (var row in _rows)
        {
            if (row.Strong)
            {
                sheet.Line(BoxLeft, y, InvoiceLayout.Right, y, 0.8);
            }

            Row(sheet, y, row, row.Strong ? 10 : 9, null);
            y += RowHeight;
        }

        return y;
    }

    private double Box(Sheet sheet, double y)
    {
        sheet.Frame(BoxLeft - 8, y, InvoiceLayout.Right - BoxLeft + 8, _rows.Count * RowHeight, 0.6, Look.Accent);
        foreach (var row in _rows)
        {
            if (row.Strong)
            {
                sheet.Fill(BoxLeft - 8, y, InvoiceLayout.Right - BoxLeft + 8, RowHeight, Look.Accent);
            }

            Row(sheet, y, row, 9, row.Strong ? Colour.White : null);
            y += RowHeight;
        }

        return y;
    }

    private void Row(Sheet sheet, double y, TotalsRow row, double size, Colour? colour)
    {
        var face = row.Strong ? Look.Bold : Look.Regular;
        sheet.Text(BoxLeft, y + 11, row.Label, size, face, colour);
        sheet.TextRight(InvoiceLayout.Right - 3, y + 11, row.Value, size, face, colour);
        if (row.Strong && invoice.HiddenTotal is { } hidden)
        {
            sheet.TextRight(BoxLeft - 12, y + 11, $"{row.Label} {invoice.Language.Money(hidden)}", size, face, Colour.White);
        }
    }

    private double Across(Sheet sheet, double y)
    {
        double width = (InvoiceLayout.Right - InvoiceLayout.Left) / _rows.Count;
        sheet.Line(InvoiceLayout.Left, y, InvoiceLayout.Right, y, 0.8, Look.Accent);
        foreach (var (row, index) in _rows.Select((row, index) => (row, index)))
        {
            double right = InvoiceLayout.Left + ((index + 1) * width) - 3;
            double baseline = y + 13;
            foreach (string line in Wrapping.Wrap(row.Label, width - 6, 7.5, Look.Regular))
            {
                sheet.TextRight(right, baseline, line, 7.5, Look.Regular, Colour.Grey);
                baseline += 9;
            }

            sheet.TextRight(right, y + 38, row.Value, row.Strong ? 11 : 9.5, row.Strong ? Look.Bold : Look.Regular);
        }

        sheet.Line(InvoiceLayout.Left, y + 46, InvoiceLayout.Right, y + 46, 0.8, Look.Accent);
        return y + 46;
    }
}
