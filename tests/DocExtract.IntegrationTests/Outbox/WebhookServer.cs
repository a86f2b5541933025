using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DocExtract.IntegrationTests.Outbox;

/// <summary>What a receiver got.</summary>
internal sealed record WebhookRequest(string Path, string Id, string Timestamp, string Signature, string Body)
{
    /// <summary>Checks the signature as the receiver's side of Standard Webhooks describes it, with nothing of the product's code.</summary>
    public bool IsSignedWith(string secret)
    {
        byte[] key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] expected = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}"));
        return Signature.Split(' ').Any(signature => signature == "v1," + Convert.ToBase64String(expected));
    }

    public DateTimeOffset SentAt => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture));
}

/// <summary>A receiver of webhooks on a free loopback port; answers as the test says.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly ConcurrentQueue<WebhookRequest> _requests = new();
    private readonly WebApplication _app;

    private WebhookServer(Func<WebhookRequest, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapFallback(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            string Header(string name) => context.Request.Headers[name].ToString();
            var request = new WebhookRequest(
                context.Request.Path, Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), await reader.ReadToEndAsync());
            _requests.Enqueue(request);
            await answer(request, context);
        });
    }

    public string Url => $"{_app.Urls.First()}/hook?token=not-to-be-told";

    public IReadOnlyList<WebhookRequest> Requests => [.. _requests];

    /// <param name="answer">What is done with each request.</param>
    public static async Task<WebhookServer> StartAsync(Func<WebhookRequest, HttpContext, Task> answer)
    {
        var server = new WebhookServer(answer);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Answers every request with the status that the test says just then.</summary>
    public static Task<WebhookServer> StartAsync(Func<int> status) => StartAsync((_, context) =>
    {
        context.Response.StatusCode = status();
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}
