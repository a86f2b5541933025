using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.ModelServer;

/// <summary>The few calls that make and follow a batch.</summary>
internal sealed class BatchClient(ScriptedModelServer server) : IDisposable
{
    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    public static string Line(string id) =>
        $$$"""{"custom_id":"{{{id}}}","method":"POST","url":"/v1/chat/completions","body":{"model":"some-model","messages":[{"role":"user","content":"{{{id}}}"}]}}""";

    public static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{Line($"line-{i}")}\n"));

    public async Task<(int Status, JsonObject Body)> UploadAsync(string lines, string field = "purpose", string purpose = "batch", string name = "a.jsonl")
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(lines));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { new StringContent(purpose), field }, { file, "file", name } };
        using var response = await _client.PostAsync($"{server.Endpoint}/files", form);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    public async Task<JsonObject> RequestAsync(string lines)
    {
        var (_, file) = await UploadAsync(lines);
        return new JsonObject { ["input_file_id"] = file["id"]!.DeepClone(), ["endpoint"] = "/v1/chat/completions", ["completion_window"] = "24h" };
    }

    public async Task<JsonObject> SubmitAsync(string lines)
    {
        using var response = await _client.PostAsJsonAsync($"{server.Endpoint}/batches", await RequestAsync(lines));
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async Task<JsonObject> GetAsync(string path) => (await _client.GetFromJsonAsync<JsonObject>($"{server.Endpoint}/{path}"))!;

    public async Task<string?> StatusAsync(JsonObject batch) => (string?)(await GetAsync($"batches/{batch["id"]}"))["status"];

    public async Task<IReadOnlyList<JsonNode>> LinesAsync(JsonNode? file)
    {
        string content = await _client.GetStringAsync($"{server.Endpoint}/files/{file}/content");
        return [.. content.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    public async Task<int> PostAsync(string path, string? json = null)
    {
        using var content = new StringContent(json ?? "", Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync($"{server.Endpoint}/{path}", content);
        return (int)response.StatusCode;
    }
}
