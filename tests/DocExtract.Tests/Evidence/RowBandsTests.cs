using System.Diagnostics;
using System.Globalization;
using DocExtract.Evidence;
using DocExtract.Pages;

namespace DocExtract.Tests.Evidence;

public sealed class RowBandsTests
{
    private const string Table =
        """
        Pos   Description           Qty    Price      Amount

        1     Blue paint              1    12.50       12.50
        2     Brush, large            2     3.00        6.00
              with wooden handle
        3     Blue paint              3    12.50       37.50

                                           Total       56.00
        """;

    [Fact]
    public void The_cells_of_a_row_are_found_on_one_band()
    {
        var found = Find("""
            { "lines": [
              { "description": "Blue paint", "quantity": 1, "unit_price": 12.50, "amount": 12.50 },
              { "description": "Brush, large with wooden handle", "quantity": 2, "unit_price": 3.00, "amount": 6.00 },
              { "description": "Blue paint", "quantity": 3, "unit_price": 12.50, "amount": 37.50 } ] }
            """, Some.Page(Table));

        Assert.Equal([2, 2, 2, 2, 3, 3, 3, 3, 5, 5, 5, 5], found.Select(LineOf));
        Assert.All(found, evidence => Assert.True(evidence.Support >= 0.8));
    }

    [Fact]
    public void Rows_that_are_all_alike_get_a_line_each()
    {
        var page = Some.Page("A   1   5.00   5.00\nA   1   5.00   5.00\nA   1   5.00   5.00");
        const string Row = """{ "description": "A", "quantity": 1, "unit_price": 5.00, "amount": 5.00 }""";

        var found = Find($$"""{ "lines": [ {{Row}}, {{Row}}, {{Row}} ] }""", page);

        Assert.Equal([0, 1, 2], found.Where(evidence => evidence.Field.EndsWith("amount", StringComparison.Ordinal)).Select(LineOf));
    }

    [Fact]
    public void A_number_that_is_printed_once_elsewhere_draws_no_row_of_equal_numbers_to_itself()
    {
        var page = Some.Page("Sample   1,0000   1   1,00\n\n\n\n\n\n\n\n\nTotal   1,00");

        var found = Find("""{ "lines": [ { "description": "Sample", "quantity": 1, "unit_price": 1, "amount": 1 } ] }""", page);

        Assert.All(found, evidence => Assert.Equal((0, true), (LineOf(evidence), evidence.Support >= FieldEvidence.Found)));
    }

    [Fact]
    public void A_value_of_another_row_is_not_found()
    {
        var found = Find("""{ "lines": [ { "description": "Brush, large", "quantity": 2, "unit_price": 3.00, "amount": 56.00 } ] }""", Some.Page(Table));

        Assert.True(found.Single(evidence => evidence.Field == "/lines/0/amount").Support < FieldEvidence.Found);
        Assert.True(found.Single(evidence => evidence.Field == "/lines/0/unit_price").Support >= FieldEvidence.Found);
    }

    [Fact]
    public void A_quantity_glued_to_its_unit_is_found() =>
        Assert.Equal(0.95, Find("""{ "lines": [ { "description": "Blue paint", "quantity": 2 } ] }""", Some.Page("Blue paint   2pcs   9.00"))
            .Single(evidence => evidence.Field == "/lines/0/quantity").Support, 3);

    [Fact]
    public void A_number_of_the_description_is_not_the_quantity()
    {
        const string Row = "Orange juice 500ml 2.5%   3   2.50   7.50";
        static double SupportOf(string quantity) => Find(
            $$"""{ "lines": [ { "description": "Orange juice 500ml 2.5%", "quantity": {{quantity}}, "amount": 7.50 } ] }""", Some.Page(Row))
            .Single(evidence => evidence.Field == "/lines/0/quantity").Support;

        Assert.True(SupportOf("500") < FieldEvidence.Found);
        Assert.True(SupportOf("3") >= FieldEvidence.Found);
    }

    [Fact]
    public void A_quantity_of_zero_is_not_proven_by_an_empty_column() =>
        Assert.True(Find("""{ "lines": [ { "description": "Blue paint", "quantity": 0, "amount": 9.00 } ] }""", Some.Page("Blue paint   2   0.00   9.00"))
            .Single(evidence => evidence.Field == "/lines/0/quantity").Support < FieldEvidence.Found);

    [Fact]
    public void Rates_and_their_amounts_are_found_in_the_summary_of_taxes()
    {
        var found = Find("""
            { "tax_breakdown": [ { "rate": 19, "base": 100.00, "amount": 19.00 }, { "rate": 7, "base": 50.00, "amount": 3.50 } ] }
            """, Some.Page("Sum 150,00\nVAT 19 %   100,00   19,00\nVAT 7,0%    50,00    3,50"));

        Assert.Equal([1, 1, 1, 2, 2, 2], found.Select(LineOf));
        Assert.All(found, evidence => Assert.True(evidence.Support >= 0.95));
    }

    [Fact]
    public void Fifty_full_pages_and_three_thousand_rows_are_placed_row_by_row_in_reasonable_time()
    {
        var pages = Enumerable.Range(0, 50).Select(page => Some.Page(
            string.Join('\n', Enumerable.Range(0, 60).Select(line => Line(60 * page + line))), page + 1)).ToArray();
        string rows = string.Join(',', Enumerable.Range(0, 3000).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{ "description": "Article {{row}} of the catalogue", "quantity": 1, "unit_price": {{Price(row)}}, "amount": {{Price(row)}} }""")));
        var watch = Stopwatch.StartNew();

        var found = Find($$"""{ "lines": [ {{rows}} ] }""", pages);

        Assert.Equal(12_000, found.Count(evidence => evidence.Support >= FieldEvidence.Found));
        Assert.Equal(Enumerable.Range(0, 3000), found.Where(evidence => evidence.Field.EndsWith("amount", StringComparison.Ordinal))
            .Select(evidence => 60 * (evidence.Page!.Value - 1) + LineOf(evidence)));
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"It took {watch.Elapsed}.");
    }

    private static string Line(int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row}   Article {row} of the catalogue   1   pcs   {Price(row)}   20 %   {Price(row)}   x y z");

    private static decimal Price(int row) => 10 + row % 700 + 0.25m;

    private static int LineOf(FieldEvidence evidence) => (int)Math.Round(evidence.Box!.Value.Y0 * 60);

    private static IReadOnlyList<FieldEvidence> Find(string json, params Page[] pages) =>
        EvidenceFinder.Find(Some.Reading(json), Some.Labels(), Some.Document(pages), CancellationToken.None);
}
