using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DocExtract.IntegrationTests.ModelServer;

/// <summary>What the server does with one request that keeps the rules.</summary>
internal sealed class ModelStep(Func<HttpContext, Task> play)
{
    public Task PlayAsync(HttpContext context) => play(context);

    /// <summary>A model's text, as the official API wraps it.</summary>
    public static ModelStep Answer(string? content, string? finishReason = "stop", string? refusal = null) =>
        Raw(200, Completion(content, finishReason, refusal).ToJsonString());

    /// <summary>A completion with something changed.</summary>
    public static ModelStep Answer(string? content, Action<JsonObject> change)
    {
        var completion = Completion(content, "stop", null);
        change(completion);
        return Raw(200, completion.ToJsonString());
    }

    public static ModelStep Error(int status, string? code, string message, params (string Name, string Value)[] headers) => Raw(
        status,
        new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "some_error", ["param"] = null, ["code"] = code } }.ToJsonString(),
        headers);

    /// <summary>Any status and any body.</summary>
    public static ModelStep Raw(int status, string body, params (string Name, string Value)[] headers) => new(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    });

    /// <summary>Never answers.</summary>
    public static ModelStep Stall() => new(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

    /// <summary>Begins to answer and goes silent.</summary>
    public static ModelStep StallWithin(string begun) => new(async context =>
    {
        await WriteAsync(context, begun);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    });

    /// <summary>Closes the connection instead of answering.</summary>
    public static ModelStep Cut() => new(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Closes the connection within the answer.</summary>
    public static ModelStep CutWithin(string begun) => new(async context =>
    {
        await WriteAsync(context, begun);
        context.Abort();
    });

    /// <summary>Answers white space until the client has had enough.</summary>
    public static ModelStep Endless() => new(async context =>
    {
        byte[] blank = new byte[64 << 10];
        Array.Fill(blank, (byte)' ');
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(blank, context.RequestAborted);
        }
    });

    private static async Task WriteAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static JsonObject Completion(string? content, string? finishReason, string? refusal) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1_900_000_000,
        ["model"] = "some-model-2031-01-01",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content, ["refusal"] = refusal },
            ["logprobs"] = null,
            ["finish_reason"] = finishReason,
        }),
        ["usage"] = new JsonObject
        {
            ["prompt_tokens"] = 1200,
            ["completion_tokens"] = 80,
            ["total_tokens"] = 1280,
            ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = 1024 },
        },
    };
}
