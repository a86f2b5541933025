using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
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
    private readonly ConcurrentQueue<ModelStep> _script;
    private readonly RequestRules _rules;

    private ScriptedModelServer(IEnumerable<ModelStep> script, RequestRules rules)
    {
        _rules = rules;
        _script = new ConcurrentQueue<ModelStep>(script);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 200L << 20);
        _app = builder.Build();
        _app.MapPost("/v1/chat/completions", (RequestDelegate)ServeAsync);
        _app.MapFallback(context => ModelStep.Error(404, null, $"Unknown request URL: {context.Request.Path}.").PlayAsync(context, []));
    }

    /// <summary>The base address, as <c>--endpoint</c> wants it.</summary>
    public Uri Endpoint => new($"{_app.Urls.First()}/v1");

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<ModelRequest> Requests => [.. _requests];

    public static Task<ScriptedModelServer> StartAsync(params IEnumerable<ModelStep> script) => StartAsync(script, new RequestRules());

    /// <summary>A server with rules of its own.</summary>
    public static async Task<ScriptedModelServer> StartAsync(IEnumerable<ModelStep> script, RequestRules rules)
    {
        var server = new ScriptedModelServer(script, rules);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        long arrived = TimeProvider.System.GetTimestamp();
        var (body, bytes) = await ReadAsync(context);
        string? violation = body is null ? "The body is no JSON object." : _rules.Violation(body, bytes);
        _requests.Enqueue(new ModelRequest(body ?? [], context.Request.Headers.Authorization, arrived, violation));
        var step = violation is not null
            ? ModelStep.Error(400, "invalid_request_error", violation)
            : _script.TryDequeue(out var next) ? next : ModelStep.Error(400, "script_ended", "The script has no further step.");
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
