using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DocExtract.ModelServer;

/// <summary>Streams with something the matter. A request that asks for no stream is refused: the script does not fit it.</summary>
internal sealed partial class ModelStep
{
    private const int All = int.MaxValue - 1;

    /// <summary>A whole answer, written as <paramref name="form"/> says.</summary>
    public static ModelStep Stream(string content, StreamForm form, string? finishReason = "stop") => Streamed(async (context, request) =>
        await SendAsync(new EventStream(context, form), Completion.Chunks(Completion.Of(content, finishReason), request, form)));

    /// <summary>Closes the connection after so many pieces of the content.</summary>
    public static ModelStep StreamCutAfter(string content, int pieces) => Streamed(async (context, request) =>
    {
        await SendAsync(context, Begun(content, request, pieces));
        throw new IOException("The connection is cut.");
    });

    /// <summary>Closes the connection in the middle of an answer, streamed or not.</summary>
    public static ModelStep CutPartWay(string content) => new((context, request) => WantsStream(request)
        ? StreamCutAfter(content, Completion.Pieces(content).Count() / 2).PlayAsync(context, request)
        : CutWithin(Completion.Of(content).ToJsonString()[..100]).PlayAsync(context, request));

    /// <summary>Goes silent after so many pieces of the content.</summary>
    public static ModelStep StreamStallAfter(string content, int pieces) => Streamed(async (context, request) =>
    {
        await SendAsync(context, Begun(content, request, pieces));
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    });

    /// <summary>Tells of an error after so many pieces of the content, and ends.</summary>
    public static ModelStep StreamErrorAfter(string content, int pieces, string? code, string message) => Streamed(async (context, request) =>
        await SendAsync(context, [.. Begun(content, request, pieces), ErrorBody(code, message)]));

    /// <summary>Writes <paramref name="begun"/> and then <paramref name="repeated"/> (a row, white space) until the client has had enough.</summary>
    public static ModelStep StreamEndlessly(string begun, string repeated) => Streamed(async (context, request) =>
    {
        await SendAsync(context, Begun(begun, request, All));
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await SendAsync(context, Begun(repeated, request, All).Skip(1));
        }
    });

    /// <summary>Any events, as they stand, in a stream.</summary>
    public static ModelStep StreamRaw(params IEnumerable<string> events) => Streamed(async (context, _) =>
    {
        var stream = new EventStream(context, StreamForm.Usual);
        foreach (string data in events)
        {
            await stream.SendAsync(data);
        }
    });

    private static ModelStep Streamed(Func<HttpContext, JsonObject, Task> play) => new((context, request) => WantsStream(request)
        ? play(context, request)
        : Error(400, "script_mismatch", "The script has a stream here, and the request asks for none.").PlayAsync(context, request));

    public static bool WantsStream(JsonObject request) => request["stream"] is JsonValue stream && stream.TryGetValue(out bool wanted) && wanted;

    /// <summary>The first chunk and so many pieces of the content; neither a finish reason nor tokens.</summary>
    private static IEnumerable<JsonObject> Begun(string content, JsonObject request, int pieces) =>
        Completion.Chunks(Completion.Of(content, finishReason: null), request)
            .Where(chunk => chunk["choices"] is JsonArray { Count: > 0 })
            .Take(1 + pieces);

    private static Task SendAsync(HttpContext context, IEnumerable<JsonObject> events) => SendAsync(new EventStream(context, StreamForm.WithoutDone), events);

    private static async Task SendAsync(EventStream stream, IEnumerable<JsonObject> events)
    {
        foreach (var data in events)
        {
            await stream.SendAsync(data);
        }

        await stream.DoneAsync();
    }
}
