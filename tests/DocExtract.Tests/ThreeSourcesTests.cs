using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;

namespace DocExtract.Tests;

/// <summary>What the XML of a hybrid e-invoice says, held against the text of its pages and what is seen of them.</summary>
public sealed class ThreeSourcesTests
{
    private const string Layout =
        """
        Gullhaven Marine Supplies Ltd                 INVOICE

        Invoice number   GM-1001                      Invoice date     2026-03-17

        Description            Quantity     Unit price     Amount
        Rope, 20 m             2            30.00          60.00
        Anchor                 1            40.00          40.00

                                            Subtotal       100.00
                                            VAT 20 %       20.00
                                            Total          120.00 GBP
        """;

    [Fact]
    public void Sources_that_agree_raise_nothing() => Assert.Empty(Judge(Reading(), Some.Page(Layout)));

    [Theory]
    [InlineData("subtotal", "110.00", "100.00")]
    [InlineData("tax_total", "22.00", "20.00")]
    [InlineData("total", "132.00", "120.00")]
    public void Amount_that_the_pages_print_otherwise_is_told_with_both_values(string field, string xml, string painted)
    {
        var finding = Assert.Single(Judge(Reading(field, xml), Some.Page(Layout)), finding => finding.Rule == ThreeSources.TextDiffers);

        Assert.Equal(($"/{field}", Severity.Error), (finding.Field, finding.Severity));
        Assert.Contains($"the XML says {xml}, the text of page 1 says '{painted}", finding.Message);
    }

    [Fact]
    public void Rows_that_the_pages_print_otherwise_are_told() =>
        Assert.Contains(Judge(Reading("amount", "50.00"), Some.Page(Layout)), finding => finding is { Rule: RowsRule.Name, Field: "/lines", Severity: Severity.Warning });

    [Fact]
    public void Total_that_stands_in_the_text_but_is_not_seen_is_an_error()
    {
        string covered = Some.Text("Total 120.00 GBP", 20, 60, size: 12) + Some.Text("Paid 77.50", 20, 20, size: 12) + "1 g 40 55 60 20 re f 0 g";
        using var opener = Some.Opener();
        var document = opener.Open(Some.Source(Some.Pdf(covered)), CancellationToken.None);

        var finding = Assert.Single(Judge(Some.Reading("""{ "total": 120.00 }""", isStructured: true), document));

        Assert.Equal(("/total", ThreeSources.PixelsDiffer, Severity.Error), (finding.Field, finding.Rule, finding.Severity));
        Assert.Empty(Judge(Some.Reading("""{ "prepaid": 77.50 }""", isStructured: true), document));
    }

    [Fact]
    public void Bare_xml_has_no_other_source() =>
        Assert.Empty(ThreeSources.On(Reading(), [], Some.InstalledTypes.Get("invoice"), Some.Document(), CancellationToken.None));

    private static Reading Reading(string field = "total", string value = "120.00")
    {
        var reading = Some.Reading(
            """
            {
              "invoice_number": "GM-1001", "invoice_date": "2026-03-17", "currency": "GBP", "seller": { "name": "Gullhaven Marine Supplies Ltd" },
              "lines": [ { "description": "Rope, 20 m", "quantity": 2, "unit_price": 30.00, "amount": 60.00 }, { "description": "Anchor", "quantity": 1, "unit_price": 40.00, "amount": 40.00 } ],
              "subtotal": 100.00, "tax_total": 20.00, "total": 120.00
            }
            """,
            isStructured: true);
        var holder = field == "amount" ? reading.Data["lines"]![1]! : reading.Data;
        holder[field] = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        return reading;
    }

    private static IEnumerable<Finding> Judge(Reading reading, Page page) => Judge(reading, Some.Document(page));

    private static IEnumerable<Finding> Judge(Reading reading, Document document)
    {
        var schema = Some.InstalledTypes.Get("invoice");
        return ThreeSources.On(reading, EvidenceFinder.Find(reading, schema.Labels, document, CancellationToken.None), schema, document, CancellationToken.None);
    }
}
