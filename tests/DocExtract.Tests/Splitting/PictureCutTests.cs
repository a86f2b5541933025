using DocExtract.Checks;
using DocExtract.Splitting;

namespace DocExtract.Tests.Splitting;

public sealed class PictureCutTests
{
    private static readonly string Bakery = Some.Receipt("MAPLE OVEN BAKERY", "A-1001", "03/03/2026", "4.20");
    private static readonly string Florist = Some.Receipt("TANSY & RUE FLOWERS", "77-310", "04/03/2026", "19.90");

    [Fact]
    public void Receipts_side_by_side_in_a_picture_are_cut_apart()
    {
        var parts = Some.PartsOf(Some.ScannedPage(Some.Beside(Bakery, Florist)));

        Assert.Equal("1-1 1-1", Some.Ranges(parts));
        Assert.InRange(parts[0].Box!.Value.X1, 0.25, parts[1].Box!.Value.X0);
        Assert.Contains("BAKERY", Text(parts[0]), StringComparison.Ordinal);
        Assert.DoesNotContain("FLOWERS", Text(parts[0]), StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Empty(part.Notes));
    }

    [Fact]
    public void Receipts_one_above_the_other_are_cut_apart()
    {
        var parts = Some.PartsOf(Some.ScannedPage($"{Bakery}\n\n\n\n\n{Florist}"));

        Assert.Equal([true, true], parts.Select(part => part.Box is not null));
        Assert.Contains("FLOWERS", Text(parts[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Four_receipts_in_two_rows_become_four_documents()
    {
        string upper = Some.Beside(Bakery, Florist);
        string lower = Some.Beside(Some.Receipt("OLD QUAY CAFE", "5512", "05/03/2026", "8.80"), Some.Receipt("PENNY PRESS", "B-20", "06/03/2026", "2.35"));

        Assert.Equal(4, Some.PartsOf(Some.ScannedPage($"{upper}\n\n\n\n\n{lower}")).Count);
    }

    [Fact]
    public void The_columns_of_one_invoice_are_never_cut()
    {
        string left = "Quillfeather Ltd\nINVOICE\nInvoice number: QF-100\nInvoice date: 3 March 2026\n\nDescription\nBlue ink\nRed ink\nGreen ink\n\nAmount to pay: EUR 24.00";
        string right = "Bill to\nHarbour Office\n1 Pier Street\nDate due: 9 March 2026\n\nAmount\n8.00\n8.00\n8.00\n\nTotal EUR 24.00";

        var part = Assert.Single(Some.PartsOf(Some.ScannedPage(Some.Beside(left, right))));

        Assert.Null(part.Box);
        Assert.Empty(part.Notes);
    }

    [Fact]
    public void A_card_slip_beneath_its_receipt_is_no_document_of_its_own()
    {
        string slip = "CARD SLIP\nDate: 03/03/2026 10:15\nTerminal: 9931\nReceipt no: 000871\nSale\nTOTAL EUR 4.20\nApproved by the bank, keep this copy";

        var part = Assert.Single(Some.PartsOf(Some.ScannedPage($"{Bakery}\n\n\n\n\n{slip}")));

        Assert.Empty(part.Notes);
    }

    [Fact]
    public void Two_that_may_be_one_are_not_cut_but_told()
    {
        string copy = Some.Receipt("MAPLE OVEN BAKERY", "A-1001", "03/03/2026", "4.20");

        var part = Assert.Single(Some.PartsOf(Some.ScannedPage(Some.Beside(Bakery, copy))));

        Assert.Equal((DocumentSplitter.BoundaryRule, Severity.Error), (part.Notes[0].Rule, part.Notes[0].Severity));
    }

    [Fact]
    public void The_head_of_a_lower_receipt_stands_at_the_top_of_its_own_page_and_leads_back_to_its_place()
    {
        var lower = Some.PartsOf(Some.ScannedPage($"{Bakery}\n\n\n\n\n{Florist}"))[1];

        var head = lower.Document.Pages[0].ReadWords(CancellationToken.None)[0];

        Assert.Equal("TANSY", head.Text);
        Assert.InRange(head.Box.Y0, 0, 0.1);
        Assert.Equal(15 / 60.0, lower.Box!.Value.Outside(head.Box).Y0, 0.001);
    }

    private static string Text(DocumentPart part) =>
        string.Join(' ', part.Document.Pages.SelectMany(page => page.ReadWords(CancellationToken.None)).Select(word => word.Text));
}
