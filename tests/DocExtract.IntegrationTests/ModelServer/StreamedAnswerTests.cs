using System.Text.Json.Nodes;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.ModelServer;

/// <summary>The scripted server's own streams, read by a parser that is not ours: what the reader is tested with is what servers send.</summary>
public sealed class StreamedAnswerTests : IDisposable
{
    private const string Text = "Größe 5 👩‍👩‍👧 é 12.50 €";

    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Stream_is_role_then_pieces_then_reason_then_usage_then_done()
    {
        var events = await EventsAsync(ModelStep.Answer("abcdefgh"));

        Assert.Equal(
            [
                """{"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}""",
                """{"choices":[{"index":0,"delta":{"content":"abcd"},"logprobs":null,"finish_reason":null}],"usage":null}""",
                """{"choices":[{"index":0,"delta":{"content":"efgh"},"logprobs":null,"finish_reason":null}],"usage":null}""",
                """{"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}""",
                """{"choices":[],"usage":{"prompt_tokens":1200,"completion_tokens":80,"total_tokens":1280,"prompt_tokens_details":{"cached_tokens":1024}}}""",
                "[DONE]",
            ],
            events.Select(data => data == "[DONE]" ? data : Shown(data)));
    }

    [Fact]
    public async Task Usage_comes_only_where_it_is_asked_for()
    {
        var request = Some.StreamRequest();
        request.Remove("stream_options");

        var events = await EventsAsync(ModelStep.Answer("abc"), request);

        Assert.Equal(4, events.Count);
        Assert.DoesNotContain(events, data => data.Contains("usage", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StreamForm.Usual)]
    [InlineData(StreamForm.KeepAlive)]
    [InlineData(StreamForm.KeepAlive | StreamForm.CarriageReturns)]
    [InlineData(StreamForm.Torn)]
    [InlineData(StreamForm.Torn | StreamForm.CarriageReturns | StreamForm.KeepAlive | StreamForm.Tight)]
    internal async Task Forms_of_the_same_stream_say_the_same(StreamForm form)
    {
        Assert.Equal(await EventsAsync(ModelStep.Answer(Text)), await EventsAsync(ModelStep.Stream(Text, form)));
    }

    [Fact]
    public async Task Pieces_part_what_is_one_letter_to_the_eye_but_no_code_point()
    {
        var events = await EventsAsync(ModelStep.Answer(Text));

        var pieces = events.SkipLast(1).Select(data => (string?)JsonNode.Parse(data)!["choices"]!.AsArray().FirstOrDefault()?["delta"]!["content"]).OfType<string>().ToList();
        Assert.Equal(Text, string.Concat(pieces));
        Assert.DoesNotContain(pieces, piece => piece.Length > 0 && (char.IsLowSurrogate(piece[0]) || char.IsHighSurrogate(piece[^1])));
        Assert.Contains(pieces, piece => piece.StartsWith('\u200d') || piece.EndsWith('\u200d'));
    }

    [Fact]
    public async Task Usage_can_be_left_out_or_stand_in_the_last_choice_and_done_can_be_missing()
    {
        var without = await EventsAsync(ModelStep.Stream("abc", StreamForm.WithoutUsage));
        var within = await EventsAsync(ModelStep.Stream("abc", StreamForm.UsageInLastChoice));
        var endless = await EventsAsync(ModelStep.Stream("abc", StreamForm.WithoutDone));

        Assert.DoesNotContain(without, data => data.Contains("usage", StringComparison.Ordinal));
        Assert.Equal((1200, "stop"), ((int)JsonNode.Parse(within[^2])!["usage"]!["prompt_tokens"]!, (string?)JsonNode.Parse(within[^2])!["choices"]![0]!["finish_reason"]));
        Assert.Contains("prompt_tokens", endless[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cut_stream_delivers_what_was_sent_and_then_breaks_off()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.StreamCutAfter("abcdefghijkl", 2));
        using var response = await Some.SendAsync(_client, server, Some.StreamRequest());
        List<string> events = [];

        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            await foreach (string data in Some.EventsAsync(response))
            {
                events.Add(data);
            }
        });

        Assert.Equal(3, events.Count);
        Assert.Contains("efgh", events[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_that_stalls_or_never_ends_sends_until_the_client_leaves(bool stalls)
    {
        await using var server = await ScriptedModelServer.StartAsync(stalls ? ModelStep.StreamStallAfter("abcdefgh", 2) : ModelStep.StreamEndlessly("abcd", " \n "));
        using var response = await Some.SendAsync(_client, server, Some.StreamRequest());

        int wanted = stalls ? 3 : 500;
        int read = await Some.EventsAsync(response).Take(wanted).CountAsync();

        Assert.Equal(wanted, read);
    }

    [Fact]
    public async Task Error_within_a_stream_follows_what_came_before()
    {
        var events = await EventsAsync(ModelStep.StreamErrorAfter("abcdefgh", 1, "server_error", "Something broke."));

        Assert.Equal(3, events.Count);
        Assert.Equal("Something broke.", (string?)JsonNode.Parse(events[^1])!["error"]!["message"]);
    }

    [Fact]
    public async Task Script_of_a_stream_does_not_fit_a_request_for_none()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Stream("abc", StreamForm.Usual));

        using var response = await Some.SendAsync(_client, server, Some.ChatRequest());

        Assert.Equal(400, (int)response.StatusCode);
    }

    private async Task<List<string>> EventsAsync(ModelStep step, JsonObject? request = null)
    {
        await using var server = await ScriptedModelServer.StartAsync(step);
        using var response = await Some.SendAsync(_client, server, request ?? Some.StreamRequest());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return await Some.EventsAsync(response).ToListAsync();
    }

    private static string Shown(string data)
    {
        var chunk = JsonNode.Parse(data)!.AsObject();
        Assert.Equal(("chatcmpl-1", "chat.completion.chunk"), ((string?)chunk["id"], (string?)chunk["object"]));
        return new JsonObject(chunk.Where(field => field.Key is "choices" or "usage").Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))).ToJsonString();
    }
}
