using DocExtract.Readers.Vision.Pictures;

namespace DocExtract.Tests.Readers.Vision;

/// <summary>The examples that the vendors publish.</summary>
public sealed class ImageRulesTests
{
    private static readonly TileRules Gpt4o = new(2048, 768, 512, 85, 170);
    private static readonly TileRules Gpt4oMini = new(2048, 768, 512, 2833, 5667);
    private static readonly PatchRules Patches1536 = new(32, 1536);

    [Theory]
    [InlineData(1024, 1024, 765)]
    [InlineData(2048, 4096, 1105)]
    [InlineData(512, 512, 255)]
    public void Tiles_cost_a_base_and_a_price_each(int width, int height, int tokens) =>
        Assert.Equal(tokens, Gpt4o.Tokens(new PixelSize(width, height)));

    [Fact]
    public void Small_model_charges_many_times_more_for_the_same_tiles() =>
        Assert.Equal(2833 + (4 * 5667), Gpt4oMini.Tokens(new PixelSize(1024, 1024)));

    [Fact]
    public void Full_A4_at_300_dpi_is_seen_at_93_by_a_model_of_tiles() =>
        Assert.Equal(new PixelSize(768, 1086), Gpt4o.Seen(new PixelSize(2480, 3508)));

    [Theory]
    [InlineData(1024, 1024, 1024)]
    [InlineData(1800, 2400, 1452)]
    public void Patches_are_counted_after_scaling_to_the_most_that_fit(int width, int height, int tokens) =>
        Assert.Equal(tokens, Patches1536.Tokens(new PixelSize(width, height)));

    [Theory]
    [InlineData("1.62", 1659)]
    [InlineData("1.72", 1762)]
    [InlineData("2.46", 2520)]
    public void Small_models_multiply_their_patches(string multiplier, int tokens) =>
        Assert.Equal(tokens, (Patches1536 with { Multiplier = decimal.Parse(multiplier, System.Globalization.CultureInfo.InvariantCulture) }).Tokens(new PixelSize(1024, 1024)));

    [Fact]
    public void Pixels_are_charged_where_there_are_neither_tiles_nor_patches()
    {
        var claude = new AreaRules(1568, 1_150_000, 750);

        Assert.Equal(1334, claude.Tokens(new PixelSize(1000, 1000)));
        Assert.Equal(1568, claude.Seen(new PixelSize(3136, 700)).Width);
        Assert.InRange(claude.Tokens(new PixelSize(4000, 4000)), 1500, 1540);
    }

    [Fact]
    public void What_is_small_is_not_enlarged() => Assert.All<ImageRules>(
        [Gpt4o, Patches1536, new AreaRules(1568, 1_150_000, 750)],
        rules => Assert.Equal(new PixelSize(300, 200), rules.Seen(new PixelSize(300, 200))));
}
