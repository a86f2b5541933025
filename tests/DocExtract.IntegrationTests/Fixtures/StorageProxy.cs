using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace DocExtract.IntegrationTests.Fixtures;

/// <summary>
/// Stands before the queues of the real storage account and can hold answers back: the service has then done what it was asked, and the
/// client does not know yet.
/// </summary>
internal sealed class StorageProxy : IAsyncDisposable
{
    private static readonly HashSet<string> OfConnection = new(StringComparer.OrdinalIgnoreCase) { "Host", "Connection", "Transfer-Encoding", "Keep-Alive" };

    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentQueue<string> _held = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, string> _account;
    private readonly Uri _target;
    private readonly WebApplication _app;
    private Func<HttpRequest, bool> _holds = _ => false;

    private StorageProxy(string account)
    {
        _account = account.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        _target = new Uri(_account["QueueEndpoint"]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapFallback(ForwardAsync);
    }

    /// <summary>Requests whose answers were held back, in the order they came.</summary>
    public IReadOnlyCollection<string> Held => _held;

    /// <summary>The account's connection string with this in place of its queues.</summary>
    public string ConnectionString => string.Join(';', _account.Select(part =>
        part.Key == "QueueEndpoint" ? $"{part.Key}={_app.Urls.First()}{_target.AbsolutePath}" : $"{part.Key}={part.Value}"));

    public static async Task<StorageProxy> StartAsync(Infrastructure infrastructure)
    {
        var proxy = new StorageProxy(infrastructure.StorageConnectionString);
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>From now on holds back the answers to some requests.</summary>
    public void Hold(Func<HttpRequest, bool> which) => _holds = which;

    /// <summary>Lets all answers go.</summary>
    public void Release() => _released.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Release();
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var target = new Uri(_target, context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target);
        if (context.Request.ContentLength is not null)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, values) in context.Request.Headers.Where(header => !OfConnection.Contains(header.Key)))
        {
            _ = request.Headers.TryAddWithoutValidation(name, [.. values]) || request.Content?.Headers.TryAddWithoutValidation(name, [.. values]) == true;
        }

        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead);
        if (_holds(context.Request))
        {
            _held.Enqueue($"{context.Request.Method} {context.Request.Path}");
            await _released.Task.WaitAsync(context.RequestAborted);
        }

        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => !OfConnection.Contains(header.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
