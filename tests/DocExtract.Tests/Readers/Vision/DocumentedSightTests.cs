using System.Globalization;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Pictures;
using DocExtract.Readers.Vision.Profiles;

namespace DocExtract.Tests.Readers.Vision;

/// <summary>The table in docs/models.md of how an A4 page is shown to each model.</summary>
public sealed class DocumentedSightTests
{
    [Theory]
    [InlineData("openai", "gpt-4o")]
    [InlineData("openai", "gpt-4o-mini")]
    [InlineData("openai", "gpt-4.1-mini")]
    [InlineData("openai", "o4-mini")]
    [InlineData("openai", "gpt-5-nano")]
    [InlineData("openai", "gpt-5-mini")]
    [InlineData("openai", "gpt-5")]
    [InlineData("openai", "gpt-5.4")]
    [InlineData("anthropic", "claude-sonnet-4-5")]
    [InlineData("gemini", "gemini-2.5-flash")]
    [InlineData("ollama", "qwen2.5vl:7b")]
    [InlineData("ollama", "llama3.2-vision")]
    [InlineData("ollama", "llava")]
    [InlineData("vllm", "Qwen2.5-VL-7B-Instruct")]
    public void A4_page_is_shown_as_the_documentation_says(string profile, string model)
    {
        var sight = EndpointProfiles.Choose(profile, VisionOptions.OpenAI, null).SightOf(model, null);

        var plan = PicturePlan.For(new PixelSize(2480, 3508), 300, 150, sight);

        string row = string.Create(CultureInfo.InvariantCulture, $"| `{profile}` | {model} | {plan.Strips.Count} | {plan.Dpi:0} | {plan.Tokens:N0} |");
        Assert.True(File.ReadAllText(Some.RepositoryPath("docs", "models.md")).Contains(row, StringComparison.Ordinal), row);
    }
}
