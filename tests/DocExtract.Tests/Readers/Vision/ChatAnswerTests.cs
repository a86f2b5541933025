using System.Text.Json;
using DocExtract.Readers.Vision;

namespace DocExtract.Tests.Readers.Vision;

public sealed class ChatAnswerTests
{
    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":[null]}""")]
    [InlineData("""{"choices":[{}]}""")]
    [InlineData("""{"choices":[{"message":null,"finish_reason":null}],"usage":null}""")]
    [InlineData("""{"choices":[{"message":{"content":null}}],"usage":{"prompt_tokens":"many"}}""")]
    [InlineData("""{"choices":[{"message":{"content":7}}],"usage":[]}""")]
    public void Hollow_completion_is_an_answer_without_text_and_without_count(string body)
    {
        using var document = JsonDocument.Parse(body);

        Assert.Equal(new ChatAnswer(null, null, null, null, new TokenUsage(null, null, null)), ChatAnswer.Parse(document.RootElement));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"error":{"message":"overloaded"}}""")]
    [InlineData("7")]
    public void Other_JSON_is_no_completion(string body)
    {
        using var document = JsonDocument.Parse(body);

        Assert.Null(ChatAnswer.Parse(document.RootElement));
    }

    [Fact]
    public void Content_in_parts_is_put_together()
    {
        using var document = JsonDocument.Parse(
            """{"choices":[{"message":{"content":[{"type":"text","text":"{\"a\":"},{"type":"text","text":"1}"}]},"finish_reason":"stop"}]}""");

        Assert.Equal("""{"a":1}""", ChatAnswer.Parse(document.RootElement)!.Text);
    }
}
