using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DocExtract.ModelServer;

/// <summary>What the server does with one request that keeps the rules.</summary>
internal sealed partial class ModelStep(Func<HttpContext, JsonObject, Task> play)
{
    public Task PlayAsync(HttpContext context, JsonObject request) => play(context, request);

    /// <summary>A model's text, as the official API wraps it: whole, or in a stream where the request asks for one.</summary>
    public static ModelStep Answer(string? content, string? finishReason = "stop", string? refusal = null) =>
        Complete(Completion.Of(content, finishReason, refusal));

    /// <summary>An answer that depends on what is asked.</summary>
    public static ModelStep Answer(Func<JsonObject, string> answer) => new((context, request) => Answer(answer(request)).PlayAsync(context, request));

    /// <summary>A completion with something changed.</summary>
    public static ModelStep Answer(string? content, Action<JsonObject> change)
    {
        var completion = Completion.Of(content);
        change(completion);
        return Complete(completion);
    }

    public static ModelStep Error(int status, string? code, string message, params (string Name, string Value)[] headers) => Raw(
        status, ErrorBody(code, message).ToJsonString(), headers);

    /// <summary>What a request gets that breaks a rule.</summary>
    public static ModelStep Refusal(string violation) => Error(400, "invalid_request_error", violation);

    /// <summary>Any status and any body.</summary>
    public static ModelStep Raw(int status, string body, params (string Name, string Value)[] headers) => new(async (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        // 204 and 304 may not have a body, not even an empty one.
        if (body.Length > 0)
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        }
    });

    /// <summary>Never answers.</summary>
    public static ModelStep Stall() => new((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));

    /// <summary>Begins to answer and goes silent.</summary>
    public static ModelStep StallWithin(string begun) => new(async (context, _) =>
    {
        await WriteAsync(context, begun);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    });

    /// <summary>Closes the connection instead of answering.</summary>
    public static ModelStep Cut() => new((context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Closes the connection within the answer.</summary>
    public static ModelStep CutWithin(string begun) => new(async (context, _) =>
    {
        await WriteAsync(context, begun);

        // What was written still goes out; then the connection ends without the response's end.
        throw new IOException("The connection is cut.");
    });

    /// <summary>Answers white space until the client has had enough.</summary>
    public static ModelStep Endless() => new(async (context, _) =>
    {
        byte[] blank = new byte[64 << 10];
        Array.Fill(blank, (byte)' ');
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(blank, context.RequestAborted);
        }
    });

    private static ModelStep Complete(JsonObject completion) => new((context, request) => WantsStream(request)
        ? SendAsync(new EventStream(context, StreamForm.Usual), Completion.Chunks(completion, request))
        : Raw(200, completion.ToJsonString()).PlayAsync(context, request));

    private static async Task WriteAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static JsonObject ErrorBody(string? code, string message) => new()
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = "some_error", ["param"] = null, ["code"] = code },
    };
}
