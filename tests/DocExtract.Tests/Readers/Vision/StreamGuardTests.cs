using DocExtract.Readers.Vision;

namespace DocExtract.Tests.Readers.Vision;

public sealed class StreamGuardTests
{
    private const string Row = """{"text":"One and the same row","amount":"12.50"},""";

    [Fact]
    public void Indented_JSON_is_no_white_space_loop()
    {
        var guard = new StreamGuard();

        Assert.All(Enumerable.Range(0, 200), row => Assert.Null(guard.Add($"{{\n{new string(' ', 40)}\"row\": {row}\n}},\n")));
    }

    [Fact]
    public void White_space_without_end_is_stopped_before_it_costs_much()
    {
        var guard = new StreamGuard();
        guard.Add("""{"number":"7",""");

        int pieces = Enumerable.Range(1, 10_000).First(_ => guard.Add(" \n\t ") is BrokenOff.WhiteSpace);

        Assert.InRange(pieces * 4, 500, 600);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5000)]
    public void Row_without_end_is_stopped_and_kept_twice_at_most(int pieceLength)
    {
        var guard = new StreamGuard();
        string text = """{"number":"7","lines":[{"text":"First","amount":"1.00"},""" + string.Concat(Enumerable.Repeat(Row, 400));

        Assert.Equal(BrokenOff.Repetition, text.Chunk(pieceLength).Select(piece => guard.Add(new string(piece))).First(broken => broken is not null));

        Assert.StartsWith("""{"number":"7","lines":[{"text":"First","amount":"1.00"},{"text":"One""", guard.Text, StringComparison.Ordinal);
        Assert.InRange(guard.Text.Length, 100, 200);
    }

    [Fact]
    public void One_character_without_end_is_a_repetition()
    {
        var guard = new StreamGuard();
        guard.Add("""{"number":"1""");

        Assert.Contains(BrokenOff.Repetition, Enumerable.Range(0, 100).Select(_ => guard.Add(new string('0', 64))));
    }

    [Fact]
    public void Long_table_of_rows_that_differ_in_a_digit_goes_on()
    {
        var guard = new StreamGuard();

        Assert.All(Enumerable.Range(0, 3000), row => Assert.Null(guard.Add($$"""{"position":"{{row}}","text":"Paper","amount":"12.50"},""")));
    }
}
