using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Pictures;
using DocExtract.Readers.Vision.Profiles;

namespace DocExtract.Tests.Readers.Vision;

public sealed class EndpointProfilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-profiles-");

    [Theory]
    [InlineData("https://api.openai.com/v1", "openai")]
    [InlineData("https://somebody.openai.azure.com/openai/v1/", "openai")]
    [InlineData("https://somebody.services.ai.azure.com/openai/v1/", "openai")]
    [InlineData("https://api.anthropic.com/v1", "anthropic")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/openai/", "gemini")]
    [InlineData("http://localhost:11434/v1", "ollama")]
    [InlineData("http://localhost:8000/v1", "compatible")]
    [InlineData("https://openai.azure.com.example.org/v1", "compatible")]
    public void Host_tells_the_profile(string endpoint, string profile) =>
        Assert.Equal(profile, EndpointProfiles.Choose(null, new Uri(endpoint), null).Name);

    [Theory]
    [InlineData("gpt-4o-mini", 2833)]
    [InlineData("gpt-4o-2024-11-20", 85)]
    [InlineData("gpt-5", 70)]
    [InlineData("a-model-of-tomorrow", 85)]
    public void Longest_known_beginning_of_the_models_name_comes_first(string model, int baseTokens) =>
        Assert.Equal(baseTokens, Assert.IsType<TileRules>(EndpointProfiles.Choose("openai", VisionOptions.OpenAI, null).TraitsOf(model).Images).BaseTokens);

    [Theory]
    [InlineData("qwen2.5vl:7b")]
    [InlineData("Qwen/Qwen2.5-VL-7B-Instruct")]
    public void Vendor_before_the_models_name_does_not_count(string model) =>
        Assert.Equal(28, Assert.IsType<PatchRules>(EndpointProfiles.Choose("ollama", VisionOptions.OpenAI, null).TraitsOf(model).Images).Patch);

    [Theory]
    [InlineData("openai", "gpt-4o", "2.5")]
    [InlineData("openai", "gpt-4o-mini", "0.15")]
    [InlineData("openai", "gpt-4o-2024-05-13", "5")]
    [InlineData("openai", "gpt-5-mini-2025-08-07", "0.25")]
    [InlineData("openai", "gpt-5", "1.25")]
    [InlineData("openai", "gpt-5.2", null)]
    [InlineData("openai", "gpt-5-pro", null)]
    [InlineData("openai", "gpt-5.4", null)]
    [InlineData("openai", "a-model-of-tomorrow", null)]
    [InlineData("anthropic", "claude-sonnet-4-5", "3")]
    [InlineData("anthropic", "claude-sonnet-9", null)]
    [InlineData("gemini", "gemini-2.5-flash-lite", "0.1")]
    [InlineData("gemini", "gemini-2.5-flash", "0.3")]
    [InlineData("gemini", "gemini-3-pro", null)]
    [InlineData("ollama", "qwen2.5vl:7b", "0")]
    [InlineData("vllm", "OpenGVLab/InternVL3-8B", "0")]
    [InlineData("compatible", "gpt-4o", null)]
    public void Price_is_known_of_a_model_or_left_open_never_taken_from_another(string profile, string model, string? input) => Assert.Equal(
        input is null ? null : decimal.Parse(input, System.Globalization.CultureInfo.InvariantCulture),
        EndpointProfiles.Choose(profile, VisionOptions.OpenAI, null).TraitsOf(model).Price?.Input);

    [Theory]
    [InlineData("openai", 16)]
    [InlineData("ollama", 1)]
    [InlineData("llama-cpp", 1)]
    [InlineData("vllm", 16)]
    [InlineData("compatible", 8)]
    public void Profile_says_how_many_questions_go_at_one_time_unless_a_setting_does(string profile, int concurrency)
    {
        var options = new VisionOptions { Model = "some-model", Profile = profile, ApiKey = "some-key" };

        Assert.Equal(concurrency, new RequestSettings(options).Concurrency);
        Assert.Equal(2, new RequestSettings(options with { Concurrency = 2 }).Concurrency);
    }

    [Fact]
    public void Own_profile_is_a_file_and_comes_before_a_built_in_one()
    {
        Write("ollama.json", """
            { "name": "ollama", "hosts": ["gpu.example.org"], "token_parameter": "max_tokens", "structured_output": "guided_json",
              "models": [ { "names": [""], "images": { "longest": 900, "max_pixels": 810000, "pixels_per_token": 100, "kind": "area" } } ] }
            """);

        var byHost = EndpointProfiles.Choose(null, new Uri("https://gpu.example.org/v1"), _folder.FullName);

        Assert.Equal(StructuredOutput.GuidedJson, byHost.StructuredOutput);
        Assert.Equal(byHost.Name, EndpointProfiles.Choose("ollama", VisionOptions.OpenAI, _folder.FullName).Name);
    }

    [Theory]
    [InlineData("{", "is no endpoint profile")]
    [InlineData("""{ "name": "x", "token_parameter": "max_tokens", "structured_output": "prompt", "model": [] }""", "'model'")]
    [InlineData("""{ "name": "x", "token_parameter": "tokens", "structured_output": "prompt", "models": [] }""", "token_parameter")]
    [InlineData("""{ "name": "x", "token_parameter": "max_tokens", "structured_output": "prompt", "models": [] }""", "must match every name")]
    [InlineData("""{ "name": "x", "token_parameter": "max_tokens", "structured_output": "prompt", "models": [ { "names": [""], "images": { "kind": "guess" } } ] }""", "images")]
    public void Profile_with_a_mistake_is_named_with_the_place(string json, string place)
    {
        Write("mine.json", json);

        var refused = Assert.Throws<ArgumentException>(() => EndpointProfiles.Choose(null, VisionOptions.OpenAI, _folder.FullName));

        Assert.Contains("mine.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains(place, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_name_says_which_there_are()
    {
        var refused = Assert.Throws<ArgumentException>(() => EndpointProfiles.Choose("olama", VisionOptions.OpenAI, null));

        Assert.Contains("ollama, openai", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string json) => File.WriteAllText(Path.Combine(_folder.FullName, name), json);
}
