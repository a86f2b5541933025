using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Tests.Readers.Offline;

public sealed class RowBuilderTests
{
    [Fact]
    public void Tilted_line_stays_one_row()
    {
        var words = Enumerable.Range(0, 10).Select(i => Word($"w{i}", i * 0.1, 0.1 + (i * 0.004))).ToList();

        var rows = RowBuilder.Build(1, words, 0);

        Assert.Equal("w0 w1 w2 w3 w4 w5 w6 w7 w8 w9", Assert.Single(rows).Text(0, 10));
    }

    [Fact]
    public void Wide_gaps_part_the_columns_of_a_row()
    {
        var row = Assert.Single(RowBuilder.Build(1, [Word("left", 0.1, 0.1), Word("side", 0.15, 0.1), Word("right", 0.6, 0.1)], 0));

        Assert.Equal(["left side", "right"], row.Segments.Select(segment => segment.Text));
    }

    [Fact]
    public void Text_that_runs_up_the_margin_is_left_out()
    {
        var turned = new Word("Margin", new Box(0.02, 0.1, 0.035, 0.3), WordSource.TextLayer, 1);

        var row = Assert.Single(RowBuilder.Build(1, [turned, Word("text", 0.1, 0.2)], 0));

        Assert.Equal("text", Assert.Single(row.Tokens).Text);
    }

    private static Word Word(string text, double x, double y) => new(text, new Box(x, y, x + (0.01 * text.Length), y + 0.012), WordSource.TextLayer, 1);
}
