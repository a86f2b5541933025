using DocExtract.Samples.Drawing;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Layouts;

/// <summary>A small firm's invoice: centred letterhead, labels above values at the right, bank details among the text.</summary>
internal sealed class PlainLayout(Invoice invoice) : InvoiceLayout(invoice)
{
    protected override double Head(Sheet sheet)
    {
        double centre = (Left + Right) / 2;
        sheet.TextCentred(centre, 60, Invoice.Seller.Name, 16, Look.Bold, Look.Accent);
        sheet.TextCentred(centre, 75, string.Join(", ", Invoice.Seller.Address), 9, Look.Regular);
        sheet.TextCentred(centre, 88, string.Join("   ", [.. ContactParts, .. TaxParts]), 9, Look.Regular);
        sheet.Line(Left, 98, Right, 98, 0.5);
        sheet.Text(Left, 126, Title, 13, Look.Bold);
        sheet.Text(Left, 150, Words.BilledTo, 8.5, Look.Bold);
        sheet.Block(Left, 164, BuyerLines, 9.5, Look.Regular);
        double y = 126;
        foreach (var (label, value) in Facts)
        {
            sheet.TextRight(Right, y, label, 7.5, Look.Regular, Colour.Grey);
            sheet.TextRight(Right, y + 11, value, 9.5, Look.Bold);
            y += 27;
        }

        return Math.Max(y, 225) + 10;
    }

    protected override void Foot(Sheet sheet) => sheet.Block(Left, 780, BankParts, 8.5, Look.Regular);
}
