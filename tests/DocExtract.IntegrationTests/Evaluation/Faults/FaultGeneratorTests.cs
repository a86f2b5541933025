using System.Text.Json.Nodes;
using DocExtract.Schemas;
using DocExtract.Worker.Evaluation.Faults;

namespace DocExtract.IntegrationTests.Evaluation.Faults;

/// <summary>Each fault changes what it says, and nothing else.</summary>
public sealed class FaultGeneratorTests
{
    private static readonly Printed Page = new([(1, 120.60m), (1, 100.50m), (1, 20.10m), (2, 77.50m)], [20m], ["PO-55201", "INV-1001"], 2);

    [Fact]
    public void Changed_digit_leaves_every_other_as_it_is()
    {
        Assert.All(Digits.Changed("120.50"), wrong => Assert.Equal(1, "120.50".Zip(wrong).Count(pair => pair.First != pair.Second)));
        Assert.DoesNotContain(Digits.Changed("120.50"), wrong => wrong.StartsWith('0'));
        Assert.Equal(44, Digits.Changed("120.50").Count);
    }

    [Fact]
    public void Swapped_digits_are_neighbours_and_equal_ones_are_left_alone()
    {
        Assert.Equal(["210.50", "102.50", "125.00", "120.05"], Digits.Swapped("120.50"));
        Assert.Empty(Digits.Swapped("55.55"));
    }

    [Theory]
    [InlineData("12.50", "125.00", "1.25")]
    [InlineData("0.00")]
    public void Decimal_point_moves_one_place(string right, params string[] wrong) => Assert.Equal(wrong, Digits.Moved(right));

    [Theory]
    [InlineData("1234.00", "1.234")]
    [InlineData("12.34", "1234.00")]
    [InlineData("12.00")]
    public void Separator_of_thousands_and_decimal_point_are_taken_for_each_other(string right, params string[] wrong) =>
        Assert.Equal(wrong, Digits.Misread(right));

    [Fact]
    public void Same_document_is_misread_in_the_same_way_in_every_run()
    {
        var first = Faults(Invoice());
        var second = Faults(Invoice());

        Assert.Equal(first.Select(fault => (fault.Kind.Name, fault.Told)), second.Select(fault => (fault.Kind.Name, fault.Told)));
    }

    [Fact]
    public void Every_kind_of_fault_is_played_once_and_says_something_untrue()
    {
        var faults = Faults(Invoice());

        Assert.Equal(faults.Select(fault => fault.Kind.Name).Distinct(), faults.Select(fault => fault.Kind.Name));
        Assert.All(faults, fault => Assert.False(JsonNode.DeepEquals(fault.Data, Invoice()), fault.Kind.Name));
        Assert.Superset(
            new HashSet<string>
            {
                "digit changed, total", "digit changed, other amount", "digits swapped, total", "decimal moved, total", "separator misread, total",
                "total from another line", "total from another page", "tax rate as tax total", "wrong year", "wrong year, due date", "day and month swapped",
                "another number as the document's", "seller and buyer swapped", "currency changed", "digit of the IBAN",
                "row dropped", "row doubled", "rows merged", "row invented",
            },
            faults.Select(fault => fault.Kind.Name).ToHashSet());
    }

    [Theory]
    [InlineData("digit changed, total", "/total")]
    [InlineData("total from another page", "/total")]
    [InlineData("tax rate as tax total", "/tax_total")]
    [InlineData("wrong year", "/invoice_date")]
    [InlineData("digit of the IBAN", "/iban")]
    public void Only_the_field_that_is_named_is_untrue(string kind, string field)
    {
        var fault = Faults(Invoice()).Single(fault => fault.Kind.Name == kind);

        var wrong = FieldValue.All(fault.Data).Zip(FieldValue.All(Invoice())).Where(pair => pair.First.AsText() != pair.Second.AsText());
        Assert.Equal(field, Assert.Single(wrong).First.Pointer);
        Assert.Equal(field, fault.Field);
    }

    [Theory]
    [InlineData("row dropped", 1)]
    [InlineData("row doubled", 3)]
    [InlineData("rows merged", 1)]
    [InlineData("row invented", 3)]
    public void Table_has_a_row_less_or_more(string kind, int rows) =>
        Assert.Equal(rows, Faults(Invoice()).Single(fault => fault.Kind.Name == kind).Data["lines"]!.AsArray().Count);

    [Fact]
    public void Merged_row_has_both_texts_and_both_amounts()
    {
        var row = Faults(Invoice()).Single(fault => fault.Kind.Name == "rows merged").Data["lines"]![0]!;

        Assert.Equal(("Rope Anchor", 100.50m), ((string)row["description"]!, (decimal)row["amount"]!));
    }

    [Fact]
    public void What_the_truth_does_not_say_is_not_misread()
    {
        var faults = Faults(JsonNode.Parse("""{ "total": 55.55 }""")!.AsObject());

        Assert.All(faults, fault => Assert.Equal("/total", fault.Field));
        Assert.DoesNotContain(faults, fault => fault.Kind.Name.StartsWith("digits swapped", StringComparison.Ordinal));
    }

    [Fact]
    public void Total_that_counts_as_right_too_is_no_fault()
    {
        var faults = Lies.Of(Some.Truth("""{}""") with { OtherTotals = [120.60m, 100.50m, 20.10m] }, JsonNode.Parse("""{ "total": 77.50 }""")!.AsObject(), Page);

        Assert.DoesNotContain(faults, fault => fault.Kind.Name == "total from another line");
    }

    private static IReadOnlyList<Fault> Faults(JsonObject truth) => Lies.Of(Some.Truth("{}"), truth, Page);

    private static JsonObject Invoice() => JsonNode.Parse(
        """
        {
          "invoice_number": "INV-1001", "invoice_date": "2024-03-05", "due_date": "2024-04-06", "currency": "GBP",
          "seller": { "name": "Gullhaven Stores" }, "buyer": { "name": "Lantern Works" }, "iban": "GB33BUKB20201555555555",
          "lines": [ { "description": "Rope", "quantity": 2, "amount": 60.50 }, { "description": "Anchor", "quantity": 1, "amount": 40.00 } ],
          "subtotal": 100.50, "tax_total": 20.10, "total": 120.60
        }
        """)!.AsObject();
}
