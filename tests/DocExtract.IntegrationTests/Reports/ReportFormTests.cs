using System.Text.Json;
using DocExtract.Worker.Reports;

namespace DocExtract.IntegrationTests.Reports;

/// <summary>A report as people, spreadsheets and programs get it.</summary>
public sealed class ReportFormTests
{
    private static readonly Report Some = new("some", "Some rows.", [new("name", "text", ""), new("total", "numeric", ""), new("at", "timestamp with time zone", ""), new("day", "date", "")]);

    [Theory]
    [InlineData("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1")]
    [InlineData("+49 30 1234", "'+49 30 1234")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("RE-1", "RE-1")]
    [InlineData("say \"no\", twice", "\"say \"\"no\"\", twice\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public async Task No_text_of_a_document_is_a_formula_in_a_spreadsheet(string text, string cell)
    {
        foreach (string format in new[] { "csv", "excel" })
        {
            Assert.StartsWith($"{cell},", (await WriteAsync(format, false, [text, 1m, null, null])).Split("\r\n", 2)[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Excel_is_told_the_encoding_and_gets_times_that_it_understands()
    {
        string written = await WriteAsync("excel", false, ["Müller", -1234.50m, new DateTime(2026, 3, 2, 8, 5, 0, DateTimeKind.Utc), new DateOnly(2026, 3, 2)]);

        Assert.Equal("\uFEFFname,total,at,day\r\nMüller,-1234.50,2026-03-02 08:05:00,2026-03-02\r\n", written);
    }

    [Fact]
    public async Task Where_decimals_have_a_comma_cells_are_separated_by_semicolons()
    {
        string written = await WriteAsync("excel", true, ["a;b", 1234.50m, null, null]);

        Assert.Equal("\uFEFFname;total;at;day\r\n\"a;b\";1234,50;;\r\n", written);
    }

    [Fact]
    public async Task Json_keeps_numbers_exact_and_is_an_array_even_of_nothing()
    {
        string written = await WriteAsync("json", false, ["=1", 1234.50m, new DateTime(2026, 3, 2, 8, 5, 0, DateTimeKind.Utc), null], ["ü", null, null, new DateOnly(2026, 3, 2)]);

        Assert.Equal(
            """
            [
            {"name":"=1","total":1234.50,"at":"2026-03-02T08:05:00Z","day":null},
            {"name":"ü","total":null,"at":null,"day":"2026-03-02"}
            ]

            """,
            written);
        Assert.Equal(0, JsonDocument.Parse(await WriteAsync("json", false)).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task A_table_with_more_columns_than_can_be_read_is_written_row_by_row()
    {
        var wide = new Report("wide", "Wide.", [.. Enumerable.Range(1, 30).Select(i => new ReportColumn($"column{i}", "text", ""))]);
        using var output = new StringWriter();

        await ReportWriter.WriteAsync(wide, Rows([[.. Enumerable.Range(1, 30).Select(i => i == 2 ? null : $"value{i}")]]), "table", false, output);

        Assert.Contains("column30  value30", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("column2 ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("│ Müller │", await WriteAsync("table", false, ["Müller", 1m, null, null]), StringComparison.Ordinal);
        Assert.Contains("Nothing to report.", await WriteAsync("table", false), StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(string format, bool decimalComma, params IReadOnlyList<object?>[] rows)
    {
        using var output = new StringWriter();
        int written = await ReportWriter.WriteAsync(Some, Rows(rows), format, decimalComma, output);
        Assert.Equal(rows.Length, written);
        return output.ToString();
    }

    private static IAsyncEnumerable<IReadOnlyList<object?>> Rows(IReadOnlyList<object?>[] rows) => rows.ToAsyncEnumerable();
}
