using System.Diagnostics;
using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Schemas;

namespace DocExtract.Tests.Checks;

public sealed class ShapeRuleTests
{
    [Theory]
    [InlineData("""{"totl": 1}""", "/totl", "there is no such field")]
    [InlineData("""{"total": "12.00"}""", "/total", "it must be a number")]
    [InlineData("""{"total": null}""", "/total", "it must be a number")]
    [InlineData("""{"seller": "Shop"}""", "/seller", "it must be an object")]
    [InlineData("""{"seller": {"fax": "1"}}""", "/seller/fax", "there is no such field")]
    [InlineData("""{"lines": [{"amount": 1}, {"amount": "2"}]}""", "/lines/1/amount", "it must be a number")]
    [InlineData("""{"lines": [{"price_quantity": 0}]}""", "/lines/0/price_quantity", "row 1 '0' breaks the schema")]
    [InlineData("""{"currency": "€"}""", "/currency", "its form is wrong")]
    [InlineData("""{"currency": "EUR\n"}""", "/currency", "its form is wrong")]
    [InlineData("""{"invoice_number": ""}""", "/invoice_number", "it is too short")]
    [InlineData("""{"total": 1e20}""", "/total", "too large for an amount")]
    [InlineData("""{"total": 12345678901234567890123456789012}""", "/total", "too large for an amount")]
    public void Value_of_the_wrong_shape_is_told_with_its_place(string json, string pointer, string words)
    {
        var findings = Some.FindingsOf(JsonNode.Parse(json)!.AsObject());

        Assert.Contains(findings, finding => finding.Rule == "schema" && finding.Field == pointer && finding.Message.Contains(words));
    }

    [Fact]
    public void Amounts_of_any_precision_keep_their_digits()
    {
        var data = JsonNode.Parse("""{"subtotal": 1234567890123.451, "tax_total": 0, "total": 1234567890123.472}""")!.AsObject();

        var finding = Assert.Single(Some.FindingsOf(data), finding => finding.Rule != "missing");

        Assert.Equal("1234567890123.451 (subtotal) + 0 (tax total) = 1234567890123.451, but total is 1234567890123.472: 0.021 apart.", finding.Message);
    }

    [Fact]
    public void Pattern_that_would_take_forever_by_backtracking_ends_at_once()
    {
        using var directory = Some.TypeDirectory(
            """{"type":"object","additionalProperties":false,"x-essential":["/name"],"properties":{"name":{"type":"string","pattern":"^(a+)+$"}}}""");
        var type = SchemaCatalog.Load(directory.Root).Get("order");
        var watch = Stopwatch.StartNew();

        var findings = ShapeRule.Judge(type, new JsonObject { ["name"] = new string('a', 5000) + "!" });

        Assert.Equal("/name", Assert.Single(findings).Field);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Schema_is_judged_from_many_threads_alike()
    {
        var data = JsonNode.Parse("""{"total": "12.00", "currency": "€"}""")!.AsObject();
        var type = Some.InstalledTypes.Get("invoice");

        var counts = Enumerable.Range(0, 500).AsParallel().Select(_ => ShapeRule.Judge(type, data.DeepClone().AsObject()).Count()).Distinct();

        Assert.Equal([2], counts);
    }

    [Fact]
    public void Table_of_thousands_of_rows_is_judged()
    {
        var data = new JsonObject { ["total"] = 3200m * 2.5m, ["lines"] = new JsonArray() };
        for (int i = 0; i < 3200; i++)
        {
            data["lines"]!.AsArray().Add(new JsonObject { ["description"] = $"Item {i}", ["quantity"] = 2, ["unit_price"] = 1.25m, ["amount"] = 2.50m });
        }

        Assert.All(Some.FindingsOf(data).Where(finding => finding.Severity != Severity.Info), finding => Assert.Equal("missing", finding.Rule));
    }
}
