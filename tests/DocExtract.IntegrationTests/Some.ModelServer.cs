using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests;

internal static partial class Some
{
    /// <summary>The smallest chat completion that can be asked for.</summary>
    public static JsonObject ChatRequest() =>
        JsonNode.Parse("""{"model":"some-model","messages":[{"role":"user","content":"Hello."}]}""")!.AsObject();

    /// <summary>The same, to be streamed with its usage.</summary>
    public static JsonObject StreamRequest()
    {
        var request = ChatRequest();
        request["stream"] = true;
        request["stream_options"] = new JsonObject { ["include_usage"] = true };
        return request;
    }

    /// <summary>Sends a body to a server as it is; the answer is not waited for beyond its headers.</summary>
    public static Task<HttpResponseMessage> SendAsync(HttpClient client, ScriptedModelServer server, JsonNode body) => client.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, $"{server.Endpoint}/chat/completions") { Content = JsonContent.Create(body) },
        HttpCompletionOption.ResponseHeadersRead);

    /// <summary>The events of a stream, as a parser that is not ours understands them.</summary>
    public static async IAsyncEnumerable<string> EventsAsync(HttpResponseMessage response)
    {
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            yield return item.Data;
        }
    }
}
