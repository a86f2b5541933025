using DocExtract.Samples.Drawing;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Layouts;

/// <summary>A business letter: letterhead right, address window left, facts beside it, bank details in the footer.</summary>
internal sealed class WindowLayout(Invoice invoice) : InvoiceLayout(invoice)
{
    private const double FactsLeft = 350;

    protected override double Head(Sheet sheet)
    {
        sheet.TextRight(Right, 62, Invoice.Seller.Name, 17, Look.Bold, Look.Accent);
        sheet.Line(Left, 74, Right, 74, 1.2, Look.Accent);
        string sender = string.Join(" · ", [Invoice.Seller.Name, .. Invoice.Seller.Address]);
        sheet.Text(Left, 128, sender, 6.5, Look.Regular, Colour.Grey);
        sheet.Block(Left, 150, BuyerLines, 10, Look.Regular);
        double y = 150;
        foreach (var (label, value) in Facts)
        {
            sheet.Text(FactsLeft, y, label, 9, Look.Regular, Colour.Grey);
            sheet.TextRight(Right, y, value, 9, Look.Regular);
            y += 14;
        }

        sheet.Text(Left, 262, $"{Title} {Invoice.Number}", 14, Look.Bold);
        return 282;
    }

    protected override void Foot(Sheet sheet)
    {
        sheet.Line(Left, 764, Right, 764, 0.5, Look.Accent);
        sheet.Block(Left, 776, [Invoice.Seller.Name, .. Invoice.Seller.Address], 7, Look.Regular, Colour.Grey);
        sheet.Block(235, 776, [.. TaxParts, .. ContactParts], 7, Look.Regular, Colour.Grey);
        sheet.Block(395, 776, BankParts, 7, Look.Regular, Colour.Grey);
    }
}
