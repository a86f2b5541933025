using DocExtract.Checks;

namespace DocExtract.Tests.Checks;

public sealed class HybridRuleTests
{
    private const string Painted = """
        Hollerbusch Werkstatt eG             VAT DE999999155
        Invoice no. HB-77                    Date 05.03.2024
        Total                                145.15 $
        IBAN DE02 1203 0000 0000 2020 51
        """;

    [Fact]
    public void Xml_that_says_what_is_painted_is_right() => Assert.Empty(Findings());

    [Fact]
    public void What_was_changed_in_the_xml_only_is_an_error()
    {
        AssertError("/invoice_number", Findings(number: "HB-78"));
        AssertError("/invoice_date", Findings(date: "2024-03-06"));
        AssertError("/total", Findings(total: "154.15"));
        AssertError("/currency", Findings(currency: "CHF"));
        AssertError("/seller/name", Findings(name: "Quellwerk AG", vat: "DE999999448"));
        AssertError("/iban", Findings(iban: "DE89370400440532013000"));
    }

    [Fact]
    public void A_seller_whose_name_is_a_picture_is_proven_by_its_painted_vat_id() =>
        Assert.Empty(Findings(name: "Hollerbusch Holding"));

    private static void AssertError(string field, IEnumerable<Finding> findings)
    {
        var finding = Assert.Single(findings);
        Assert.Equal((field, "xml-not-on-page", Severity.Error), (finding.Field, finding.Rule, finding.Severity));
    }

    private static IEnumerable<Finding> Findings(
        string number = "HB-77", string date = "2024-03-05", string total = "145.15", string currency = "USD",
        string name = "Hollerbusch Werkstatt eG", string vat = "DE999999155", string iban = "DE02120300000000202051")
    {
        var reading = Some.Reading(
            $$"""
            { "invoice_number": "{{number}}", "invoice_date": "{{date}}", "currency": "{{currency}}", "total": {{total}}, "iban": "{{iban}}",
              "seller": { "name": "{{name}}", "vat_id": "{{vat}}" } }
            """,
            isStructured: true);
        return Some.FindingsOf(reading, Some.Document(Some.Page(Painted)));
    }
}
