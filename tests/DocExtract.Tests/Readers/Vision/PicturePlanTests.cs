using DocExtract.Readers.Vision.Pictures;

namespace DocExtract.Tests.Readers.Vision;

public sealed class PicturePlanTests
{
    private static readonly PixelSize A4 = new(1240, 1754);
    private static readonly TileRules Tiles = new(2048, 768, 512, 85, 170);

    [Fact]
    public void Page_that_the_model_sees_sharp_enough_is_sent_whole()
    {
        var plan = PicturePlan.For(A4, 150, 150, ModelSight.Of(new PatchRules(28, 4096)));

        Assert.Equal([new Strip(0, 1754, A4)], plan.Strips);
        Assert.Equal(150, plan.Dpi, 0.1);
    }

    [Fact]
    public void Page_that_the_server_would_shrink_is_sent_in_strips_that_overlap()
    {
        var plan = PicturePlan.For(A4, 150, 150, ModelSight.Of(Tiles));

        Assert.True(plan.Strips.Count > 1);
        Assert.InRange(plan.Dpi, 135, 150);
        Assert.Equal(0, plan.Strips[0].Top);
        Assert.Equal(1754, plan.Strips[^1].Top + plan.Strips[^1].Rows);
        Assert.All(plan.Strips.Zip(plan.Strips.Skip(1)), pair => Assert.True(pair.First.Top + pair.First.Rows >= pair.Second.Top + 30));
        Assert.Equal(plan.Strips.Sum(strip => Tiles.Tokens(strip.Size)), plan.Tokens);
    }

    [Fact]
    public void Nothing_is_sent_finer_than_the_model_sees_it() => Assert.All(
        PicturePlan.For(new PixelSize(2480, 3508), 300, 300, ModelSight.Of(Tiles)).Strips,
        strip => Assert.Equal(strip.Size, Tiles.Seen(strip.Size)));

    [Fact]
    public void Finer_page_is_brought_to_what_was_asked_for()
    {
        var strip = Assert.Single(PicturePlan.For(new PixelSize(2480, 3508), 300, 150, ModelSight.Of(new PatchRules(28, 4096))).Strips);

        Assert.Equal(A4, strip.Size);
    }

    [Fact]
    public void Strips_that_bring_no_sharpness_are_not_paid_for() => Assert.Single(
        PicturePlan.For(new PixelSize(3000, 100), 150, 150, ModelSight.Of(new AreaRules(600, 1_000_000, 750))).Strips);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(10, 4000)]
    [InlineData(4000, 3)]
    public void Any_picture_has_a_plan(int width, int height) => Assert.All(
        PicturePlan.For(new PixelSize(width, height), 150, 150, ModelSight.Of(Tiles)).Strips,
        strip =>
        {
            Assert.InRange(strip.Top, 0, height - strip.Rows);
            Assert.True(strip.Size is { Width: > 0, Height: > 0 });
        });

    [Theory]
    [InlineData(900, 1400)]
    [InlineData(3000, 4000)]
    [InlineData(640, 480)]
    public void Smaller_plan_of_a_photograph_shows_the_model_another_picture(int width, int height)
    {
        var plan = PicturePlan.For(new PixelSize(width, height), 150, 150, ModelSight.Of(new TileRules(672, 672, 336, 576, 576)));

        var smaller = plan.Scaled(0.8);

        Assert.Equal(plan.Strips.Count, smaller.Strips.Count);
        Assert.All(plan.Strips.Zip(smaller.Strips), pair => Assert.True(pair.Second.Size.Width < pair.First.Size.Width));
    }
}
