using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.ModelServer;

/// <summary>The scripted server's batches: what it refuses.</summary>
public sealed class BatchRulesTests : IAsyncLifetime, IDisposable
{
    private readonly BatchDesk _desk = new(_ => Completion.Of("{}"), new BatchRules { MaxLines = 12, MaxFileBytes = 5_000 });
    private ScriptedModelServer _server = null!;
    private BatchClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedModelServer.StartAsync([], new RequestRules(), _desk);
        _client = new BatchClient(_server);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _client.Dispose();

    public static TheoryData<string, string> BadLines => new()
    {
        { "no JSON", "invalid_json_line" },
        { BatchClient.Line("line-0"), "duplicate_custom_id" },
        { BatchClient.Line("a").Replace("POST", "GET", StringComparison.Ordinal), "invalid_method" },
        { BatchClient.Line("a").Replace("/v1/chat/completions", "/v1/completions", StringComparison.Ordinal), "invalid_url" },
        { BatchClient.Line("a").Replace("custom_id", "customId", StringComparison.Ordinal), "unknown_parameter" },
        { BatchClient.Line("a").Replace("messages", "message", StringComparison.Ordinal), "invalid_request" },
        { BatchClient.Line("a").Replace("\"body\":{", "\"body\":{\"stream\":true,", StringComparison.Ordinal), "invalid_request" },
        { BatchClient.Line("a").Replace("some-model", "other-model", StringComparison.Ordinal), "mismatched_model" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task Line_that_breaks_a_rule_fails_the_batch(string line, string code)
    {
        var batch = await _client.SubmitAsync($"{BatchClient.Lines(1)}{line}\n");

        var done = await _client.GetAsync($"batches/{batch["id"]}");
        Assert.Equal("failed", (string?)done["status"]);
        Assert.Equal(code, (string?)Assert.Single(done["errors"]!["data"]!.AsArray())!["code"]);
    }

    [Fact]
    public async Task Too_many_lines_fail_the_batch_and_too_many_bytes_are_not_taken()
    {
        var many = await _client.SubmitAsync(BatchClient.Lines(13));

        Assert.Equal("failed", await _client.StatusAsync(many));
        Assert.Equal(400, (await _client.UploadAsync(BatchClient.Lines(60))).Status);
        Assert.Equal((50_000, 200_000_000L), (new BatchRules().MaxLines, new BatchRules().MaxFileBytes));
    }

    [Theory]
    [InlineData("purpose", "fine-tune", "a.jsonl", 400)]
    [InlineData("purpose", "batch", "a.txt", 400)]
    [InlineData("aim", "batch", "a.jsonl", 400)]
    [InlineData("purpose", "batch", "a.jsonl", 200)]
    public async Task Upload_is_a_form_with_a_file_and_its_purpose(string field, string purpose, string name, int status)
    {
        Assert.Equal(status, (await _client.UploadAsync(BatchClient.Lines(1), field, purpose, name)).Status);
    }

    [Theory]
    [InlineData("""{"input_file_id":"file-9","endpoint":"/v1/chat/completions","completion_window":"24h"}""")]
    [InlineData("""{"input_file_id":"file-1","endpoint":"/v1/chat/completions","completion_window":"1h"}""")]
    [InlineData("""{"input_file_id":"file-1","endpoint":"/v1/somewhere","completion_window":"24h"}""")]
    [InlineData("""{"input_file_id":"file-1","endpoint":"/v1/chat/completions","completion_window":"24h","metadata":{"run":7}}""")]
    [InlineData("""{"input_file_id":"file-1","endpoint":"/v1/chat/completions","completion_window":"24h","priority":1}""")]
    public async Task Batch_that_breaks_a_rule_is_not_made(string request)
    {
        await _client.UploadAsync(BatchClient.Lines(1));

        Assert.Equal(400, await _client.PostAsync("batches", request));
        Assert.Empty(_desk.Batches);
    }
}
