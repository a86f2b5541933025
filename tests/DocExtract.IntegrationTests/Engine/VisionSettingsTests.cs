using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Worker.Configuring;
using DocExtract.Worker.Engine;
using Microsoft.Extensions.Configuration;

namespace DocExtract.IntegrationTests.Engine;

/// <summary>Settings as they are written in files and environment variables.</summary>
public sealed class VisionSettingsTests
{
    [Fact]
    public void Every_setting_reaches_the_reader()
    {
        var options = Bind(
            ("TokenParameter", "max-tokens"), ("Detail", "low"), ("Stream", "false"), ("Words", "text-layer"), ("Concurrency", "3"),
            ("StructuredOutput", "JsonObject"), ("Price:Input", "0.25"), ("Price:CachedInput", "0.025"), ("Price:Output", "2"), ("Price:Batch", "0.5"))
            .ToOptions();

        Assert.Equal(
            (TokenParameter.MaxTokens, ImageDetail.Low, false, WordHelp.TextLayer, 3, StructuredOutput.JsonObject),
            (options.TokenParameter, options.Detail, options.Stream, options.Words, options.Concurrency, options.StructuredOutput));
        Assert.Equal(new ModelPrice { Input = 0.25m, CachedInput = 0.025m, Output = 2, Batch = 0.5m }, options.Price);
    }

    [Fact]
    public void What_is_not_set_is_left_to_reader_and_profile()
    {
        var options = Bind().ToOptions();

        Assert.Equal(WordHelp.TextLayer, options.Words);
        Assert.Null(options.Detail);
        Assert.Null(options.Price);
        Assert.Null(options.Token);
    }

    [Fact]
    public void Half_a_price_is_refused() =>
        Assert.Contains("Vision__Price__Output", Assert.Throws<FormatException>(() => Bind(("Price:Input", "1")).ToOptions()).Message, StringComparison.Ordinal);

    [Fact]
    public void Negative_price_is_refused()
    {
        var settings = Bind(("Price:Input", "-1"), ("Price:Output", "1"));

        Assert.True(new ValidateVisionSettings().Validate(null, settings).Failed);
    }

    [Fact]
    public void Identity_takes_the_place_of_the_key_and_needs_an_address()
    {
        var options = Bind(("Identity", "true"), ("Endpoint", "https://some.openai.azure.com/openai/v1/"), ("ApiKey", "some-key")).ToOptions();

        Assert.NotNull(options.Token);
        Assert.Null(options.ApiKey);
        Assert.Contains("Vision__Endpoint", Assert.Throws<FormatException>(() => Bind(("Identity", "true")).ToOptions()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StructuredOutput", "None", "Vision__StructuredOutput cannot be 'None'. Use strict-json-schema, json-schema, json-object, structured-outputs, guided-json, prompt.")]
    [InlineData("Words", "ocr", "Vision__Words cannot be 'ocr'. Use none, text-layer, all.")]
    [InlineData("Detail", "ultra", "Vision__Detail cannot be 'ultra'. Use auto, low, high, original.")]
    [InlineData("MaxPages", "many", "Vision__MaxPages cannot be 'many'. Use a whole number.")]
    [InlineData("Timeout", "soon", "Vision__Timeout cannot be 'soon'. Use hours:minutes:seconds, such as 00:01:30.")]
    [InlineData("Stream", "maybe", "Vision__Stream cannot be 'maybe'. Use true or false.")]
    [InlineData("Price:Input", "1,5 USD", "Vision__Price__Input cannot be '1,5 USD'. Use a number with a point before the decimals.")]
    public void Wrong_setting_is_named_with_what_it_may_be(string setting, string value, string sentence) =>
        Assert.Equal(sentence, WrongSetting.Explain(Assert.Throws<InvalidOperationException>(() => Bind((setting, value)))));

    [Fact]
    public void Other_failures_are_not_taken_for_wrong_settings() =>
        Assert.Null(WrongSetting.Explain(new InvalidOperationException("Something else.")));

    private static VisionSettings Bind(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Append(("Model", "some-model")).Select(setting => KeyValuePair.Create($"Vision:{setting.Item1}", (string?)setting.Item2)))
        .Build().GetSection(VisionSettings.Section).Get<VisionSettings>()!;
}
