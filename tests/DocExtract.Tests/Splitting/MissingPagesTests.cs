using DocExtract.Checks;
using DocExtract.Splitting;

namespace DocExtract.Tests.Splitting;

public sealed class MissingPagesTests
{
    [Fact]
    public void Page_one_of_two_alone_is_not_the_whole_document()
    {
        var part = Assert.Single(Some.Parts("Page 1 of 2\n" + Some.InvoicePage("QF-100", "24.00")));

        var note = Assert.Single(part.Notes);
        Assert.Equal((MissingPages.Name, Severity.Error), (note.Rule, note.Severity));
        Assert.Contains("page 2 may be missing", note.Message);
    }

    [Fact]
    public void Page_that_is_left_out_in_the_middle_is_named()
    {
        var part = Assert.Single(Some.Parts(
            "Seite 1 von 3\n" + Some.InvoicePage("QF-100", "24.00"), "Seite 3 von 3\nFreight   1   12.00   12.00\n\nTotal EUR   36.00"));

        Assert.Contains("page 2 may be missing", Assert.Single(part.Notes).Message);
    }

    [Theory]
    [InlineData("Page 1 of 1")]
    [InlineData("Page 1")]
    [InlineData("")]
    public void Document_with_all_its_pages_lacks_none(string head) =>
        Assert.Empty(Assert.Single(Some.Parts($"{head}\n" + Some.InvoicePage("QF-100", "24.00"))).Notes);

    [Fact]
    public void In_a_batch_only_the_document_that_lacks_a_page_is_doubted()
    {
        var parts = Some.Parts(
            "Page 1 of 2\n" + Some.InvoicePage("QF-100", "24.00"),
            "Page 2 of 2\nFreight   1   12.00   12.00",
            "Page 1 of 2\n" + Some.InvoicePage("QF-101", "18.75", date: "5 March 2026"));

        Assert.Equal("1-2 3-3", Some.Ranges(parts));
        Assert.DoesNotContain(parts[0].Notes, note => note.Rule == MissingPages.Name);
        Assert.Contains(parts[1].Notes, note => note.Rule == MissingPages.Name);
    }
}
