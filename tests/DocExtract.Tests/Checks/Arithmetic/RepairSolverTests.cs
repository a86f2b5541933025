using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Checks.Arithmetic;
using DocExtract.Evidence;
using DocExtract.Pages;

namespace DocExtract.Tests.Checks.Arithmetic;

/// <summary>One wrong amount in the reading of an invoice that prints everything right, unless told otherwise.</summary>
public sealed class RepairSolverTests
{
    private const string Layout =
        """
        Gullhaven Marine Supplies Ltd                 INVOICE

        Description            Quantity     Unit price     Amount
        Rope, 20 m                    2          30.00      60.00
        Anchor                        1          45.00      45.00
        Lantern                       3          15.50      46.50

                                            Discount         1.50
                                            Subtotal       150.00
                                            VAT 20 %        30.00
                                            Total          180.00 GBP
                                            Paid            80.00
                                            Amount due     100.00
        """;

    [Fact]
    public void Misread_total_is_proposed_as_it_is_printed_and_nothing_is_changed()
    {
        var data = With("total", 108.00m);
        var before = data.DeepClone();

        var finding = Assert.Single(Judge(data));

        Assert.Equal(("/total", RepairSolver.Rule, Severity.Error), (finding.Field, finding.Rule, finding.Severity));
        Assert.Equal((180.00m, 1, "180.00", EvidenceSource.TextLayer), (finding.Proposal!.Value, finding.Proposal.Page, finding.Proposal.Text, finding.Proposal.Source));
        Assert.InRange(finding.Proposal.Box.CenterY, 10 / 60.0, 11 / 60.0);
        Assert.Equal(
            "total was read as 108.00. With 180.00, printed on page 1 as '180.00', total and amount-due would hold; nothing else that is printed does that.", finding.Message);
        Assert.True(JsonNode.DeepEquals(before, data));
    }

    [Theory]
    [InlineData("/subtotal", 510.00, 150.00)]
    [InlineData("/tax_total", 20.00, 30.00)]
    [InlineData("/prepaid", 8.00, 80.00)]
    [InlineData("/amount_due", 10.00, 100.00)]
    [InlineData("/discount_total", 15.00, 1.50)]
    [InlineData("/lines/0/quantity", 5, 2)]
    [InlineData("/lines/1/unit_price", 54.00, 45.00)]
    [InlineData("/lines/2/amount", 64.50, 46.50)]
    [InlineData("/lines/2/amount", 15.50, 46.50)]
    public void Wrong_amount_is_proposed_right(string pointer, decimal wrong, decimal right)
    {
        var finding = Assert.Single(Judge(With(pointer.TrimStart('/'), wrong)));

        Assert.Equal((pointer, right), (finding.Field, finding.Proposal!.Value));
    }

    [Fact]
    public void Discount_that_was_left_out_is_proposed()
    {
        var data = Truth();
        data.Remove("discount_total");

        var finding = Assert.Single(Judge(data));

        Assert.Equal(("/discount_total", 1.50m), (finding.Field, finding.Proposal!.Value));
        Assert.StartsWith("discount total was not read. ", finding.Message);
    }

    [Fact]
    public void Nothing_is_proposed_where_everything_agrees() => Assert.Empty(Judge(Truth()));

    [Fact]
    public void Nothing_is_proposed_for_a_row_that_was_dropped_or_doubled()
    {
        var (dropped, doubled) = (Truth(), Truth());
        dropped["lines"]!.AsArray().RemoveAt(1);
        doubled["lines"]!.AsArray().Add(doubled["lines"]![1]!.DeepClone());

        Assert.Empty(Judge(dropped));
        Assert.Empty(Judge(doubled));
    }

    [Fact]
    public void Document_that_is_itself_wrong_is_not_set_right() =>
        Assert.Empty(Judge(With("total", 160.00m), Layout.Replace("180.00", "160.00").Replace("Amount due     100.00", "Amount due     180.00")));

    [Fact]
    public void Number_that_is_not_printed_is_not_proposed() => Assert.Empty(Judge(With("total", 108.00m), Layout.Replace("180.00", "108.80")));

    [Fact]
    public void Number_that_proves_another_field_is_not_proposed_for_this_one() =>
        Assert.Empty(Judge(With("amount_due", 60.00m), Layout.Replace("Amount due     100.00", "Rest of 60.00").Replace("Rope, 20 m ", "Rope, 100 m")));

    [Theory]
    [InlineData(0.7)]
    [InlineData(0.93)]
    public void Number_that_is_weakly_read_is_not_proposed(double confidence) =>
        Assert.Empty(Judge(With("total", 108.00m), Some.Document(Some.ScannedPage(Layout, confidence))));

    [Fact]
    public void Number_that_is_clearly_read_by_OCR_is_proposed_with_its_source() =>
        Assert.Equal(EvidenceSource.Ocr, Assert.Single(Judge(With("total", 108.00m), Some.Document(Some.ScannedPage(Layout)))).Proposal!.Source);

    [Fact]
    public void Two_numbers_that_would_both_do_are_no_proposal() =>
        Assert.Empty(Judge(With("total", 108.00m), Layout.Replace("INVOICE", "INVOICE  about 180.01")));

    [Fact]
    public void Xml_is_not_misread() => Assert.Empty(RepairSolver.Judge(
        Some.Reading(With("total", 108.00m).ToJsonString(), isStructured: true), [], Some.InstalledTypes.Get("invoice"), Some.Document(Some.Page(Layout)), CancellationToken.None));

    private static IReadOnlyList<Finding> Judge(JsonObject data, string layout = Layout) => Judge(data, Some.Document(Some.Page(layout)));

    private static IReadOnlyList<Finding> Judge(JsonObject data, Document document) => Some.RepairsOf(data, document);

    private static JsonObject With(string path, decimal amount)
    {
        var data = Truth();
        string[] steps = path.Split('/');
        var parent = steps.SkipLast(1).Aggregate((JsonNode)data, (node, step) => node is JsonArray rows ? rows[int.Parse(step)]! : node[step]!);
        parent[steps[^1]] = amount;
        return data;
    }

    private static JsonObject Truth() => JsonNode.Parse(
        """
        {
          "currency": "GBP", "seller": { "name": "Gullhaven Marine Supplies Ltd" },
          "lines": [
            { "description": "Rope, 20 m", "quantity": 2, "unit_price": 30.00, "amount": 60.00 },
            { "description": "Anchor", "quantity": 1, "unit_price": 45.00, "amount": 45.00 },
            { "description": "Lantern", "quantity": 3, "unit_price": 15.50, "amount": 46.50 }
          ],
          "discount_total": 1.50, "subtotal": 150.00, "tax_total": 30.00, "total": 180.00, "prepaid": 80.00, "amount_due": 100.00
        }
        """)!.AsObject();
}
