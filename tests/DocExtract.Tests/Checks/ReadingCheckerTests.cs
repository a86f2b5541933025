using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;

namespace DocExtract.Tests.Checks;

public sealed class ReadingCheckerTests
{
    [Theory]
    [InlineData("300.00", false)]
    [InlineData("860.00", true)]
    public void Total_without_a_tax_must_be_what_went_before(string total, bool isTold)
    {
        var data = Some.InvoiceData();
        foreach (string field in new[] { "lines", "tax_breakdown", "tax_total", "discount_total", "charge_total", "prepaid", "rounding", "amount_due" })
        {
            data.Remove(field);
        }

        data["subtotal"] = 300.00m;
        data["total"] = decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(isTold, Some.FindingsOf(data).Any(finding => finding is { Field: "/total", Rule: "total", Severity: Severity.Error }));
    }

    [Fact]
    public void Invoice_in_which_everything_agrees_has_no_findings() => Assert.Empty(Some.FindingsOf(Some.InvoiceData()));

    [Fact]
    public void Receipt_with_tax_included_and_cash_rounding_has_no_findings() => Assert.Empty(Some.FindingsOf(Some.ReceiptData(), "receipt"));

    [Theory]
    [InlineData("/total", "total")]
    [InlineData("/subtotal", "lines-sum")]
    [InlineData("/tax_total", "tax-sum")]
    [InlineData("/amount_due", "amount-due")]
    [InlineData("/prepaid", "amount-due")]
    [InlineData("/tax_breakdown/0/rate", "tax-rate")]
    [InlineData("/tax_breakdown/1/amount", "tax-sum")]
    [InlineData("/lines/0/amount", "lines-sum")]
    [InlineData("/discount_total", "lines-sum")]
    public void Amount_that_does_not_add_up_is_an_error_with_the_values(string pointer, string rule)
    {
        var data = Some.InvoiceData();
        Set(data, pointer, 77.77m);

        var finding = Assert.Single(Some.FindingsOf(data), finding => finding.Rule == rule);

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains(" apart.", finding.Message);
    }

    [Fact]
    public void Tax_bases_that_do_not_add_up_are_a_warning_since_a_table_may_leave_out_the_zero_rate()
    {
        var data = Some.InvoiceData();
        Set(data, "/tax_breakdown/0/base", 77.77m);

        Assert.Equal(Severity.Warning, Assert.Single(Some.FindingsOf(data), finding => finding.Rule == "tax-base-sum").Severity);
    }

    [Fact]
    public void Message_of_a_sum_tells_terms_result_and_difference()
    {
        var data = Some.InvoiceData();
        data["total"] = 154.15m;

        var finding = Assert.Single(Some.FindingsOf(data), finding => finding.Rule == "total");

        Assert.Equal("125.00 (subtotal) + 20.15 (tax total) = 145.15, but total is 154.15: 9 apart.", finding.Message);
        Assert.Equal("/total", finding.Field);
    }

    [Theory]
    [InlineData("/lines/0/quantity", "/lines/0")]
    [InlineData("/lines/1/unit_price", "/lines/1")]
    public void Quantity_times_price_is_told_for_its_row_where_the_amount_is_borne_out_by_the_sum(string pointer, string field)
    {
        var data = Some.InvoiceData();
        Set(data, pointer, 2m);

        var finding = Assert.Single(Some.FindingsOf(data));

        Assert.Equal(("line-amount", Severity.Warning, field), (finding.Rule, finding.Severity, finding.Field));
        Assert.Contains("In doubt: ", finding.Message);
    }

    [Fact]
    public void Number_of_a_broken_product_that_is_not_printed_in_its_row_is_an_error()
    {
        var data = Some.InvoiceData();
        Set(data, "/lines/0/quantity", 7m);
        var unseen = Some.Seen(data).Where(seen => seen.Field != "/lines/0/quantity").ToList();

        var finding = Assert.Single(
            ReadingChecker.Check(Reading(data), unseen, Some.InstalledTypes.Get("invoice"), Some.Hybrid(), Some.Today), finding => finding.Rule == "line-amount");

        Assert.Equal((Severity.Error, "/lines/0/quantity"), (finding.Severity, finding.Field));
        Assert.EndsWith("quantity of lines row 1 was not found in its row.", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            ReadingChecker.Check(Reading(data) with { Reader = ReaderNames.Offline }, unseen, Some.InstalledTypes.Get("invoice"), Some.Hybrid(), Some.Today),
            finding => finding is { Rule: "line-amount", Severity: Severity.Error });
    }

    [Theory]
    [InlineData("/tax_total", "tax-sum")]
    [InlineData("/tax_breakdown/1/amount", "tax-sum")]
    [InlineData("/tax_breakdown/0/rate", "tax-rate")]
    [InlineData("/lines/0/amount", "lines-sum")]
    [InlineData("/prepaid", "amount-due")]
    public void Amount_that_alone_explains_what_does_not_hold_is_the_one_in_doubt(string pointer, string rule)
    {
        var data = Some.InvoiceData();
        data.Remove("rounding");
        data["amount_due"] = 100.15m;
        Set(data, pointer, 77.77m);
        var unseen = Some.Seen(data).Where(seen => seen.Field != pointer).ToList();

        var findings = ReadingChecker.Check(Reading(data), unseen, Some.InstalledTypes.Get("invoice"), Some.Hybrid(), Some.Today);

        Assert.Equal(pointer, Assert.Single(findings, finding => finding.Rule == rule).Field);
    }

    [Theory]
    [InlineData(145.14)]
    [InlineData(145.16)]
    public void One_minor_unit_is_rounding(double total)
    {
        var data = Some.InvoiceData();
        data["total"] = (decimal)total;

        Assert.DoesNotContain(Some.FindingsOf(data), finding => finding.Rule == "total");
    }

    [Theory]
    [InlineData("JPY", 5, false)]
    [InlineData("JPY", 1, true)]
    [InlineData("EUR", 1, false)]
    [InlineData("KWD", 0.01, false)]
    [InlineData("KWD", 0.001, true)]
    public void Tolerance_follows_the_currency(string currency, double difference, bool holds)
    {
        var data = Json("""{"subtotal": 100, "tax_total": 10, "total": 110}""");
        (data["currency"], data["total"]) = (currency, 110 + (decimal)difference);

        Assert.Equal(holds, Some.FindingsOf(data).All(finding => finding.Rule != "total"));
    }

    [Theory]
    [InlineData("""{"lines": [{"amount": 119.00}], "subtotal": 100.00, "tax_total": 19.00, "total": 119.00}""")]
    [InlineData("""{"lines": [{"amount": 100.00}, {"amount": 10.00}], "subtotal": 110.00, "discount_total": 10.00, "tax_total": 20.00, "total": 120.00}""")]
    [InlineData("""{"lines": [{"amount": 100.00}], "tax_total": 19.00, "total": 119.00}""")]
    [InlineData("""{"lines": [{"amount": 100.00}, {}], "subtotal": 100.00}""")]
    [InlineData("""{"subtotal": 300.00, "tax_breakdown": [{"rate": 7, "base": 200.00, "amount": 14.00}, {"rate": 19, "base": 100.00, "amount": 19.00}], "total": 333.00}""")]
    [InlineData("""{"total": 50.00, "amount_due": 0}""")]
    [InlineData("""{"amount_due": 50.00}""")]
    [InlineData("""{"lines": [{"quantity": 3, "unit_price": 1.23456, "amount": 3.70}], "total": 3.70}""")]
    [InlineData("""{"lines": [{"quantity": 1000, "unit_price": 0.05, "amount": 52.50}], "total": 52.50}""")]
    public void Truthful_ways_to_print_an_invoice_raise_no_alarm(string json) =>
        Assert.All(Some.FindingsOf(Json(json)).Where(finding => finding.Severity != Severity.Info), finding => Assert.Equal("missing", finding.Rule));

    [Theory]
    [InlineData("""{"lines": [{"amount": 119.00}], "subtotal": 100.00, "tax_total": 19.00, "total": 119.00}""", true)]
    [InlineData("""{"lines": [{"amount": 100.00}], "subtotal": 100.00, "tax_total": 19.00, "total": 119.00}""", false)]
    public void Prices_that_include_the_tax_are_told(string json, bool include) => Assert.Equal(
        include, Some.FindingsOf(Json(json)).Any(finding => finding is { Field: "/total", Rule: "lines-sum", Severity: Severity.Info } && finding.Message.Contains("include the tax")));

    [Fact]
    public void Dropped_row_is_found_however_the_invoice_prints_its_sums()
    {
        var data = Some.InvoiceData();
        data["lines"]!.AsArray().RemoveAt(1);

        Assert.Contains(Some.FindingsOf(data), finding => finding is { Rule: "lines-sum", Severity: Severity.Error });
    }

    [Fact]
    public void Essential_field_that_is_missing_or_nowhere_on_the_page_is_an_error()
    {
        var data = Some.InvoiceData();
        data.Remove("invoice_number");
        var evidence = Some.Seen(data).Select(entry => entry.Field == "/seller/name" ? entry with { Support = 0.49 } : entry).ToList();

        var findings = ReadingChecker.Check(Reading(data), evidence, Some.InstalledTypes.Get("invoice"), Some.Hybrid(), Some.Today);

        Assert.Equal([("missing", "/invoice_number"), ("not-on-page", "/seller/name")], findings.Select(finding => (finding.Rule, finding.Field)).Order());
        Assert.All(findings, finding => Assert.Equal(Severity.Error, finding.Severity));
    }

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("1989-12-31")]
    [InlineData("2026-06-02")]
    [InlineData("05.03.2024")]
    [InlineData("2024-03-05T00:00:00")]
    public void Date_that_does_not_exist_or_lies_absurdly_far_is_one_error(string date)
    {
        var data = Some.InvoiceData();
        data["invoice_date"] = date;
        data.Remove("due_date");

        var finding = Assert.Single(Some.FindingsOf(data));

        Assert.Equal(("date", "/invoice_date"), (finding.Rule, finding.Field));
        Assert.Contains(date, finding.Message);
    }

    [Fact]
    public void Due_date_before_the_invoice_is_told()
    {
        var data = Some.InvoiceData();
        data["due_date"] = "2024-03-04";

        Assert.Equal(("due-after-invoice", Severity.Warning), Assert.Single(Some.FindingsOf(data)) is var finding ? (finding.Rule, finding.Severity) : default);
    }

    [Theory]
    [InlineData("/iban", "DE02120300000000202015", "iban")]
    [InlineData("/iban", "see above", "iban")]
    [InlineData("/currency", "EUS", "currency")]
    public void Identifier_that_is_wrong_in_itself_is_an_error(string pointer, string value, string rule)
    {
        var data = Some.InvoiceData();
        Set(data, pointer, value);

        Assert.Contains(Some.FindingsOf(data), finding => finding.Rule == rule && finding.Severity == Severity.Error && finding.Message.Contains(value));
    }

    [Fact]
    public void Iban_with_spaces_is_right() => Assert.Empty(Some.FindingsOf(Put(Some.InvoiceData(), "iban", "DE02 1203 0000 0000 2020 51")));

    [Fact]
    public void Structured_essential_field_or_iban_that_is_not_printed_is_an_error()
    {
        var data = Some.InvoiceData();
        var reading = Reading(data) with { IsStructured = true };
        var invoice = Some.InstalledTypes.Get("invoice");
        var xml = Some.Seen(data, EvidenceSource.Xml);

        var hybrid = ReadingChecker.Check(reading, xml, invoice, Some.Hybrid(), Some.Today);
        var bare = ReadingChecker.Check(reading, xml, invoice, Some.BareXml("<a/>"), Some.Today);

        Assert.Empty(bare);
        Assert.All(hybrid, finding => Assert.Equal("xml-not-on-page", finding.Rule));
        Assert.Equal(
            ["/currency", "/iban", "/invoice_date", "/invoice_number", "/seller/name", "/total"],
            hybrid.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Field).Order());
    }

    [Theory]
    [InlineData(HiddenReason.InvisibleMode, Severity.Info)]
    [InlineData(HiddenReason.NoContrast, Severity.Warning)]
    public void Text_that_nobody_can_see_is_told(HiddenReason reason, Severity severity)
    {
        var document = Some.Hybrid() with { Pages = [Some.BlankPage(new HiddenWord("ignore", default, reason), new HiddenWord("this", default, reason))] };
        var data = Some.InvoiceData();

        var finding = Assert.Single(ReadingChecker.Check(Reading(data), Some.Seen(data), Some.InstalledTypes.Get("invoice"), document, Some.Today));

        Assert.Equal(("hidden-text", severity), (finding.Rule, finding.Severity));
        Assert.Contains("\"ignore this\"", finding.Message);
    }

    private static Reading Reading(JsonObject data) => new("some", "invoice", data, []);

    private static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject Put(JsonObject data, string name, string value)
    {
        data[name] = value;
        return data;
    }

    private static void Set(JsonObject data, string pointer, JsonNode value)
    {
        string[] steps = pointer[1..].Split('/');
        var parent = steps.SkipLast(1).Aggregate((JsonNode)data, (node, step) => node is JsonArray rows ? rows[int.Parse(step)]! : node[step]!);
        parent[steps[^1]] = value;
    }
}
