using System.Text.Json.Nodes;
using DocExtract.Worker.Evaluation.Comparison;
using DocExtract.Worker.Evaluation.Scores;

namespace DocExtract.IntegrationTests.Evaluation;

public sealed class LineComparisonTests
{
    [Fact]
    public void Rows_are_paired_whatever_their_order()
    {
        var score = Compare(
            """[{"description": "Rope 60 m", "quantity": 2, "amount": 10}, {"description": "Harness", "quantity": 1, "amount": 10}]""",
            """[{"description": "Harness", "quantity": 1, "amount": 10}, {"description": "Rope 60 m", "quantity": 2, "amount": 10}]""");

        Assert.Equal((2, 1.0, new Rate(6, 6)), (score.Matched, score.F1, score.Cells));
    }

    [Fact]
    public void Row_with_a_misread_amount_is_found_and_its_cell_is_wrong()
    {
        var score = Compare("""[{"description": "Rope 60 m", "amount": 10}]""", """[{"description": "Rope 60 m", "amount": 19}]""");

        Assert.Equal((1, new Rate(1, 2)), (score.Matched, score.Cells));
        Assert.Equal(1, Assert.Single(score.Columns, column => column.Field == "amount").Wrong);
    }

    [Fact]
    public void Row_that_agrees_in_neither_is_missing_and_the_other_too_many()
    {
        var score = Compare("""[{"description": "Rope 60 m", "amount": 10}]""", """[{"description": "Carried forward", "amount": 19}]""");

        Assert.Equal((0, 1, 1, new Rate(0, 2)), (score.Matched, score.Printed, score.Given, score.Cells));
        Assert.Null(score.CellsOfMatched.Value);
    }

    [Fact]
    public void Row_given_twice_counts_once_and_lowers_the_precision()
    {
        var score = Compare("""[{"description": "Rope", "amount": 10}]""", """[{"description": "Rope", "amount": 10}, {"description": "Rope", "amount": 10}]""");

        Assert.Equal((new Rate(1, 2), new Rate(1, 1)), (score.Precision, score.Recall));
    }

    [Fact]
    public void Printed_table_of_which_nothing_was_read_is_missing() =>
        Assert.Equal(0, LineScore.Of(LineComparison.Compare([new JsonObject { ["amount"] = 1 }], null)).F1);

    [Fact]
    public void Of_two_rows_that_read_alike_the_one_with_the_right_quantity_is_taken()
    {
        var rows = LineComparison.Compare(
            Rows("""[{"description": "Rope", "quantity": 3, "amount": 10}]"""),
            Rows("""[{"description": "Rope", "quantity": 1, "amount": 10}, {"description": "Rope", "quantity": 3, "amount": 10}]"""));

        Assert.Equal(1, rows[0].Found);
    }

    private static LineScore Compare(string truth, string found) => LineScore.Of(LineComparison.Compare(Rows(truth), Rows(found)));

    private static JsonArray Rows(string json) => JsonNode.Parse(json)!.AsArray();
}
