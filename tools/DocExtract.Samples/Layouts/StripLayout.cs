using DocExtract.Samples.Drawing;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Layouts;

/// <summary>Seller left, large title right; the facts in a framed strip, labels above values.</summary>
internal sealed class StripLayout(Invoice invoice) : InvoiceLayout(invoice)
{
    protected override double Head(Sheet sheet)
    {
        sheet.Text(Left, 66, Invoice.Seller.Name, 15, Look.Bold);
        sheet.Block(Left, 82, [.. Invoice.Seller.Address, .. ContactParts, .. TaxParts], 8.5, Look.Regular);
        sheet.TextRight(Right, 70, Title.ToUpperInvariant(), 22, Look.Bold, Look.Accent);
        sheet.Text(FactsLeft, 110, Words.BilledTo, 8, Look.Bold, Look.Accent);
        sheet.Block(FactsLeft, 123, BuyerLines, 9, Look.Regular);
        Strip(sheet, 200);
        return 256;
    }

    protected override void Foot(Sheet sheet)
    {
        sheet.Line(Left, 778, Right, 778, 0.5, Colour.Grey);
        sheet.TextCentred((Left + Right) / 2, 792, string.Join("   ", BankParts), 8, Look.Regular);
    }

    private static double FactsLeft => 345;

    private void Strip(Sheet sheet, double y)
    {
        double width = (Right - Left) / Facts.Count;
        foreach (var ((label, value), index) in Facts.Select((fact, index) => (fact, index)))
        {
            double x = Left + (index * width);
            sheet.Fill(x, y, width, 16, Colour.Pale);
            sheet.Frame(x, y, width, 36, 0.5, Colour.Grey);
            sheet.TextCentred(x + (width / 2), y + 11, label, 8, Look.Bold);
            sheet.TextCentred(x + (width / 2), y + 29, value, 9, Look.Regular);
        }
    }
}
