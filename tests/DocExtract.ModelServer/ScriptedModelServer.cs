using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DocExtract.ModelServer;

/// <summary>
/// An OpenAI-compatible server on a free loopback port. It keeps every request, refuses with 400 what the official API
/// refuses, and otherwise plays its script, one step a request.
/// </summary>
internal sealed class ScriptedModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ModelRequest> _requests;
    private readonly ConcurrentQueue<Exception> _mistakes = new();
    private readonly Func<ModelRequest, ModelStep> _choose;
    private readonly RequestRules _rules;

    private ScriptedModelServer(Func<ModelRequest, ModelStep> choose, RequestRules rules, BatchDesk? batches, ConcurrentQueue<ModelRequest> requests)
    {
        _choose = choose;
        _requests = requests;
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
        var requests = new ConcurrentQueue<ModelRequest>();
        var steps = new ConcurrentQueue<ModelStep>(script);
        return StartAsync(
            request =>
            {
                requests.Enqueue(request);
                return request.Violation is { } violation ? ModelStep.Refusal(violation)
                    : steps.TryDequeue(out var step) ? step
                    : ModelStep.Error(400, "script_ended", "The script has no further step.");
            },
            rules, batches, requests);
    }

    /// <summary>A server without a script: the step of each request, also of one that breaks a rule, is chosen as it comes, and none is kept.</summary>
    public static Task<ScriptedModelServer> StartAsync(Func<ModelRequest, ModelStep> choose, RequestRules rules) => StartAsync(choose, rules, null, new());

    private static async Task<ScriptedModelServer> StartAsync(
        Func<ModelRequest, ModelStep> choose, RequestRules rules, BatchDesk? batches, ConcurrentQueue<ModelRequest> requests)
    {
        _ = OfficialDescription.Present;
        var server = new ScriptedModelServer(choose, rules, batches, requests);
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
        var request = new ModelRequest(body ?? [], context.Request.Headers.Authorization, arrived, violation);
        await _choose(request).PlayAsync(context, request.Body);
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
