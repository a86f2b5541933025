using System.Numerics;
using DocExtract.Pages.Ocr;

namespace DocExtract.Tests.Pages.Ocr;

public sealed class WordSplitterTests
{
    // One character of the drawings below is 8 columns wide, so that six make a line height.
    private const int Columns = 8;

    [Fact]
    public void A_space_that_was_read_parts_words_and_each_gets_its_place()
    {
        var words = WordSplitter.Split(Line("Net 12.50")).ToList();

        Assert.Equal(["Net", "12.50"], words.Select(word => word.Text));
        Assert.Equal(0, words[0].Box.Bounds(72, 48).X0, 0.02);
        Assert.Equal(3 / 9.0, words[0].Box.Bounds(72, 48).X1, 0.02);
        Assert.Equal(4 / 9.0, words[1].Box.Bounds(72, 48).X0, 0.02);
    }

    [Fact]
    public void A_label_glued_to_its_value_is_parted_at_bare_paper() =>
        Assert.Equal(["Total", "12.50"], WordSplitter.Split(Line("Total____12.50")).Select(word => word.Text));

    [Fact]
    public void Digits_set_far_apart_stay_one_amount() =>
        Assert.Equal(["12.50"], WordSplitter.Split(Line("1_2_._5_0")).Select(word => word.Text));

    [Fact]
    public void Confidence_is_the_mean_of_the_words_own_characters()
    {
        var line = Line("ab c");
        Glyph[] glyphs = [line.Glyphs[0] with { Probability = 0.9f }, line.Glyphs[1] with { Probability = 0.7f }, line.Glyphs[2], line.Glyphs[3]];

        var words = WordSplitter.Split(line with { Glyphs = glyphs }).ToList();

        Assert.Equal(0.8, words[0].Confidence, 0.001);
        Assert.Equal(1, words[1].Confidence, 0.001);
    }

    [Fact]
    public void Repeated_steps_are_one_character_and_a_blank_between_makes_two()
    {
        var characters = Characters("a", "b");
        int[] steps = [1, 1, 0, 1, 2, 0];

        var glyphs = CtcDecoder.Decode([.. steps.SelectMany(OneHot)], 4, characters, 1);

        Assert.Equal("aab", string.Concat(glyphs.Select(glyph => glyph.Text)));
        Assert.Equal([0.5 / 6, 3.5 / 6, 4.5 / 6], glyphs.Select(glyph => Math.Round(glyph.Position, 6)), (a, b) => Math.Abs(a - b) < 0.001);
    }

    [Theory]
    [InlineData("：", ":")]
    [InlineData("５", "5")]
    [InlineData("￥", "¥")]
    [InlineData("\u3000", " ")]
    [InlineData("年", "年")]
    public void Full_width_characters_are_taken_as_plain_ones(string read, string text) => Assert.Equal(text, Characters(read)[1]);

    private static float[] OneHot(int index) => [.. Enumerable.Range(0, 4).Select(i => i == index ? 1f : 0f)];

    private static CharacterSet Characters(params string[] characters)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, characters);
            return CharacterSet.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A line as if read from a drawing: a space was read, an underscore is bare paper that was not.</summary>
    private static TextLine Line(string drawing)
    {
        int width = drawing.Length * Columns;
        var plane = new float[LineSampler.Height * width];
        Array.Fill(plane, 1);
        for (int x = 0; x < width; x++)
        {
            if (drawing[x / Columns] is not (' ' or '_') && x % Columns is > 0)
            {
                plane[LineSampler.Height / 2 * width + x] = -1;
            }
        }

        var glyphs = drawing.Index().Where(c => c.Item != '_').Select(c => new Glyph(c.Item.ToString(), (c.Index + 0.5f) / drawing.Length, 1));
        var box = new OrientedBox(new(width / 2f, 24), Vector2.UnitX, width / 2f, 24);
        return new TextLine(box, [.. glyphs], InkProfile.Of(plane, width, width));
    }
}
