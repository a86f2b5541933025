using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.ModelServer;

/// <summary>What the scripted server refuses: a rule that is never broken in a test might as well not be there.</summary>
public sealed class RequestRulesTests
{
    private const string Png = "data:image/png;base64,iVBORw0KGgo=";

    [OfficialFact]
    public async Task Every_request_is_held_to_the_official_description_field_by_field()
    {
        Action<JsonObject>[] mistakes =
        [
            body => body["seed"] = "seven",
            body => body["seed"] = 1.5,
            body => body["top_p"] = 3,
            body => body["n"] = 0,
            body => body["store"] = "yes",
            body => body["reasoning_effort"] = "extreme",
            body => body["metadata"] = new JsonObject { ["batch"] = 5 },
            body => body["stop"] = new JsonArray("1", "2", "3", "4", "5"),
            body => body["stream_options"]!["include_usage"] = "yes",
            body => body["stream_options"]!["every"] = true,
            body => body["messages"]![0]!["name"] = 5,
            body => body["response_format"] = JsonNode.Parse("""{"type":"json_schema","json_schema":{"name":"a","strict":"yes","schema":{"type":"object","properties":{},"required":[],"additionalProperties":false}}}"""),
        ];

        foreach (var mistake in mistakes)
        {
            var body = Some.StreamRequest();
            mistake(body);

            string sent = body.ToJsonString();
            Assert.Null(ChatRequestRules.Violation(JsonNode.Parse(sent)!.AsObject()));
            Assert.Contains("official description", await RefusalAsync(JsonNode.Parse(sent)!), StringComparison.Ordinal);
        }
    }

    [OfficialFact]
    public async Task Official_description_says_where_the_mistake_is_and_leaves_a_servers_own_fields_alone()
    {
        var body = Pictures(1);
        body["messages"]![0]!["content"]![0]!["image_url"]!["detail"] = "high";
        body["top_k"] = 4;

        Assert.Equal(
            "messages[0].content[0].image_url.detail is not as the official description of CreateChatCompletionRequest has it (NotInEnumeration).",
            OfficialDescription.Present!.Violation("CreateChatCompletionRequest", Changed(body, "high", "ultra"), "top_k"));
        Assert.Contains("top_k", OfficialDescription.Present.Violation("CreateChatCompletionRequest", body), StringComparison.Ordinal);
        Assert.Null(await RefusalAsync(body, new RequestRules { OwnFields = ["top_k"] }));
    }

    [OfficialFact]
    public void What_the_server_itself_sends_is_what_the_description_says()
    {
        var completion = Completion.Of("Größe", "stop");
        var description = OfficialDescription.Present!;

        Assert.Null(description.Violation("CreateChatCompletionResponse", completion));
        Assert.All(Completion.Chunks(completion, Some.StreamRequest()), chunk => Assert.Null(description.Violation("CreateChatCompletionStreamResponse", chunk)));
        Assert.All(Completion.Chunks(completion, Some.ChatRequest()), chunk => Assert.Null(description.Violation("CreateChatCompletionStreamResponse", chunk)));
        completion.Remove("id");
        Assert.NotNull(description.Violation("CreateChatCompletionResponse", completion));
    }

    [Fact]
    public async Task More_or_larger_pictures_than_allowed_are_refused()
    {
        var rules = new RequestRules { MaxImages = 3, MaxPayloadBytes = 700 };

        Assert.Null(await RefusalAsync(Pictures(3), rules));
        Assert.Contains("4 images", await RefusalAsync(Pictures(4), rules), StringComparison.Ordinal);
        Assert.Contains("700 are allowed", await RefusalAsync(Pictures(9), rules), StringComparison.Ordinal);
        Assert.Contains("501 images", new RequestRules().Violation(Pictures(501), 1), StringComparison.Ordinal);
        Assert.Contains("bytes", new RequestRules().Violation(Pictures(1), 50_000_001), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt-5.4", true)]
    [InlineData("gpt-5.4-mini-2026-03-17", true)]
    [InlineData("gpt-5.12", true)]
    [InlineData("gpt-6", true)]
    [InlineData("gpt-5.3-chat-latest", false)]
    [InlineData("gpt-5", false)]
    [InlineData("gpt-5-mini", false)]
    [InlineData("gpt-4o", false)]
    [InlineData("qwen2.5vl", false)]
    public async Task Pictures_at_their_own_size_are_for_the_models_that_see_them(string model, bool allowed)
    {
        var body = Pictures(1);
        body["model"] = model;
        body["messages"]![0]!["content"]![0]!["image_url"]!["detail"] = "original";

        Assert.Equal(allowed, await RefusalAsync(body) is null);
    }

    [Fact]
    public async Task Options_of_a_stream_are_for_streams()
    {
        var body = Some.StreamRequest();
        body["stream"] = false;

        Assert.Contains("'stream_options'", await RefusalAsync(body), StringComparison.Ordinal);
        Assert.Contains("'stream'", await RefusalAsync(Changed(body, "false", "\"true\"")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model":"m","messages":[{"role":5,"content":"a"}]}""")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"a"}],"temperature":"warm"}""")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":5}}]}]}""")]
    [InlineData("""["no object"]""")]
    public async Task Wrong_types_are_refused_with_a_sentence(string body)
    {
        Assert.False(string.IsNullOrEmpty(await RefusalAsync(JsonNode.Parse(body)!)));
    }

    /// <summary>The server's words, or null when it took the request.</summary>
    private static async Task<string?> RefusalAsync(JsonNode body, RequestRules? rules = null)
    {
        await using var server = await ScriptedModelServer.StartAsync([ModelStep.Answer("Hello.")], rules ?? new RequestRules());
        using var client = new HttpClient();
        using var response = await Some.SendAsync(client, server, body);
        bool taken = response.IsSuccessStatusCode;
        Assert.Equal(taken, Assert.Single(server.Requests).Violation is null);
        return taken ? null : (string?)(await response.Content.ReadFromJsonAsync<JsonObject>())!["error"]!["message"];
    }

    private static JsonObject Pictures(int count)
    {
        var body = Some.ChatRequest();
        body["messages"]![0]!["content"] = new JsonArray(
            [.. Enumerable.Range(0, count).Select(_ => new JsonObject { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = Png } })]);
        return body;
    }

    private static JsonObject Changed(JsonObject body, string from, string to) => JsonNode.Parse(body.ToJsonString().Replace(from, to, StringComparison.Ordinal))!.AsObject();
}
