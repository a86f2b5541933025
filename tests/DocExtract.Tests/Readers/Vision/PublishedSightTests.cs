using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Pictures;
using DocExtract.Readers.Vision.Profiles;

namespace DocExtract.Tests.Readers.Vision;

/// <summary>What models see of an A4 page of 300 dots an inch, its half and its third, worked out from the published rules.</summary>
public sealed class PublishedSightTests
{
    private const int Width = 2480;

    [Theory]
    [InlineData("gpt-4o", null, 3508, 93, 1105)]
    [InlineData("gpt-4o", null, 1754, 131, 1105)]
    [InlineData("gpt-4o", null, 1169, 197, 1445)]
    [InlineData("o4-mini", null, 3508, 124, 2532)]
    [InlineData("o4-mini", null, 1754, 175, 2532)]
    [InlineData("o4-mini", null, 1169, 213, 2505)]
    [InlineData("gpt-5.4", null, 3508, 161, 2478)]
    [InlineData("gpt-5.4", null, 1754, 228, 2478)]
    [InlineData("gpt-5.4", null, 1169, 248, 1984)]
    [InlineData("gpt-5.4", ImageDetail.Original, 3508, 300, 8580)]
    [InlineData("gpt-5.4", ImageDetail.Original, 1754, 300, 4290)]
    [InlineData("gpt-5.4", ImageDetail.Original, 1169, 300, 2886)]
    [InlineData("gpt-4o", ImageDetail.Low, 3508, 44, 85)]
    [InlineData("gpt-4o-mini", ImageDetail.Low, 3508, 44, 2833)]
    [InlineData("gpt-5", ImageDetail.Low, 3508, 44, 70)]
    public void Sharpness_and_tokens(string model, ImageDetail? detail, int height, int dpi, int tokens)
    {
        var sight = EndpointProfiles.Choose("openai", VisionOptions.OpenAI, null).SightOf(model, detail);
        var sent = new PixelSize(Width, height);

        var rules = sight.Looks[0].Rules;
        Assert.Equal(dpi, 300.0 * rules.Seen(sent).Width / Width, 0.6);
        Assert.Equal(tokens, rules.Tokens(sent));
    }

    [Theory]
    [InlineData("gpt-5.4", 150, ImageDetail.High)]
    [InlineData("gpt-5.4", 300, ImageDetail.Original)]
    [InlineData("gpt-4o", 150, ImageDetail.High)]
    [InlineData("gpt-4o", 45, ImageDetail.Low)]
    public void Plan_looks_as_closely_as_is_wanted_and_no_closer(string model, double wantedDpi, ImageDetail detail)
    {
        var sight = EndpointProfiles.Choose("openai", VisionOptions.OpenAI, null).SightOf(model, null);

        var plan = PicturePlan.For(new PixelSize(Width, 3508), 300, wantedDpi, sight);

        Assert.Equal(detail, plan.Look.Detail);
        Assert.True(plan.Dpi >= 0.9 * wantedDpi);
    }

    [Fact]
    public void Detail_that_is_asked_for_is_the_only_one()
    {
        var sight = EndpointProfiles.Choose("openai", VisionOptions.OpenAI, null).SightOf("gpt-4o", ImageDetail.Low);

        Assert.Equal(ImageDetail.Low, PicturePlan.For(new PixelSize(Width, 3508), 300, 300, sight).Look.Detail);
    }
}
