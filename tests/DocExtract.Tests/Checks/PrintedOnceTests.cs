using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Readers;

namespace DocExtract.Tests.Checks;

public sealed class PrintedOnceTests
{
    private const string Layout =
        """
        Rope                2      30.00      60.00
        Anchor              1      40.00      40.00
        Rope                2      30.00      60.00
        """;

    [Fact]
    public void Row_that_is_read_twice_but_printed_once_is_told()
    {
        var finding = Assert.Single(Judge("Rope 60.00", "Anchor 40.00", "Anchor 40.00", "Rope 60.00"), finding => finding.Rule == OnePlaceRule.Name);

        Assert.StartsWith("/lines/", finding.Field);
    }

    [Fact]
    public void Row_that_is_printed_twice_may_be_read_twice() =>
        Assert.DoesNotContain(Judge("Rope 60.00", "Anchor 40.00", "Rope 60.00"), finding => finding.Rule == OnePlaceRule.Name);

    [Fact]
    public void Amount_that_is_not_printed_in_its_row_is_an_error() =>
        Assert.Contains(Judge("Rope 60.00", "Anchor 41.00"), finding => finding is { Rule: "row-amount-printed", Field: "/lines/1/amount", Severity: Severity.Error });

    [Fact]
    public void Reader_of_the_words_themselves_is_only_warned() =>
        Assert.Contains(
            JudgeBy(ReaderNames.Offline, "Rope 60.00", "Anchor 41.00"), finding => finding is { Rule: "row-amount-printed", Severity: Severity.Warning });

    [Fact]
    public void Nothing_needs_no_print()
    {
        var data = Some.InvoiceData();
        data["prepaid"] = 0;

        Assert.DoesNotContain(Findings(data, without: "/prepaid"), finding => finding.Rule == "prepaid-printed");
        data["prepaid"] = 45.00m;
        Assert.Contains(Findings(data, without: "/prepaid"), finding => finding.Rule == "prepaid-printed");
    }

    [Fact]
    public void Sum_of_rows_that_misses_a_total_borne_out_by_the_tax_accuses_the_rows()
    {
        var data = Some.InvoiceData();
        data["lines"]!.AsArray().RemoveAt(1);
        foreach (string field in new[] { "discount_total", "charge_total" })
        {
            data.Remove(field);
        }

        Assert.Contains(Some.FindingsOf(data), finding => finding is { Rule: "lines-sum", Field: "/lines" });
    }

    private static IReadOnlyList<Finding> Findings(JsonObject data, string without) => ReadingChecker.Check(
        new DocExtract.Readers.Reading("some", "invoice", data, []), [.. Some.Seen(data).Where(seen => seen.Field != without)],
        Some.InstalledTypes.Get("invoice"), Some.Hybrid(), Some.Today);

    private static IReadOnlyList<Finding> Judge(params string[] rows) => JudgeBy(ReaderNames.Vision, rows);

    private static IReadOnlyList<Finding> JudgeBy(string reader, params string[] rows)
    {
        var lines = rows.Select(row => (JsonNode)new JsonObject
        {
            ["description"] = row[..row.IndexOf(' ')],
            ["amount"] = decimal.Parse(row[row.IndexOf(' ')..], System.Globalization.CultureInfo.InvariantCulture),
        });
        return Some.FindingsOf(Some.Reading(new JsonObject { ["lines"] = new JsonArray([.. lines]) }.ToJsonString()) with { Reader = reader }, Some.Document(Some.Page(Layout)));
    }
}
