using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Schemas;

namespace DocExtract.Tests.Checks.Completeness;

/// <summary>A list of rows is accepted where something proves that it is whole, and nothing printed says otherwise.</summary>
public sealed class CompletenessRuleTests
{
    private const string Rule = "lines-complete";

    private const string Numbered =
        """
        1    Rope                2      30.00      60.00
        2    Anchor              1      40.00      40.00
        3    Buoy                1      25.00      25.00
        4    Cleat               5       5.00      25.00
        5    Fender              2      10.00      20.00

             Sum                                  170.00
        """;

    private static readonly string[] All = ["Rope 60.00", "Anchor 40.00", "Buoy 25.00", "Cleat 25.00", "Fender 20.00"];

    [Fact]
    public void Rows_that_add_up_to_a_printed_sum_are_whole() => Assert.Empty(Judge(Numbered, 170.00m, All));

    [Fact]
    public void Rows_without_amounts_are_proven_by_nothing() =>
        Assert.Contains("Nothing proves", Assert.Single(Judge("Rope\nAnchor\nTotal   100.00", 100.00m, "Rope", "Anchor")).Message);

    [Fact]
    public void Rows_of_which_one_has_no_amount_must_still_add_up()
    {
        Assert.Empty(Judge("Rope   60.00\nas agreed\nAnchor   40.00\nTotal   100.00", 100.00m, "Rope 60.00", "as agreed", "Anchor 40.00"));
        Assert.NotEmpty(Judge("Rope   60.00\nas agreed\nAnchor   40.00\nTotal   100.00", 100.00m, "Rope 60.00", "as agreed"));
    }

    [Fact]
    public void Position_that_was_not_read_is_named()
    {
        var finding = Assert.Single(Judge(Numbered, 150.00m, "Rope 60.00", "Anchor 40.00", "Buoy 25.00", "Cleat 25.00"));

        Assert.Contains("up to 5, but 5 was not read", finding.Message);
        Assert.Equal(("/lines", Severity.Error), (finding.Field, finding.Severity));
    }

    [Fact]
    public void Positions_without_a_gap_prove_rows_without_amounts() =>
        Assert.Empty(Judge(Numbered, 170.00m, "Rope", "Anchor", "Buoy", "Cleat", "Fender"));

    [Fact]
    public void Numbered_remark_that_costs_nothing_may_be_left_out() =>
        Assert.Empty(Judge(Numbered.Replace("3    Buoy                1      25.00      25.00", "3    as agreed on the phone"), 145.00m, "Rope 60.00", "Anchor 40.00", "Cleat 25.00", "Fender 20.00"));

    [Fact]
    public void Sum_carried_forward_beneath_the_last_row_says_that_the_table_goes_on()
    {
        const string Carried = "Rope   60.00\nAnchor   40.00\nCarried forward   100.00\n\nBuoy   25.00\nCleat   25.00\nCarried forward   150.00\n\nFender   20.00";

        Assert.Empty(Judge(Carried, 170.00m, All));
        Assert.Contains("carries forward 150.00", Assert.Single(Judge(Carried, 100.00m, "Rope 60.00", "Anchor 40.00")).Message);
    }

    [Fact]
    public void Balance_that_was_brought_forward_before_the_first_row_is_no_sum_of_rows() =>
        Assert.Empty(Judge("Balance brought forward   35.00\nRope   60.00\nAnchor   40.00\nTotal   100.00", 100.00m, "Rope 60.00", "Anchor 40.00"));

    [Theory]
    [InlineData("Number of items: 5", 0)]
    [InlineData("Number of items: 6", 1)]
    [InlineData("Anzahl Positionen   5", 0)]
    public void Printed_count_of_rows_must_be_right(string printed, int findings) => Assert.Equal(findings, Judge($"{Numbered}\n{printed}", 170.00m, All).Count);

    [Fact]
    public void Sum_that_holds_only_because_many_rows_may_be_rounded_hides_no_row()
    {
        string[] rows = [.. Enumerable.Range(1, 400).Select(i => $"Bolt{i} 9.00")];
        string page = string.Join('\n', rows.Append("Nut 1.50").Select(row => row.Split(' ')).Select(row => $"{row[0],-12}{row[1]}"));

        Assert.NotEmpty(Judge(page, 3601.50m, rows));
        Assert.Empty(Judge(page, 3601.50m, [.. rows, "Nut 1.50"]));
    }

    [Fact]
    public void Sum_on_the_way_proves_nothing_where_further_rows_stand_beneath_it()
    {
        const string Unknown = "Rope     2    30.00     60.00\nAnchor   1    40.00     40.00\nFlutt              100.00\nBuoy     1    25.00     25.00\nSamtals            125.00";

        Assert.Contains("look like further lines", Assert.Single(Judge(Unknown, 100.00m, "Rope 60.00 30.00", "Anchor 40.00 40.00")).Message);
        Assert.Empty(Judge(Unknown, 125.00m, "Rope 60.00 30.00", "Anchor 40.00 40.00", "Buoy 25.00 25.00"));
    }

    [Fact]
    public void List_of_an_e_invoice_is_whole_by_itself() => Assert.Empty(Judge(Numbered, 60.00m, isStructured: true, "Rope 60.00"));

    [Fact]
    public void Type_without_sums_is_proven_by_its_column()
    {
        using var type = new TypeDirectory(
            """
            {"type":"object","additionalProperties":false,"x-essential":["/name"],"properties":{"name":{"type":"string"},
             "goods":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"text":{"type":"string"},"weight":{"type":"number"}}}}}}
            """,
            """[{ "name": "goods-complete", "rule": "complete", "field": "/goods/*/weight" }]""", "Read it.");
        var schema = SchemaCatalog.Load(type.Root).Get("order");
        var page = Some.Page("Packing list\nRope     12.5\nAnchor   80.0\nBuoy      3.5");
        IReadOnlyList<Finding> Of(string goods) => Findings(schema, page, $$"""{ "name": "Packing list", "goods": [{{goods}}] }""");

        Assert.DoesNotContain(Of("""{ "text": "Rope", "weight": 12.5 }, { "text": "Anchor", "weight": 80.0 }, { "text": "Buoy", "weight": 3.5 }"""), IsTold);
        Assert.Contains(Of("""{ "text": "Rope", "weight": 12.5 }, { "text": "Anchor", "weight": 80.0 }"""), IsTold);

        static bool IsTold(Finding finding) => finding.Rule == "goods-complete";
    }

    private static IReadOnlyList<Finding> Judge(string page, decimal total, params string[] rows) => Judge(page, total, false, rows);

    /// <summary>Rows as text, amount and price.</summary>
    private static IReadOnlyList<Finding> Judge(string page, decimal total, bool isStructured, params string[] rows)
    {
        var data = new JsonObject { ["lines"] = new JsonArray([.. rows.Select(RowOf)]), ["total"] = total };
        return [.. Findings(Some.InstalledTypes.Get("invoice"), Some.Page(page), data.ToJsonString(), isStructured).Where(finding => finding.Rule == Rule)];
    }

    private static JsonNode RowOf(string row)
    {
        string[] parts = row.Split(' ').Any(part => char.IsDigit(part[0])) ? row.Split(' ') : [row];
        var data = new JsonObject { ["description"] = parts[0] };
        foreach (var (name, part) in new[] { "amount", "unit_price" }.Zip(parts.Skip(1)))
        {
            data[name] = decimal.Parse(part, System.Globalization.CultureInfo.InvariantCulture);
        }

        return data;
    }

    private static IReadOnlyList<Finding> Findings(DocumentSchema schema, Page page, string json, bool isStructured = false)
    {
        var (reading, document) = (Some.Reading(json, isStructured) with { Reader = "some" }, Some.Document(page));
        var evidence = EvidenceFinder.Find(reading, schema.Labels, document, CancellationToken.None);
        return ReadingChecker.Check(reading, evidence, schema, document, Some.Today);
    }
}
