using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DocExtract.IntegrationTests.ModelServer;

/// <summary>
/// An OpenAI-compatible server on a free loopback port. It keeps every request, refuses with 400 what the official API
/// refuses, and otherwise plays its script, one step a request.
/// </summary>
internal sealed class ScriptedModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ModelRequest> _requests = new();
    private readonly ConcurrentQueue<Exception> _mistakes = new();
    private readonly Func<JsonObject, ModelStep> _next;
    private readonly RequestRules _rules;

    private ScriptedModelServer(Func<JsonObject, ModelStep> next, RequestRules rules, BatchDesk? batches)
    {
        _next = next;
        _rules = rules;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = long.MaxValue);
        _app = builder.Build();
        _app.Use(KeepMistakesAsync);
        _app.MapPost("/v1/chat/completions", (RequestDelegate)ServeAsync);
        batches?.Map(_app);
        _app.MapFallback(context => ModelStep.Error(404, null, $"Unknown request URL: {context.Request.Path}.").PlayAsync(context, []));
    }

    /// <summary>The base address, as <c>--endpoint</c> wants it.</summary>
    public Uri Endpoint => new($"{_app.Urls.First()}/v1");

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<ModelRequest> Requests => [.. _requests];

    public static Task<ScriptedModelServer> StartAsync(params IEnumerable<ModelStep> script) => StartAsync(script, new RequestRules());

    /// <summary>A server with rules of its own, and with batches where a desk for them is given.</summary>
    public static Task<ScriptedModelServer> StartAsync(IEnumerable<ModelStep> script, RequestRules rules, BatchDesk? batches = null)
    {
        var steps = new ConcurrentQueue<ModelStep>(script);
        var ended = ModelStep.Error(400, "script_ended", "The script has no further step.");
        return StartAsync(_ => steps.TryDequeue(out var step) ? step : ended, rules, batches);
    }

    /// <summary>A server without a script: each request's step is chosen by its body.</summary>
    public static async Task<ScriptedModelServer> StartAsync(Func<JsonObject, ModelStep> next, RequestRules rules, BatchDesk? batches = null)
    {
        var server = new ScriptedModelServer(next, rules, batches);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
        if (!_mistakes.IsEmpty)
        {
            throw new AggregateException("The scripted server itself made a mistake.", _mistakes);
        }
    }

    /// <summary>A step that throws would look like a server that fails on cue. Only connections may break off.</summary>
    private async Task KeepMistakesAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception mistake) when (mistake is not (IOException or OperationCanceledException))
        {
            _mistakes.Enqueue(mistake);
            throw;
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        long arrived = TimeProvider.System.GetTimestamp();
        var (body, bytes) = await ReadAsync(context);
        string? violation = body is null ? "The body is no JSON object." : _rules.Violation(body, bytes);
        _requests.Enqueue(new ModelRequest(body ?? [], context.Request.Headers.Authorization, arrived, violation));
        var step = violation is not null ? ModelStep.Error(400, "invalid_request_error", violation) : _next(body!);
        await step.PlayAsync(context, body ?? []);
    }

    private static async Task<(JsonObject? Body, long Bytes)> ReadAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        bytes.Position = 0;
        try
        {
            return (JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject, bytes.Length);
        }
        catch (JsonException)
        {
            return (null, bytes.Length);
        }
    }
}
