using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace DocExtract.IntegrationTests.ModelServer;

/// <summary>The scripted server's batches: what it takes, what it refuses, and how a batch ends on cue.</summary>
public sealed class BatchDeskTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _client = new();
    private readonly BatchDesk _desk = new(
        body => Completion.Of($"You said: {(string?)body["messages"]![0]!["content"]}"), new BatchRules { MaxLines = 12, MaxFileBytes = 5_000 });

    private ScriptedModelServer _server = null!;

    public async Task InitializeAsync() => _server = await ScriptedModelServer.StartAsync([], new RequestRules(), _desk);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Batch_goes_from_validating_to_completed_and_answers_every_line_once_in_no_order()
    {
        _desk.Cue(new BatchCue { PollsInProgress = 2 });

        var batch = await SubmitAsync(Lines(10));

        Assert.Equal("validating", (string?)batch["status"]);
        foreach (string status in new[] { "in_progress", "in_progress", "completed", "completed" })
        {
            Assert.Equal(status, await StatusAsync(batch));
        }

        var done = await GetAsync($"batches/{batch["id"]}");
        Assert.Null(done["error_file_id"]);
        Assert.Equal((10, 10, 0), ((int)done["request_counts"]!["total"]!, (int)done["request_counts"]!["completed"]!, (int)done["request_counts"]!["failed"]!));
        var answers = await LinesAsync(done["output_file_id"]);
        Assert.Equal(10, answers.Select(line => (string?)line["custom_id"]).Distinct().Count());
        Assert.NotEqual(answers.Select(line => (string?)line["custom_id"]).Order(), answers.Select(line => (string?)line["custom_id"]));
        Assert.All(answers, line => Assert.Equal($"You said: {line["custom_id"]}", (string?)line["response"]!["body"]!["choices"]![0]!["message"]!["content"]));
        Assert.Equal(12_000, (int)done["usage"]!["input_tokens"]!);
    }

    [Fact]
    public async Task Partial_batch_has_errors_in_their_own_file_and_lines_in_neither()
    {
        _desk.Cue(new BatchCue { Fails = line => line == 1, Loses = line => line == 2 });

        var batch = await SubmitAsync(Lines(4));

        var done = await GetAsync($"batches/{batch["id"]}");
        Assert.Equal("completed", (string?)done["status"]);
        Assert.Equal(["line-0", "line-3"], (await LinesAsync(done["output_file_id"])).Select(line => (string?)line["custom_id"]).Order());
        var error = Assert.Single(await LinesAsync(done["error_file_id"]));
        Assert.Equal(("line-1", 500), ((string?)error["custom_id"], (int)error["response"]!["status_code"]!));
    }

    [Fact]
    public async Task Expired_batch_keeps_what_was_done_and_names_what_was_not()
    {
        _desk.Cue(new BatchCue { End = BatchEnd.Expired });

        var batch = await SubmitAsync(Lines(4));

        var done = await GetAsync($"batches/{batch["id"]}");
        Assert.Equal("expired", (string?)done["status"]);
        Assert.Equal(2, (await LinesAsync(done["output_file_id"])).Count);
        Assert.All(await LinesAsync(done["error_file_id"]), line => Assert.Equal("batch_expired", (string?)line["error"]!["code"]));
    }

    [Fact]
    public async Task Cancelled_batch_ends_as_such_and_cannot_be_cancelled_again()
    {
        _desk.Cue(new BatchCue { PollsInProgress = int.MaxValue });
        var batch = await SubmitAsync(Lines(4));
        await StatusAsync(batch);

        using var first = await _client.PostAsync($"{_server.Endpoint}/batches/{batch["id"]}/cancel", null);
        string? after = await StatusAsync(batch);
        using var second = await _client.PostAsync($"{_server.Endpoint}/batches/{batch["id"]}/cancel", null);

        Assert.Equal((200, "cancelled", 409), ((int)first.StatusCode, after, (int)second.StatusCode));
    }

    [Fact]
    public async Task Batch_fails_at_validation_on_cue()
    {
        _desk.Cue(new BatchCue { End = BatchEnd.Failed });

        var batch = await SubmitAsync(Lines(1));

        var done = await GetAsync($"batches/{batch["id"]}");
        Assert.Equal("failed", (string?)done["status"]);
        Assert.Equal(1, (int)done["errors"]!["data"]![0]!["line"]!);
        Assert.Null(done["output_file_id"]);
    }

    public static TheoryData<string, string> BadLines => new()
    {
        { "no JSON", "invalid_json_line" },
        { Line("line-0"), "duplicate_custom_id" },
        { Line("a").Replace("POST", "GET", StringComparison.Ordinal), "invalid_method" },
        { Line("a").Replace("/v1/chat/completions", "/v1/completions", StringComparison.Ordinal), "invalid_url" },
        { Line("a").Replace("custom_id", "customId", StringComparison.Ordinal), "unknown_parameter" },
        { Line("a").Replace("messages", "message", StringComparison.Ordinal), "invalid_request" },
        { Line("a").Replace("\"body\":{", "\"body\":{\"stream\":true,", StringComparison.Ordinal), "invalid_request" },
        { Line("a").Replace("some-model", "other-model", StringComparison.Ordinal), "mismatched_model" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task Line_that_breaks_a_rule_fails_the_batch(string line, string code)
    {
        var batch = await SubmitAsync($"{Lines(1)}{line}\n");

        var done = await GetAsync($"batches/{batch["id"]}");
        Assert.Equal("failed", (string?)done["status"]);
        Assert.Equal(code, (string?)Assert.Single(done["errors"]!["data"]!.AsArray())!["code"]);
    }

    [Fact]
    public async Task Too_many_lines_fail_the_batch_and_too_many_bytes_are_not_taken()
    {
        var many = await SubmitAsync(Lines(13));

        Assert.Equal("failed", await StatusAsync(many));
        Assert.Equal(400, (await UploadAsync(Lines(60))).Status);
        Assert.Equal((50_000, 200_000_000L), (new BatchRules().MaxLines, new BatchRules().MaxFileBytes));
    }

    [Theory]
    [InlineData("purpose", "fine-tune", "a.jsonl", 400)]
    [InlineData("purpose", "batch", "a.txt", 400)]
    [InlineData("aim", "batch", "a.jsonl", 400)]
    [InlineData("purpose", "batch", "a.jsonl", 200)]
    public async Task Upload_is_a_form_with_a_file_and_its_purpose(string field, string purpose, string name, int status)
    {
        Assert.Equal(status, (await UploadAsync(Lines(1), field, purpose, name)).Status);
    }

    [Theory]
    [InlineData("""{"input_file_id":"file-9","endpoint":"/v1/chat/completions","completion_window":"24h"}""")]
    [InlineData("""{"input_file_id":"file-1","endpoint":"/v1/chat/completions","completion_window":"1h"}""")]
    [InlineData("""{"input_file_id":"file-1","endpoint":"/v1/somewhere","completion_window":"24h"}""")]
    [InlineData("""{"input_file_id":"file-1","endpoint":"/v1/chat/completions","completion_window":"24h","metadata":{"run":7}}""")]
    [InlineData("""{"input_file_id":"file-1","endpoint":"/v1/chat/completions","completion_window":"24h","priority":1}""")]
    public async Task Batch_that_breaks_a_rule_is_not_made(string request)
    {
        await UploadAsync(Lines(1));

        using var response = await _client.PostAsync($"{_server.Endpoint}/batches", new StringContent(request, Encoding.UTF8, "application/json"));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Empty(_desk.Batches);
    }

    [Fact]
    public async Task Batches_are_listed_newest_first_in_pages()
    {
        for (int i = 0; i < 3; i++)
        {
            await SubmitAsync(Lines(1));
        }

        var first = await GetAsync("batches?limit=2");
        var rest = await GetAsync($"batches?limit=2&after={first["last_id"]}");

        Assert.Equal(["batch_3", "batch_2", "more"], Listed(first));
        Assert.Equal(["batch_1"], Listed(rest));
    }

    [Fact]
    public async Task Call_can_be_disturbed_with_or_without_being_done()
    {
        _desk.Disturb("POST /v1/batches", ModelStep.Error(503, null, "Busy."));
        _desk.Disturb("POST /v1/batches", ModelStep.Cut(), done: true);
        var request = await RequestAsync(Lines(1));

        using var busy = await _client.PostAsJsonAsync($"{_server.Endpoint}/batches", request);
        Assert.Empty(_desk.Batches);
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.PostAsJsonAsync($"{_server.Endpoint}/batches", request));

        Assert.Equal(503, (int)busy.StatusCode);
        Assert.Single(_desk.Batches);
        Assert.Equal(["POST /v1/files", "POST /v1/batches", "POST /v1/batches"], _desk.Calls);
    }

    [OfficialFact]
    public async Task Files_and_batches_are_what_the_official_description_says()
    {
        var (_, file) = await UploadAsync(Lines(2));
        var batch = await SubmitAsync(Lines(2));
        var done = await GetAsync($"batches/{batch["id"]}");

        Assert.Null(OfficialDescription.Present!.Violation("OpenAIFile", file));
        Assert.All([batch, done], shown => Assert.Null(OfficialDescription.Present.Violation("Batch", WithoutNulls(shown))));
    }

    private static string Line(string id) =>
        $$$"""{"custom_id":"{{{id}}}","method":"POST","url":"/v1/chat/completions","body":{"model":"some-model","messages":[{"role":"user","content":"{{{id}}}"}]}}""";

    private static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{Line($"line-{i}")}\n"));

    private async Task<(int Status, JsonObject Body)> UploadAsync(string lines, string field = "purpose", string purpose = "batch", string name = "a.jsonl")
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(lines));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { new StringContent(purpose), field }, { file, "file", name } };
        using var response = await _client.PostAsync($"{_server.Endpoint}/files", form);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    private async Task<JsonObject> RequestAsync(string lines)
    {
        var (_, file) = await UploadAsync(lines);
        return new JsonObject { ["input_file_id"] = file["id"]!.DeepClone(), ["endpoint"] = "/v1/chat/completions", ["completion_window"] = "24h" };
    }

    private async Task<JsonObject> SubmitAsync(string lines)
    {
        using var response = await _client.PostAsJsonAsync($"{_server.Endpoint}/batches", await RequestAsync(lines));
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private async Task<JsonObject> GetAsync(string path) => (await _client.GetFromJsonAsync<JsonObject>($"{_server.Endpoint}/{path}"))!;

    private async Task<string?> StatusAsync(JsonObject batch) => (string?)(await GetAsync($"batches/{batch["id"]}"))["status"];

    private async Task<IReadOnlyList<JsonNode>> LinesAsync(JsonNode? file)
    {
        string content = await _client.GetStringAsync($"{_server.Endpoint}/files/{file}/content");
        return [.. content.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private static IEnumerable<string> Listed(JsonObject list) =>
        [.. list["data"]!.AsArray().Select(batch => (string)batch!["id"]!), .. (bool)list["has_more"]! ? ["more"] : Array.Empty<string>()];

    private static JsonObject WithoutNulls(JsonObject shown) =>
        new(shown.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
}
