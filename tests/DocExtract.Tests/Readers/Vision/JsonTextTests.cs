using System.Text.Json;
using DocExtract.Readers.Vision;

namespace DocExtract.Tests.Readers.Vision;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("{\"a\":1,\"b\":2", "{\"a\":1}")]
    [InlineData("{\"a\":\"x\",\"b\":\"y", "{\"a\":\"x\"}")]
    [InlineData("{\"a\":\"x\",\"b\"", "{\"a\":\"x\"}")]
    [InlineData("{\"a\":{\"b\":\"x\",\"c\":", "{\"a\":{\"b\":\"x\"}}")]
    [InlineData("{\"a\":[\"x\",\"y\",\"z", "{\"a\":[\"x\",\"y\"]}")]
    [InlineData("{\"a\":[{\"b\":{\"c\":1}},{\"b\":{\"c\":2},", "{\"a\":[{\"b\":{\"c\":1}}]}")]
    [InlineData("{\"a\":[[\"x\"],[\"y\",", "{\"a\":[[\"x\"]]}")]
    [InlineData("{\"a\":\"é\",\"b\":tru", "{\"a\":\"é\"}")]
    [InlineData("{\"a\":1} trailing", "{\"a\":1}")]
    [InlineData("{\"a\":", null)]
    [InlineData("no JSON", null)]
    [InlineData("", null)]
    public void What_was_complete_is_saved(string broken, string? saved) => Assert.Equal(saved, JsonText.Salvage(broken));

    [Fact]
    public void Wherever_an_answer_breaks_off_what_is_saved_is_JSON()
    {
        const string Whole = """{"a":"x\"\\","b":{"c":[{"d":1.5,"e":null},{"d":-2,"e":[true,"\u00e9"]}],"f":false},"g":"h"}""";

        for (int length = 0; length <= Whole.Length; length++)
        {
            if (JsonText.Salvage(Whole[..length]) is { } saved)
            {
                using var parsed = JsonDocument.Parse(saved);
                Assert.Equal(JsonValueKind.Object, parsed.RootElement.ValueKind);
            }
        }

        Assert.Equal(Whole, JsonText.Salvage(Whole));
    }

    [Theory]
    [InlineData("\\ud8\\u000000", "\\ud8\\u000000")]
    [InlineData("\\ud8\\ud80000", "\\ud8\\ud80000")]
    [InlineData("\\ud8 and \\u000000", "\\ud8 and 00")]
    [InlineData("""a\u0000b""", "ab")]
    [InlineData("""a\\u0000b""", """a\\u0000b""")]
    [InlineData("""a\\\u0000b""", """a\\b""")]
    [InlineData("""\ud83d\ude00""", """\ud83d\ude00""")]
    [InlineData("""\ud83d\ud83d\ude00\ude00""", """\ud83d\ude00""")]
    [InlineData("""\uD83D""", "")]
    [InlineData("""\u00e9\u12""", """\u00e9\u12""")]
    [InlineData("""\u""", """\u""")]
    public void Escapes_of_no_character_are_removed(string json, string clean) => Assert.Equal(clean, JsonText.WithoutUnstorable(json));
}
