using DocExtract.Samples.Drawing;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Layouts;

/// <summary>A purchase order: the buyer's letterhead, the seller addressed, the facts as "label: value" at the right.</summary>
internal sealed class OrderLayout(Invoice order) : InvoiceLayout(order)
{
    private const double FactsLeft = 330;

    protected override double Head(Sheet sheet)
    {
        sheet.Text(Left, 60, Invoice.Buyer.Name, 15, Look.Bold, Look.Accent);
        sheet.Text(Left, 75, string.Join(", ", Invoice.Buyer.Address), 9, Look.Regular);
        sheet.Line(Left, 84, Right, 84, 1.2, Look.Accent);
        sheet.Text(Left, 118, Title, 17, Look.Bold);
        sheet.Text(Left, 150, "Supplier", 9, Look.Bold);
        sheet.Block(Left, 163, [Invoice.Seller.Name, .. Invoice.Seller.Address], 9, Look.Regular);
        sheet.Text(Left, 216, Words.BilledTo, 9, Look.Bold);
        sheet.Block(Left, 229, BuyerLines, 9, Look.Regular);
        double y = 150;
        foreach (var (label, value) in Facts)
        {
            sheet.Text(FactsLeft, y, $"{label}:", 9, Look.Bold);
            sheet.Text(FactsLeft + 100, y, value, 9, Look.Regular);
            y += 14;
        }

        return 290;
    }

    protected override void Foot(Sheet sheet) => sheet.Text(Left, 790, "Please confirm this order within two working days.", 8, Look.Regular, Colour.Grey);
}
