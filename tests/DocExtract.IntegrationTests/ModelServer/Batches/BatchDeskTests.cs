using System.Text.Json.Nodes;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.ModelServer;

/// <summary>The scripted server's batches: how one ends on cue.</summary>
public sealed class BatchDeskTests : IAsyncLifetime, IDisposable
{
    private readonly BatchDesk _desk = new(body => Completion.Of($"You said: {(string?)body["messages"]![0]!["content"]}"));
    private ScriptedModelServer _server = null!;
    private BatchClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedModelServer.StartAsync([], new RequestRules(), _desk);
        _client = new BatchClient(_server);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Batch_goes_from_validating_to_completed_and_answers_every_line_once_in_no_order()
    {
        _desk.Cue(new BatchCue { PollsInProgress = 2 });

        var batch = await _client.SubmitAsync(BatchClient.Lines(10));

        Assert.Equal("validating", (string?)batch["status"]);
        foreach (string status in new[] { "in_progress", "in_progress", "completed", "completed" })
        {
            Assert.Equal(status, await _client.StatusAsync(batch));
        }

        var done = await _client.GetAsync($"batches/{batch["id"]}");
        Assert.Null(done["error_file_id"]);
        Assert.Equal((10, 10, 0), ((int)done["request_counts"]!["total"]!, (int)done["request_counts"]!["completed"]!, (int)done["request_counts"]!["failed"]!));
        var answers = await _client.LinesAsync(done["output_file_id"]);
        Assert.Equal(10, answers.Select(line => (string?)line["custom_id"]).Distinct().Count());
        Assert.NotEqual(answers.Select(line => (string?)line["custom_id"]).Order(), answers.Select(line => (string?)line["custom_id"]));
        Assert.All(answers, line => Assert.Equal($"You said: {line["custom_id"]}", (string?)line["response"]!["body"]!["choices"]![0]!["message"]!["content"]));
        Assert.Equal(12_000, (int)done["usage"]!["input_tokens"]!);
    }

    [Fact]
    public async Task Partial_batch_has_errors_in_their_own_file_and_lines_in_neither()
    {
        _desk.Cue(new BatchCue { Fails = line => line == 1, Loses = line => line == 2 });

        var batch = await _client.SubmitAsync(BatchClient.Lines(4));

        var done = await _client.GetAsync($"batches/{batch["id"]}");
        Assert.Equal("completed", (string?)done["status"]);
        Assert.Equal(["line-0", "line-3"], (await _client.LinesAsync(done["output_file_id"])).Select(line => (string?)line["custom_id"]).Order());
        var error = Assert.Single(await _client.LinesAsync(done["error_file_id"]));
        Assert.Equal(("line-1", 500), ((string?)error["custom_id"], (int)error["response"]!["status_code"]!));
    }

    [Fact]
    public async Task Expired_batch_keeps_what_was_done_and_names_what_was_not()
    {
        _desk.Cue(new BatchCue { End = BatchEnd.Expired });

        var batch = await _client.SubmitAsync(BatchClient.Lines(4));

        var done = await _client.GetAsync($"batches/{batch["id"]}");
        Assert.Equal("expired", (string?)done["status"]);
        Assert.Equal(2, (await _client.LinesAsync(done["output_file_id"])).Count);
        Assert.All(await _client.LinesAsync(done["error_file_id"]), line => Assert.Equal("batch_expired", (string?)line["error"]!["code"]));
    }

    [Fact]
    public async Task Cancelled_batch_ends_as_such_and_cannot_be_cancelled_again()
    {
        _desk.Cue(new BatchCue { PollsInProgress = int.MaxValue });
        var batch = await _client.SubmitAsync(BatchClient.Lines(4));
        await _client.StatusAsync(batch);

        int first = await _client.PostAsync($"batches/{batch["id"]}/cancel");
        string? after = await _client.StatusAsync(batch);
        int second = await _client.PostAsync($"batches/{batch["id"]}/cancel");

        Assert.Equal((200, "cancelled", 409), (first, after, second));
    }

    [Fact]
    public async Task Batch_fails_at_validation_on_cue()
    {
        _desk.Cue(new BatchCue { End = BatchEnd.Failed });

        var batch = await _client.SubmitAsync(BatchClient.Lines(1));

        var done = await _client.GetAsync($"batches/{batch["id"]}");
        Assert.Equal("failed", (string?)done["status"]);
        Assert.Equal(1, (int)done["errors"]!["data"]![0]!["line"]!);
        Assert.Null(done["output_file_id"]);
    }

    [Fact]
    public async Task Batches_are_listed_newest_first_in_pages()
    {
        for (int i = 0; i < 3; i++)
        {
            await _client.SubmitAsync(BatchClient.Lines(1));
        }

        var first = await _client.GetAsync("batches?limit=2");
        var rest = await _client.GetAsync($"batches?limit=2&after={first["last_id"]}");

        Assert.Equal(["batch_3", "batch_2", "more"], Listed(first));
        Assert.Equal(["batch_1"], Listed(rest));
    }

    [Fact]
    public async Task Call_can_be_disturbed_with_or_without_being_done()
    {
        _desk.Disturb("POST /v1/batches", ModelStep.Error(503, null, "Busy."));
        _desk.Disturb("POST /v1/batches", ModelStep.Cut(), done: true);
        string request = (await _client.RequestAsync(BatchClient.Lines(1))).ToJsonString();

        Assert.Equal(503, await _client.PostAsync("batches", request));
        Assert.Empty(_desk.Batches);
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.PostAsync("batches", request));

        Assert.Single(_desk.Batches);
        Assert.Equal(["POST /v1/files", "POST /v1/batches", "POST /v1/batches"], _desk.Calls);
    }

    [OfficialFact]
    public async Task Files_and_batches_are_what_the_official_description_says()
    {
        var (_, file) = await _client.UploadAsync(BatchClient.Lines(2));
        var batch = await _client.SubmitAsync(BatchClient.Lines(2));
        var done = await _client.GetAsync($"batches/{batch["id"]}");

        Assert.Null(OfficialDescription.Present!.Violation("OpenAIFile", file));
        Assert.All([batch, done], shown => Assert.Null(OfficialDescription.Present.Violation("Batch", WithoutNulls(shown))));
    }

    private static IEnumerable<string> Listed(JsonObject list) =>
        [.. list["data"]!.AsArray().Select(batch => (string)batch!["id"]!), .. (bool)list["has_more"]! ? ["more"] : Array.Empty<string>()];

    private static JsonObject WithoutNulls(JsonObject shown) =>
        new(shown.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
}
