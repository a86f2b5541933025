namespace DocExtract.Tests.Splitting;

public sealed class PageKindTests
{
    private static readonly string Clauses = string.Join('\n', Enumerable.Range(1, 14).Select(clause =>
        $"{clause}. Goods stay the property of the seller until all that is owed for them has been paid."));

    [Theory]
    [InlineData("Terms and Conditions")]
    [InlineData("Allgemeine Geschäftsbedingungen")]
    [InlineData("Conditions générales de vente")]
    [InlineData("Condiciones generales de venta")]
    [InlineData("Condizioni generali di vendita")]
    [InlineData("Algemene voorwaarden")]
    [InlineData("Condições gerais de venda")]
    [InlineData("Ogólne warunki sprzedaży")]
    public void Terms_of_business_belong_to_their_invoice_and_are_not_read(string title)
    {
        var part = Assert.Single(Some.Parts(Some.InvoicePage("QF-100", "24.00"), $"{title}\n\n{Clauses}"));

        Assert.Equal((1, 2), (part.FirstPage, part.LastPage));
        Assert.Equal(1, Assert.Single(part.Document.Pages).Number);
        Assert.Equal("Page 2 holds terms of business; nothing was read from it.", Assert.Single(part.Notes).Message);
    }

    [Fact]
    public void Terms_on_the_page_of_the_total_are_read_with_it()
    {
        var part = Assert.Single(Some.Parts(
            Some.InvoicePage("QF-100", "24.00", foot: "Page 1 of 2"),
            $"Page 2 of 2\nTerms and Conditions\nTotal EUR    24.00\nTax 20 %   4.00\nNet   20.00\n{Clauses}"));

        Assert.Equal(2, part.Document.Pages.Count);
    }

    [Fact]
    public void A_cover_goes_with_what_follows_and_a_blank_page_with_what_went_before()
    {
        var parts = Some.Parts(
            "BATCH COVER SHEET\n\nScanned by: post room\nDocuments: 2",
            Some.InvoicePage("QF-100", "24.00"),
            "This page is intentionally left blank",
            "",
            "Cover page\n\nSecond part of the batch",
            Some.InvoicePage("BR-771", "310.50", "Bramblewick GmbH", "9 April 2026"));

        Assert.Equal("1-4 5-6", Some.Ranges(parts));
        Assert.Equal([2, 6], parts.SelectMany(part => part.Document.Pages).Select(page => page.Number));
    }

    [Fact]
    public void A_statement_that_lists_the_invoices_behind_it_is_none_of_them()
    {
        var parts = Some.Parts(
            "Quillfeather Ltd\nStatement of account   31 March 2026\n\nInvoice      Date          Amount\nQF-100       3 March       24.00\n"
            + "QF-101       5 March       18.75\n\nTotal                      42.75",
            Some.InvoicePage("QF-100", "24.00"),
            Some.InvoicePage("QF-101", "18.75", date: "5 March 2026"));

        Assert.Equal("1-2 3-3", Some.Ranges(parts));
        Assert.Equal([2, 3], parts.SelectMany(part => part.Document.Pages).Select(page => page.Number));
    }

    [Fact]
    public void An_invoice_whose_amounts_stand_beside_other_numbers_is_never_left_out()
    {
        var parts = Some.Parts(
            Some.InvoicePage("QF-1001", "24.00"),
            Some.InvoicePage("QF-1002", "18.75", date: "5 March 2026"),
            Some.InvoicePage("QF-1003", "42.75", date: "9 March 2026", foot: "Of this for QF-1001   24.00\nOf this for QF-1002   18.75"));

        Assert.Equal([1, 2, 3], parts.SelectMany(part => part.Document.Pages).Select(page => page.Number));
    }

    [Fact]
    public void A_page_of_which_little_can_be_read_is_for_a_person()
    {
        var parts = Some.Parts(Some.InvoicePage("QF-100", "24.00"), "Lamps 24", Some.InvoicePage("BR-771", "310.50", "Bramblewick GmbH", "9 April 2026"));

        Assert.Contains(parts[0].Notes, note => note.Severity == DocExtract.Checks.Severity.Error && note.Message.Contains("Page 2", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_nothing_is_content_everything_is_read()
    {
        var part = Assert.Single(Some.Parts("Deckblatt\n\nzwei Seiten", ""));

        Assert.Equal(2, part.Document.Pages.Count);
    }
}
