using DocExtract.Samples.Drawing;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Layouts;

/// <summary>A coloured band across the top; below it seller and buyer in two columns, then the facts as "label: value".</summary>
internal sealed class BandLayout(Invoice invoice) : InvoiceLayout(invoice)
{
    private const double Second = 310;

    protected override double Head(Sheet sheet)
    {
        sheet.Fill(0, 0, sheet.Width, 76, Look.Accent);
        sheet.Text(Left, 47, Invoice.Seller.Name, 19, Look.Bold, Colour.White);
        sheet.TextRight(Right, 47, Title, 15, Look.Regular, Colour.White);
        sheet.Block(Left, 104, [Invoice.Seller.Name, .. Invoice.Seller.Address, .. ContactParts, .. TaxParts], 9, Look.Regular);
        sheet.Text(Second, 104, Words.BilledTo, 9, Look.Bold);
        sheet.Block(Second, 117, BuyerLines, 9, Look.Regular);
        double y = 206;
        foreach (var (label, value) in Facts)
        {
            sheet.Text(Left, y, $"{label}:", 9, Look.Bold);
            sheet.Text(Left + 110, y, value, 9, Look.Regular);
            y += 13;
        }

        return y + 8;
    }

    protected override void Foot(Sheet sheet)
    {
        sheet.Fill(0, 780, sheet.Width, 62, Colour.Pale);
        sheet.Block(Left, 798, BankParts, 8, Look.Regular);
    }
}
