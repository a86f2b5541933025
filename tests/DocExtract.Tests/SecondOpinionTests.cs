using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Checks.Arithmetic;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;

namespace DocExtract.Tests;

/// <summary>A reading of an invoice that a model might give, judged beside what the words say.</summary>
public sealed class SecondOpinionTests
{
    private const string Layout =
        """
        Gullhaven Marine Supplies Ltd                 INVOICE

        Bill to                                       Invoice number   GM-1001
        Lantern Works Ltd                             Invoice date     2026-03-17
        Customer number   77-4410                     Order number     PO-55201

        Description            Quantity     Unit price     Amount
        Rope, 20 m             2            30.00          60.00
        Anchor                 1            40.00          40.00

                                            Subtotal       100.00
                                            VAT 20 %       20.00
                                            Total          120.00 GBP
        """;

    [Fact]
    public void Truth_is_not_doubted() => Assert.DoesNotContain(Judge(Truth()), finding => finding.Severity == Severity.Error);

    [Theory]
    [InlineData("invoice_number", "PO-55201")]
    [InlineData("invoice_number", "77-4410")]
    public void Another_number_of_the_page_is_not_the_invoices(string field, string value)
    {
        var data = Truth();
        data[field] = value;

        Assert.Contains(Judge(data), finding => finding is { Field: "/invoice_number", Rule: SecondOpinion.Rule, Severity: Severity.Error });
    }

    [Fact]
    public void Subtotal_taken_for_the_total_is_told_though_no_sum_was_read()
    {
        var data = Truth();
        data["total"] = 100.00m;
        data.Remove("subtotal");
        data.Remove("tax_total");

        var finding = Assert.Single(Judge(data), finding => finding is { Field: "/total", Rule: SecondOpinion.Rule });

        Assert.Contains("'120.00'", finding.Message);
    }

    [Fact]
    public void Buyer_is_not_the_seller()
    {
        var data = Truth();
        data["seller"]!["name"] = "Lantern Works Ltd";

        Assert.Contains(Judge(data), finding => finding is { Field: "/seller/name", Rule: SecondOpinion.Rule, Severity: Severity.Error });
    }

    [Theory]
    [InlineData("Gullhavn Marjne Supplles Ltd", Severity.Warning)]
    [InlineData("Gulbrandsen Machine Supply Ltd", Severity.Error)]
    public void Seller_that_OCR_misread_where_the_words_name_the_seller_is_told_twice(string printed, Severity severity)
    {
        var page = Some.ScannedPage(Layout.Replace("Gullhaven Marine Supplies Ltd", printed, StringComparison.Ordinal), 0.9);

        Assert.Equal(severity, Assert.Single(Judge(Truth(), page), finding => finding is { Field: "/seller/name", Rule: EssentialRule.NotOnPage }).Severity);
    }

    [Fact]
    public void Seller_is_read_letter_by_letter_where_its_name_is_text()
    {
        var data = Truth();
        data["seller"]!["name"] = "Gullhaven Marine Suppliex Ltx";

        Assert.Contains(Judge(data), finding => finding is { Field: "/seller/name", Rule: EssentialRule.NotOnPage, Severity: Severity.Error });
    }

    [Theory]
    [InlineData("discount_total")]
    [InlineData("prepaid")]
    [InlineData("rounding")]
    public void Amount_that_no_sum_takes_up_and_no_label_names_is_doubted(string field)
    {
        var data = Truth();
        data[field] = 120.00m;

        Assert.Contains(Judge(data), finding => finding.Field == $"/{field}" && finding is { Rule: Unaccounted.Rule, Severity: Severity.Error });
    }

    [Fact]
    public void Nothing_due_must_be_printed()
    {
        var data = Truth();
        data["amount_due"] = 0m;

        Assert.Contains(Judge(data), finding => finding is { Field: "/amount_due", Severity: Severity.Error });
    }

    [Fact]
    public void Absurd_amounts_are_told_and_nothing_is_worked_out_with_them()
    {
        var data = Truth();
        data["lines"] = JsonNode.Parse("""[{ "amount": 79228162514264337593543950335 }, { "amount": 79228162514264337593543950335 }, { "amount": 79228162514264337593543950335 }]""");

        Assert.Contains(Judge(data), finding => finding is { Field: "/lines/0/amount", Severity: Severity.Error });
    }

    [Theory]
    [InlineData("""[{ "description": "Rope, 20 m", "amount": 60.00 }]""")]
    [InlineData("""[{ "description": "Rope, 20 m Anchor", "amount": 100.00 }]""")]
    [InlineData("[]")]
    public void Table_without_all_of_its_rows_is_told_where_the_words_show_them(string rows)
    {
        var data = Truth();
        data["lines"] = JsonNode.Parse(rows);

        Assert.Contains(Judge(data), finding => finding is { Field: "/lines", Rule: RowsRule.Name, Severity: Severity.Error });
    }

    [Fact]
    public void Table_that_a_model_left_out_is_noticed_where_the_page_shows_rows_that_add_up()
    {
        var data = Truth();
        data.Remove("lines");

        Assert.Contains(Judge(data), finding => finding is { Field: "/lines", Rule: RowsRule.Name, Severity: Severity.Error });
    }

    [Fact]
    public void What_OCR_read_is_not_quoted_since_a_model_would_copy_it()
    {
        var data = Truth();
        data["invoice_number"] = "PO-55201";

        var finding = Assert.Single(Judge(data, Some.ScannedPage(Layout)), finding => finding is { Field: "/invoice_number", Rule: SecondOpinion.Rule });

        Assert.DoesNotContain("GM-1001", finding.Message);
    }

    [Fact]
    public void Reading_of_the_words_themselves_gets_no_second_opinion()
    {
        var data = Truth();
        data["invoice_number"] = "PO-55201";

        Assert.DoesNotContain(Judge(data, Some.Page(Layout), ReaderNames.Offline), finding => finding.Rule == SecondOpinion.Rule);
    }

    private static IReadOnlyList<Finding> Judge(JsonObject data) => Judge(data, Some.Page(Layout));

    private static IReadOnlyList<Finding> Judge(JsonObject data, Page page, string reader = ReaderNames.Vision)
    {
        var (document, schema) = (Some.Document(page), Some.InstalledTypes.Get("invoice"));
        var reading = new Reading(reader, "invoice", data, []);
        var evidence = EvidenceFinder.Find(reading, schema.Labels, document, CancellationToken.None);
        var today = new DateOnly(2026, 6, 1);
        var own = ReadingChecker.Check(reading, evidence, schema, document, today);
        return !ShapeRule.IsAbsurd(data) && SecondOpinion.Hear(reading, schema, document, CancellationToken.None) is { } words
            ? SecondOpinion.On(own, reading, evidence, words, schema, document, today)
            : own;
    }

    private static JsonObject Truth() => JsonNode.Parse(
        """
        {
          "invoice_number": "GM-1001", "invoice_date": "2026-03-17", "currency": "GBP",
          "seller": { "name": "Gullhaven Marine Supplies Ltd" }, "buyer": { "name": "Lantern Works Ltd" },
          "lines": [
            { "description": "Rope, 20 m", "quantity": 2, "unit_price": 30.00, "amount": 60.00 },
            { "description": "Anchor", "quantity": 1, "unit_price": 40.00, "amount": 40.00 }
          ],
          "subtotal": 100.00, "tax_total": 20.00, "total": 120.00
        }
        """)!.AsObject();
}
