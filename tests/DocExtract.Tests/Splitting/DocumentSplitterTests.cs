using DocExtract.Checks;
using DocExtract.Pages;
using DocExtract.Sources;
using DocExtract.Splitting;

namespace DocExtract.Tests.Splitting;

public sealed class DocumentSplitterTests
{
    [Fact]
    public void One_page_is_one_document_and_the_very_same_page()
    {
        var page = Some.Page(Some.InvoicePage("QF-100", "24.00"));

        var part = Assert.Single(Some.PartsOf(page));

        Assert.Same(page, Assert.Single(part.Document.Pages));
        Assert.Empty(part.Notes);
    }

    [Fact]
    public void A_batch_is_split_where_number_title_and_total_are_others()
    {
        var parts = Some.Parts(
            Some.InvoicePage("QF-100", "24.00"),
            Some.InvoicePage("BR-771", "310.50", "Bramblewick GmbH", "9 April 2026"),
            Some.InvoicePage("QF-101", "18.75", date: "5 March 2026"));

        Assert.Equal("1-1 2-2 3-3", Some.Ranges(parts));
        Assert.All(parts, part => Assert.Empty(part.Notes));
        Assert.Equal([1, 2, 3], parts.SelectMany(part => part.Document.Pages).Select(page => page.Number));
    }

    [Theory]
    [InlineData("Page 1 of 2", "Page 2 of 2")]
    [InlineData("Seite 1 von 2", "Seite 2 von 2")]
    [InlineData("Seite: 1/2", "Seite: 2/2")]
    [InlineData("Page 1 sur 2", "Page 2 sur 2")]
    [InlineData("Página 1 de 2", "Página 2 de 2")]
    [InlineData("Pagina 1 di 2", "Pagina 2 di 2")]
    [InlineData("Pagina 1 van 2", "Pagina 2 van 2")]
    [InlineData("Strona 1 z 2", "Strona 2 z 2")]
    public void Pages_whose_numbers_go_on_stay_together_whatever_else_is_on_them(string first, string second)
    {
        var parts = Some.Parts(
            $"{first}\n" + Some.InvoicePage("QF-100", "24.00"),
            $"{second}\n" + Some.InvoicePage("DN-9", "7.00", date: "1 March 2026"),
            $"{first}\n" + Some.InvoicePage("QF-101", "18.75", date: "5 March 2026"));

        Assert.Equal("1-2 3-3", Some.Ranges(parts));
    }

    [Fact]
    public void A_second_page_that_names_the_same_number_belongs_to_the_first()
    {
        var parts = Some.Parts(
            Some.InvoicePage("QF-100", "24.00"),
            "Quillfeather Ltd\nDetails of invoice QF-100\n\nDate: 28 February 2026\nBlue ink   2   12.00   24.00\nTotal of this sheet   12.00");

        Assert.Equal("1-2", Some.Ranges(parts));
        Assert.Empty(parts[0].Notes);
    }

    [Theory]
    [InlineData("Carried forward   24.00", "Brought forward   24.00", "1-2")]
    [InlineData("", "", "1-1 2-2")]
    public void Sums_that_are_carried_forward_keep_pages_together(string foot, string head, string ranges)
    {
        var parts = Some.Parts(
            "Quillfeather Ltd\nINVOICE\nInvoice date: 3 March 2026\n\nDescription      Amount\nBlue ink         24.00\n" + new string('\n', 30) + foot,
            $"INVOICE\nInvoice date: 9 April 2026\n{head}\nRed ink          10.00\nTotal EUR        34.00");

        Assert.Equal(ranges, Some.Ranges(parts));
    }

    [Fact]
    public void A_year_in_a_date_does_not_name_the_number_before_it()
    {
        var part = Some.Parts(
            Some.InvoicePage("2026", "24.00"),
            "Quillfeather Ltd\n\nINVOICE\n\nDate: 9 April 2026\n\nRepair of a lamp   55.00\n\nTotal EUR   55.00");

        Assert.True(part.Count == 2 || part[0].Notes.Any(note => note.Rule == DocumentSplitter.BoundaryRule));
    }

    [Fact]
    public void A_credit_note_that_names_the_invoice_before_it_is_a_document_of_its_own()
    {
        var credit = Some.InvoicePage("CN-55", "6.00", date: "20 March 2026", foot: "This refers to QF-100")
            .Replace("INVOICE", "CREDIT NOTE", StringComparison.Ordinal).Replace("Invoice number", "Credit note number", StringComparison.Ordinal);

        var parts = Some.Parts(Some.InvoicePage("QF-100", "24.00"), credit);

        Assert.Equal("1-1 2-2", Some.Ranges(parts));
    }

    [Fact]
    public void A_page_that_may_or_may_not_begin_a_document_is_not_split_but_told()
    {
        var part = Assert.Single(Some.Parts(
            Some.InvoicePage("QF-100", "24.00"),
            "Quillfeather Ltd\n\nDate: 9 March 2026\n\nRepair of a lamp   55.00\n\nTotal EUR   55.00"));

        var doubt = Assert.Single(part.Notes);
        Assert.Equal((DocumentSplitter.BoundaryRule, Severity.Error), (doubt.Rule, doubt.Severity));
        Assert.Contains("Page 2 may begin another document", doubt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twice_the_same_bill_under_two_numbers_is_told()
    {
        var part = Assert.Single(Some.Parts(Some.InvoicePage("QF-100", "24.00"), Some.InvoicePage("QF-101", "24.00")));

        Assert.Contains(part.Notes, note => note.Rule == DocumentSplitter.BoundaryRule && note.Severity == Severity.Error);
    }

    [Fact]
    public void A_scanners_own_XML_keeps_nothing_together()
    {
        var batch = Some.Document(Some.Page(Some.InvoicePage("QF-100", "24.00")), Some.Page(Some.InvoicePage("QF-101", "18.75", "Marlow Press Ltd", "9 April 2026"), 2)) with
        {
            Attachments = [new Attachment("job.xml", "<scan><operator>3</operator></scan>"u8.ToArray())],
        };

        Assert.Equal("1-1 2-2", Some.Ranges(new DocumentSplitter(Some.InstalledTypes).Split(batch, CancellationToken.None)));
    }

    [Fact]
    public void A_hybrid_invoice_is_one_document_whatever_its_pages_look_like()
    {
        var document = Some.Document(Some.Page(Some.InvoicePage("QF-100", "24.00")), Some.Page(Some.InvoicePage("QF-101", "18.75"), 2)) with
        {
            Attachments = [new Attachment("factur-x.xml", "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>"u8.ToArray())],
        };

        var part = Assert.Single(new DocumentSplitter(Some.InstalledTypes).Split(document, CancellationToken.None));

        Assert.Same(document, part.Document);
    }

    [Fact]
    public void A_page_that_cannot_be_drawn_is_parted_from_its_neighbours_who_must_be_looked_at()
    {
        var broken = new Page(2, new Undrawable());

        var parts = Some.PartsOf(Some.Page(Some.InvoicePage("QF-100", "24.00")), broken, Some.Page(Some.InvoicePage("QF-101", "18.75"), 3));

        Assert.Equal("1-1 2-2 3-3", Some.Ranges(parts));
        Assert.Equal([1, 0, 1], parts.Select(part => part.Notes.Count(note => note.Severity == Severity.Error)));
    }

    private sealed class Undrawable : IPageContent
    {
        public IReadOnlyList<Word> TextLayer => [];

        public IReadOnlyList<HiddenWord> HiddenWords => [];

        public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken) =>
            throw new DocumentRejectedException(RejectionCode.Corrupt, "The page is damaged.");

        public PixelImage Render(double dpi, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
